"""Text with one byte for each character, which is how letters are replaced fast: rules and tables of C do the work.

Kazakh text needs fewer than 256 characters. It is encoded with a table of them, changed as bytes, and decoded with
another table, in which Cyrillic letters stand for others. That is several times faster than `str.translate`.
"""

import codecs
import re
from typing import NamedTuple

from newsroom.alphabets.text.letters import KAZAKH, NEIGHBOURS
from newsroom.alphabets.text.marks import BLOCK, HELD_LETTER, HELD_SIGN, MARKS, PASSED_OVER, THROUGH

COMMON = "ء«»—–‑−№…“”„’‘‹›°×·•₸€←↑→↓\u00a0\u00ad\u202f"
LINE_ENDS = BLOCK + "\n\v\f\r\x1c\x1d\x85\u2028\u2029"
"""As `splitlines` knows them."""
# NUL first: only then does Python make a table of it, else a dictionary, which is no faster than `str.translate`.
KNOWN = "".join(["\0\t", LINE_ENDS, *map(chr, range(32, 127)), KAZAKH, KAZAKH.upper(), COMMON, MARKS[1:]])
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


def kinds(**kinds):
    """A table for `bytes.translate`: each of some characters becomes a letter for its kind, any other a full stop.

    With THROUGH_CODES left out, `in` finds two kinds side by side, faster than a regular expression does.
    """
    table = bytearray(b"." * 256)
    for kind, characters in kinds.items():
        for character in characters:
            table[encoded(character)[0]] = ord(kind)
    return bytes(table)


WITHIN_WORDS = "".join(one for one in THROUGH + HELD_LETTER if one in KNOWN)
THROUGH_CODES = encoded(WITHIN_WORDS)


class Read(NamedTuple):
    """A text as codes, with what is known of it before anything is looked for in it."""

    text: str
    codes: bytes
    """One for each character."""
    unknown: list
    """The characters that have none, the last one first: marks stand in their places."""
    there: frozenset
    """The codes of what is neither a Kazakh letter nor common punctuation in it: what is worth looking for.

    Х and І are among them, being numbers too. All codes, if a character has none.
    """

    def but(self, text):
        """What `read` says of a text made from this one; no work, if nothing was changed."""
        return self if text is self.text else read(text)


def read(text):
    """The `Read` of a text. Characters without a code that may stand inside a word have a mark of their own."""
    try:
        codes = encoded(text)
    except UnicodeEncodeError:
        near = text.translate(NEAREST)
        unknown = UNKNOWN.findall(near)[::-1]
        near = UNKNOWN.sub(lambda found: HELD_LETTER if found[0] in PASSED_OVER else HELD_SIGN, near)
        return Read(text, encoded(near), unknown, EVERYTHING)
    return Read(text, codes, [], frozenset(codes.translate(None, USUAL)))


USUAL = encoded("".join({*KAZAKH, *KAZAKH.upper(), *" \n.,:;!?()«»—–"} - {*"ХІ"}))
EVERYTHING = frozenset(range(256))
DIGITS = frozenset(encoded("0123456789"))
LATIN = frozenset(encoded("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
ROMAN = frozenset(encoded("ХІXVI"))
DEGREE = frozenset(encoded("°"))
ADDRESSES = frozenset(encoded("@#/"))
OWN = frozenset(encoded(MARKS))


class Letters:
    """Replaces letters by a table {letter: one or several letters, or none}, after rules about letters together.

    A rule is a function of codes, and of those that are worth looking for in them, to codes; it must leave the first of
    them, START, where it is.
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

    def __call__(self, known):
        """The text of a `Read`, in these letters."""
        codes = START + known.codes
        for rule in self.rules:
            codes = rule(codes, known.there)
        for letter, form in self.longer:
            codes = codes.replace(letter, form)
        text = codecs.charmap_decode(codes, "strict", self.decoded)[0][1:]
        return _with_unknown(text, known.unknown.copy()) if known.unknown else text


def _with_unknown(text, unknown):
    return HELD.sub(lambda _: unknown.pop(), text)
