"""A banned word as the finder reads it."""

import re
from dataclasses import dataclass
from functools import cached_property

from articles.comments.words.automaton import NOTHING, Automaton, walk
from articles.comments.words.folding import fold
from articles.comments.words.letters import FROM_ARABIC, KAZAKH_ONLY, SAME

BEGINS, WHOLE, ANYWHERE = "begins", "whole", "anywhere"
FEWEST_LETTERS = 3
LONG = 5
"""Letters from which a word is hardly ever found by chance, so that more ways to type it are read."""
DOUBLED = re.compile(r"(.)\1+")


def words_of(stem):
    """Return the words of a stem as the letters that are compared: small, Cyrillic or Latin, none of them doubled."""
    return [DOUBLED.sub(r"\1", word) for word in words_as_written(stem)]


def words_as_written(stem):
    return re.findall(r"[^\W_]+", fold(stem).text.translate(FROM_ARABIC).translate(SAME))


@dataclass(frozen=True)
class Rule:
    id: object
    stem: str
    match: str = BEGINS
    exceptions: tuple = ()
    """Words that begin like one of these do not match, although they contain the stem."""
    kind: str = "banned"

    @cached_property
    def words(self):
        return words_of(self.stem)

    @cached_property
    def letters(self):
        """Double letters stay in a short word: else касса would be found in кастрюля, and ввод in воды."""
        plain = DOUBLED.sub(r"\1", "".join(self.words))
        return plain if len(plain) >= LONG else DOUBLED.sub(r"\1\1", "".join(words_as_written(self.stem)))

    @cached_property
    def spellings(self):
        """Its letters, also without what Latin and Arabic leave out: магия is magia, ماگيا."""
        return sorted({self.letters, self.letters.replace("ия", "я").replace("ию", "ю")})

    @cached_property
    def is_long(self):
        return len(self.letters) >= LONG

    @cached_property
    def is_kazakh(self):
        return not KAZAKH_ONLY.isdisjoint(self.letters)

    @cached_property
    def _by_sound(self):
        return Automaton(("by_sound", NOTHING, [(letters, self) for letters in self.spellings]))

    def sounds_like(self, typed):
        return any(end == len(typed) for end, _rules in walk(self._by_sound, typed, 0))

    @cached_property
    def _excepted(self):
        words = [("".join(words_of(word)), self) for word in self.exceptions]
        return Automaton(("by_any", NOTHING, [(letters, rule) for letters, rule in words if letters]))

    def excepts(self, text, word, start, end):
        """Whether an exception covers a hit in the word that has this span."""
        if not self.exceptions:
            return False
        firsts = [word[0]] if self.match != ANYWHERE else range(word[0], start + 1)
        return any(last >= end for first in firsts for last, _rules in walk(self._excepted, text, first))
