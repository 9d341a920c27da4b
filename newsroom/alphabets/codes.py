"""Text with one byte for each character, which is how letters are replaced fast: rules and tables of C do the work.

Kazakh text needs fewer than 256 characters. It is encoded with a table of them, changed as bytes, and decoded with
another table, in which Cyrillic letters stand for others. That is several times faster than `str.translate`.
"""

import codecs
import re

from newsroom.alphabets.letters import KAZAKH, NEIGHBOURS
from newsroom.alphabets.marks import BLOCK, HELD_LETTER, HELD_SIGN, MARKS, PASSED_OVER, THROUGH

COMMON = "ء«»—–‑−№…“”„’‘‹›°×·•₸€←↑→↓\u00a0\u00ad\u202f"
# NUL first: only then does Python make a table of it, else a dictionary, which is no faster than `str.translate`.
KNOWN = "".join(["\0\t\n\f\r", *map(chr, range(32, 127)), KAZAKH, KAZAKH.upper(), COMMON, MARKS])
NOBODY = "\ufffe"
"""For `codecs`: no character has this code."""
CODES = codecs.charmap_build(KNOWN.ljust(256, NOBODY))
UNKNOWN = re.compile(f"[^{re.escape(KNOWN)}]")
NEAREST = str.maketrans(NEIGHBOURS | {letter.upper(): near.capitalize() for letter, near in NEIGHBOURS.items()})
START = b"\0"
"""Before every text, so that rules which look at what stands before a letter find something."""
HELD = re.compile(f"[{HELD_LETTER}{HELD_SIGN}]")


def encoded(characters):
    return codecs.charmap_encode(characters, "strict", CODES)[0]


def any_of(characters):
    """The inside of a class of a regular expression for bytes; what has no code comes as one of two marks."""
    return b"".join(rb"\x%02x" % code for code in encoded("".join(one for one in characters if one in KNOWN)))


def unusual(text):
    """The codes of what is neither a Kazakh letter nor common punctuation in a text: what is worth looking for in it.

    Х and І are among them, being numbers too. All codes, if the text has a character without one.
    """
    try:
        return frozenset(encoded(text).translate(None, USUAL))
    except UnicodeEncodeError:
        return EVERYTHING


USUAL = encoded("".join({*KAZAKH, *KAZAKH.upper(), *" .,:;!?()«»—–"} - {*"ХІ"}))
EVERYTHING = frozenset(range(256))
DIGITS = frozenset(encoded("0123456789"))
LATIN = frozenset(encoded("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
ROMAN = frozenset(encoded("ХІXVI"))
DEGREE = frozenset(encoded("°"))
ADDRESSES = frozenset(encoded("@#/"))
THROUGH_WORDS = frozenset(encoded("".join(one for one in THROUGH if one in KNOWN)))
LINE_ENDS = frozenset(encoded("\n\f\r" + BLOCK))
OWN = frozenset(encoded(MARKS))


class Letters:
    """Replaces letters by a table {letter: one or several letters, or none}, after rules about letters together.

    A rule is a function from codes to codes; it must leave the first of them, START, where it is.
    """

    def __init__(self, table, rules=()):
        self.rules = rules
        single = {letter: form for letter, form in table.items() if len(form) == 1}
        decoded = [single.get(character, character) for character in KNOWN]
        longer = {letter: form for letter, form in table.items() if len(form) != 1}
        decoded += sorted({part for form in longer.values() for part in form} - set(decoded))
        self.decoded = "".join(decoded).ljust(256, NOBODY)
        self.longer = [
            (encoded(letter), bytes(self.decoded.index(part) for part in form)) for letter, form in longer.items()
        ]

    def __call__(self, text):
        try:
            codes, held = encoded(text), None
        except UnicodeEncodeError:
            codes, held = _without_unknown(text)
        codes = START + codes
        for rule in self.rules:
            codes = rule(codes)
        for letter, form in self.longer:
            codes = codes.replace(letter, form)
        text = codecs.charmap_decode(codes, "strict", self.decoded)[0][1:]
        return HELD.sub(lambda _: held.pop(), text) if held else text


def _without_unknown(text):
    """(codes of the text with marks in place of characters that have none, these characters, the last one first).

    What may stand inside a word has a mark of its own: the word goes on.
    """
    text = text.translate(NEAREST)
    held = UNKNOWN.findall(text)
    text = UNKNOWN.sub(lambda found: HELD_LETTER if found[0] in PASSED_OVER else HELD_SIGN, text)
    return encoded(text), held[::-1]
