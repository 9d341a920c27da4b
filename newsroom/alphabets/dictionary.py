"""The editors' dictionary: words that no rule gets right, and words that no alphabet may change."""

import re
from dataclasses import dataclass

from newsroom.alphabets.letters import CYRILLIC
from newsroom.alphabets.marks import HELD, THROUGH_CLASS
from newsroom.alphabets.spelling import LATIN

# Plural, possession, case, person; a word has several of them, one after another.
ENDINGS = (
    "лар лер дар дер тар тер ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ым ім ың ің сы сі ы і м ң ның нің дың дің тың тің "
    "ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда нде дан ден тан тен нан нен мен бен пен лық лік дық дік "
    "тық тік лы лі сыз сіз дағы дегі тағы тегі ндағы ндегі ғы гі қы кі ша ше дай дей тай тей шы ші мын мін сың сің "
    "быз біз пыз піз"
)

THROUGH = f"[{THROUGH_CLASS}]*+"
AFTER = f"(?!{THROUGH}[{CYRILLIC}])"
ENDING = "|".join(THROUGH.join(["", *ending]) for ending in sorted(ENDINGS.split(), key=len, reverse=True))
AFTER_ENDINGS = f"(?=(?:{ENDING}){{0,5}}{AFTER})"


# Forms are put into pages as they are: nothing in them may be mark-up, or one of our own marks.
NO_LETTERS = re.compile("[^\\w .’ʼ\u200c-]|[\ufdd0-\ufdef]")


@dataclass(frozen=True)
class Word:
    """`cyrillic` as it is written in stories; a form that is empty is left to the rules.

    A word with a capital matches only so, or wholly in capitals; one without matches however it is written.
    """

    cyrillic: str
    latin: str = ""
    arabic: str = ""
    is_kept: bool = False
    """Never converted, in either alphabet."""
    takes_endings: bool = True
    """Also with Kazakh endings, which are converted by the rules."""

    def __post_init__(self):
        if wrong := NO_LETTERS.search(self.cyrillic + self.latin + self.arabic):
            raise ValueError(f"{self.cyrillic!r}: {wrong[0]!r} cannot stand in a word or its form")

    def form(self, to):
        return self.latin if to == LATIN else self.arabic


class Dictionary:
    """Words to look up while converting. Two dictionaries are the same only if they are one object."""

    def __init__(self, words=()):
        self.words = tuple(words)

    def pattern(self, to):
        """A regular expression that finds every word with something to say about `to`; None when there is none."""
        words = [word for word in self.words if word.is_kept or word.form(to)]
        if not words:
            return None
        alternatives = []
        for after, takes_endings in ((AFTER_ENDINGS, True), (AFTER, False)):
            if some := [word.cyrillic for word in words if word.takes_endings == takes_endings]:
                alternatives.append(f"(?:{_any_of(some)}){after}")
        word = rf"(?<![\w{THROUGH_CLASS}])(?P<before>{THROUGH})(?P<word>{'|'.join(alternatives)})"
        return re.compile(f"[{HELD}]|{word}", re.IGNORECASE)

    def lookup(self, to):
        """{the word in small letters: [the words so written, those with most capitals first]}."""
        found = {}
        for word in self.words:
            if word.is_kept or word.form(to):
                found.setdefault(word.cyrillic.lower(), []).append(word)
        for words in found.values():
            words.sort(key=lambda word: (word.cyrillic.islower(), not word.cyrillic.isupper()))
        return found


def _any_of(words):
    """A pattern for any of the words, longest first, that looks at each letter of a text once."""
    tree = {}
    for word in words:
        branch = tree
        for letter in word.lower():
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree):
    branches = []
    for letter in sorted(tree, key=lambda letter: (not letter, letter)):
        if letter:
            rest = _pattern(tree[letter])
            branches.append(re.escape(letter) + (THROUGH + rest if rest else ""))
    whole = "|".join(branches)
    if not branches:
        return ""
    return f"(?:{whole})?" if "" in tree else f"(?:{whole})" if len(branches) > 1 else whole
