"""The editors' dictionary: words that no rule gets right, and words that no alphabet may change."""

import re
from dataclasses import dataclass

from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import IN_WORD_CLASS, PLACEHOLDERS, REFERENCE
from newsroom.alphabets.text.spelling import LATIN

# Plural, possession, case, person; a word has several of them, one after another.
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


# Forms are put into pages as they are: nothing in them may be mark-up, or one of our own marks.
NOT_ALLOWED = re.compile("[^\\w .’ʼ\u200c-]|[\ufdd0-\ufdef]")


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
        if wrong := NOT_ALLOWED.search(self.cyrillic + self.latin + self.arabic):
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
        tree = _tree(words)
        firsts = "".join(map(_cases, tree))
        rests = "|".join(f"(?<=[{_cases(letter)}]){_pattern(rest)}" for letter, rest in tree.items())
        # The first letter first: whatever is none is passed over at once. Or a reference to it, which belongs to it.
        first = rf"[{PLACEHOLDERS}{REFERENCE}{firsts}](?<!\w.)"
        return re.compile(rf"{first}(?:(?<=[{PLACEHOLDERS}])|(?:(?<={REFERENCE})[{firsts}])?+(?:{rests}))", re.DOTALL)

    def lookup(self, to):
        """{the word in small letters: [the words so written, those with most capitals first]}."""
        found = {}
        for word in self.words:
            if word.is_kept or word.form(to):
                found.setdefault(word.cyrillic.lower(), []).append(word)
        for words in found.values():
            words.sort(key=lambda word: (word.cyrillic.islower(), not word.cyrillic.isupper()))
        return found


def _tree(words):
    """The words letter by letter, {letter: {letter: …}}; at "" stands what may follow a word that ends there."""
    tree = {}
    for word in words:
        branch = tree
        for letter in word.cyrillic.lower():
            branch = branch.setdefault(letter, {})
        branch[""] = AFTER_ENDINGS if word.takes_endings else branch.get("", AFTER)
    return tree


def _pattern(tree):
    """For the rest of a word, the longest first, looking at each letter of a text once."""
    branches = [f"{IN_WORD}[{_cases(letter)}]{_pattern(rest)}" for letter, rest in tree.items() if letter]
    branches += [tree[""]] if "" in tree else []
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]


def _cases(letter):
    return re.escape(letter) + (letter.upper() if letter.upper() != letter else "")
