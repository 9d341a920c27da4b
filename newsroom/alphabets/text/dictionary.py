"""The editors' dictionary: words that the rules get wrong, and words that are never converted."""

import re
from dataclasses import dataclass

from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import IN_WORD_CLASS, PLACEHOLDERS, REFERENCE
from newsroom.alphabets.text.spelling import ARABIC, LATIN

# Endings of number, possession, case and person. A word can have several, one after another.
ENDINGS = (
    "лар лер дар дер тар тер ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ым ім ың ің сы сі ы і м ң ның нің дың дің тың тің "
    "ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда нде дан ден тан тен нан нен мен бен пен лық лік дық дік "
    "тық тік лы лі сыз сіз дағы дегі тағы тегі ндағы ндегі ғы гі қы кі ша ше дай дей тай тей шы ші мын мін сың сің "
    "быз біз пыз піз"
)

IN_WORD = f"[{IN_WORD_CLASS}]*+"
AFTER = f"(?!{IN_WORD}[{CYRILLIC}])"
LONGEST_FIRST = sorted(ENDINGS.split(), key=len, reverse=True)
ENDING = "|".join("".join(f"{IN_WORD}[{letter}{letter.upper()}]" for letter in ending) for ending in LONGEST_FIRST)
AFTER_ENDINGS = f"(?=(?:{ENDING}){{0,5}}{AFTER})"


# What a word and its forms may be. They are inserted into pages without escaping, so they have no markup and no mark of
# ours. At least one separator divides their parts: with none, a pattern could divide a form in too many ways.
LATIN_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ0-9"
ARABIC_LETTERS = "ء-غف-يٱ-ۓە\u200cA-Za-z0-9"
CYRILLIC_WORDS = re.compile(rf"[{CYRILLIC}]+(?:[ -][{CYRILLIC}]+)*")
FORMS = {
    to: re.compile(rf"[{letters}]+(?:[ .’-]+[{letters}]+)*[.’]?")
    for to, letters in ((LATIN, LATIN_LETTERS), (ARABIC, ARABIC_LETTERS))
}
"""{alphabet: what a form in it may be}. The whole form has to match."""


@dataclass(frozen=True)
class Word:
    """`cyrillic` is the word as stories have it. If a form is empty, the word is converted by the rules.

    ValueError if the word is not `CYRILLIC_WORDS` or a form not one of `FORMS`.

    A word with a capital letter matches as it is written or all in capitals. A word without one matches in any case.
    """

    cyrillic: str
    latin: str = ""
    arabic: str = ""
    is_kept: bool = False
    """Whether it keeps its Cyrillic letters in both alphabets."""
    takes_endings: bool = True
    """Whether it also matches with Kazakh endings, which are converted by the rules."""

    def __post_init__(self):
        parts = [(self.cyrillic, CYRILLIC_WORDS)]
        parts += [(self.form(to), allowed) for to, allowed in FORMS.items() if self.form(to)]
        for part, allowed in parts:
            if not allowed.fullmatch(part):
                raise ValueError(f"{part!r} has signs that are not allowed in a word or its form")

    def form(self, to):
        return self.latin if to == LATIN else self.arabic


class Dictionary:
    """The words that are looked up during a conversion. Dictionaries are compared by identity."""

    def __init__(self, words=()):
        self.words = tuple(words)

    def pattern(self, to):
        """A regular expression for all words that have a form in the alphabet `to`. None if there are none."""
        words = [word for word in self.words if word.is_kept or word.form(to)]
        if not words:
            return None
        tree = _tree(words)
        firsts = "".join(map(_cases, tree))
        rests = "|".join(f"(?<=[{_cases(letter)}]){_pattern(rest)}" for letter, rest in tree.items())
        # The first letters come first, because then `re` skips other characters quickly. A REFERENCE may precede them.
        first = rf"[{PLACEHOLDERS}{REFERENCE}{firsts}](?<!\w.)"
        return re.compile(rf"{first}(?:(?<=[{PLACEHOLDERS}])|(?:(?<={REFERENCE})[{firsts}])?+(?:{rests}))", re.DOTALL)

    def lookup(self, to):
        """{word in lower case: [the words with this spelling, those with most capitals first]}."""
        found = {}
        for word in self.words:
            if word.is_kept or word.form(to):
                found.setdefault(word.cyrillic.lower(), []).append(word)
        for words in found.values():
            words.sort(key=lambda word: (word.cyrillic.islower(), not word.cyrillic.isupper()))
        return found


def _tree(words):
    """The words as a tree, {letter: {letter: …}}. The key "" has the pattern for what may follow the word."""
    tree = {}
    for word in words:
        branch = tree
        for letter in word.cyrillic.lower():
            branch = branch.setdefault(letter, {})
        branch[""] = AFTER_ENDINGS if word.takes_endings else branch.get("", AFTER)
    return tree


def _pattern(tree):
    """The pattern for the rest of a word, longest words first. It reads each letter of a text once."""
    branches = [f"{IN_WORD}[{_cases(letter)}]{_pattern(rest)}" for letter, rest in tree.items() if letter]
    branches += [tree[""]] if "" in tree else []
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]


def _cases(letter):
    return re.escape(letter) + (letter.upper() if letter.upper() != letter else "")
