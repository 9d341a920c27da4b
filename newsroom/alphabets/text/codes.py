"""Text with one byte for each character, which is how letters are replaced fast: rules and tables of C do the work.

Kazakh text needs fewer than 256 characters. It is encoded with a table of them, changed as bytes, and decoded with
another table, in which Cyrillic letters stand for others. That is several times faster than `str.translate`.
"""

import codecs
import re
from typing import NamedTuple

from newsroom.alphabets.text.letters import KAZAKH, OTHER_CYRILLIC
from newsroom.alphabets.text.marks import BLOCK, IGNORED, IN_WORD, MARKS, UNCODED, UNCODED_IN_WORD

COMMON = "ء«»—–‑−№…“”„’‘‹›°×·•₸€←↑→↓\u00a0\u00ad\u202f"
LINE_ENDS = BLOCK + "\n\v\f\r\x1c\x1d\x85\u2028\u2029"
"""As `splitlines` knows them."""
# NUL first: only then does Python make a table of it, else a dictionary, which is no faster than `str.translate`.
CODED = "".join(["\0\t", LINE_ENDS, *map(chr, range(32, 127)), KAZAKH, KAZAKH.upper(), COMMON, MARKS[1:]])
NO_CHARACTER = "\ufffe"
"""For `codecs`: no character has this code."""
CODES = codecs.charmap_build(CODED.ljust(256, NO_CHARACTER))
NOT_CODED = re.compile(f"[^{re.escape(CODED)}]")
NEAREST = str.maketrans(OTHER_CYRILLIC | {letter.upper(): near.capitalize() for letter, near in OTHER_CYRILLIC.items()})
START = b"\0"
"""Before every text, so that rules which look at what stands before a letter find something."""
UNCODED_MARK = re.compile(f"[{UNCODED_IN_WORD}{UNCODED}]")


def codes_of(characters):
    return codecs.charmap_encode(characters, "strict", CODES)[0]


def character_class(characters):
    """The inside of a class of a regular expression for bytes; what has no code comes as one of two marks."""
    return b"".join(rb"\x%02x" % code for code in codes_of("".join(one for one in characters if one in CODED)))


def kind_table(**kinds):
    """A table for `bytes.translate`: each of some characters becomes a letter for its kind, any other a full stop.

    With THROUGH_CODES left out, `in` finds two kinds side by side, faster than a regular expression does.
    """
    table = bytearray(b"." * 256)
    for kind, characters in kinds.items():
        for character in characters:
            table[codes_of(character)[0]] = ord(kind)
    return bytes(table)


CODED_IN_WORD = "".join(one for one in IN_WORD + UNCODED_IN_WORD if one in CODED)
IN_WORD_CODES = codes_of(CODED_IN_WORD)


class CodedText(NamedTuple):
    """A text as codes, with what is known of it before anything is looked for in it."""

    text: str
    codes: bytes
    """One for each character."""
    uncoded: list
    """The characters that have none, the last one first: marks stand in their places."""
    notable: frozenset
    """The codes of what is neither a Kazakh letter nor common punctuation in it: what is worth looking for.

    Х and І are among them, being numbers too. All codes, if a character has none.
    """

    def with_text(self, text):
        """What `read` says of a text made from this one; no work, if nothing was changed."""
        return self if text is self.text else encode(text)


def encode(text):
    """The `Read` of a text. Characters without a code that may stand inside a word have a mark of their own."""
    try:
        codes = codes_of(text)
    except UnicodeEncodeError:
        near = text.translate(NEAREST)
        uncoded = NOT_CODED.findall(near)[::-1]
        near = NOT_CODED.sub(lambda found: UNCODED_IN_WORD if found[0] in IGNORED else UNCODED, near)
        return CodedText(text, codes_of(near), uncoded, ALL_CODES)
    return CodedText(text, codes, [], frozenset(codes.translate(None, COMMON_CODES)))


COMMON_CODES = codes_of("".join({*KAZAKH, *KAZAKH.upper(), *" \n.,:;!?()«»—–"} - {*"ХІ"}))
ALL_CODES = frozenset(range(256))
DIGITS = frozenset(codes_of("0123456789"))
LATIN = frozenset(codes_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
ROMAN = frozenset(codes_of("ХІXVI"))
DEGREE = frozenset(codes_of("°"))
ADDRESSES = frozenset(codes_of("@#/"))
MARK_CODES = frozenset(codes_of(MARKS))


class Letters:
    """Replaces letters by a table {letter: one or several letters, or none}, after rules about letters together.

    A rule is a function of codes, and of those that are worth looking for in them, to codes; it must leave the first of
    them, START, where it is.
    """

    def __init__(self, table, rules=()):
        self.rules = rules
        single = {letter: form for letter, form in table.items() if len(form) == 1}
        decoded = [single.get(character, character) for character in CODED]
        longer = {letter: form for letter, form in table.items() if len(form) != 1}
        decoded += sorted({part for form in longer.values() for part in form} - set(decoded))
        self.decoded = "".join(decoded).ljust(256, NO_CHARACTER)
        self.longer = [
            (codes_of(letter), bytes(self.decoded.index(part) for part in form)) for letter, form in longer.items()
        ]

    def __call__(self, coded):
        """The text of a `Read`, in these letters."""
        codes = START + coded.codes
        for rule in self.rules:
            codes = rule(codes, coded.notable)
        for letter, form in self.longer:
            codes = codes.replace(letter, form)
        text = codecs.charmap_decode(codes, "strict", self.decoded)[0][1:]
        return _restore_uncoded(text, coded.uncoded.copy()) if coded.uncoded else text


def _restore_uncoded(text, uncoded):
    return UNCODED_MARK.sub(lambda _: uncoded.pop(), text)
