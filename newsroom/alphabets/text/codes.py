"""Encodes text with one byte for each character, so that C code (`bytes.translate`, codecs) replaces the letters.

Kazakh text needs fewer than 256 characters. It is encoded with a table of them, changed as bytes, and decoded with
another table, which has other letters in place of the Cyrillic ones. This is several times faster than `str.translate`.
"""

import codecs
import re
from typing import NamedTuple

from newsroom.alphabets.text.letters import KAZAKH, OTHER_CYRILLIC
from newsroom.alphabets.text.marks import BLOCK, IGNORED, IN_WORD, MARKS, UNCODED, UNCODED_IN_WORD

COMMON = "ء«»—–‑−№…“”„’‘‹›°×·•₸€←↑→↓\u00a0\u00ad\u202f"
LINE_ENDS = BLOCK + "\n\v\f\r\x1c\x1d\x85\u2028\u2029"
"""Those at which `splitlines` splits."""
# NUL comes first, because only then does `charmap_build` make a table. Otherwise it makes a dictionary, which is no
# faster than `str.translate`.
CODED = "".join(["\0\t", LINE_ENDS, *map(chr, range(32, 127)), KAZAKH, KAZAKH.upper(), COMMON, MARKS[1:]])
NO_CHARACTER = "\ufffe"
"""Tells `codecs` that no character has this code."""
CODES = codecs.charmap_build(CODED.ljust(256, NO_CHARACTER))
NOT_CODED = re.compile(f"[^{re.escape(CODED)}]")
NEAREST = str.maketrans(OTHER_CYRILLIC | {letter.upper(): near.capitalize() for letter, near in OTHER_CYRILLIC.items()})
START = b"\0"
"""Comes before every text, so that rules which look at the character before a letter always find one."""
UNCODED_MARK = re.compile(f"[{UNCODED_IN_WORD}{UNCODED}]")


def codes_of(characters):
    return codecs.charmap_encode(characters, "strict", CODES)[0]


def character_class(characters):
    """The inside of a character class for bytes. Characters without a code are left out: texts have marks for them."""
    return b"".join(rb"\x%02x" % code for code in codes_of("".join(one for one in characters if one in CODED)))


def kind_table(**kinds):
    """A table for `bytes.translate`. It replaces each character by the letter of its kind, any other by a full stop.

    If IN_WORD_CODES are deleted as well, `in` finds two kinds side by side, which is faster than a regular expression.
    """
    table = bytearray(b"." * 256)
    for kind, characters in kinds.items():
        for character in characters:
            table[codes_of(character)[0]] = ord(kind)
    return bytes(table)


CODED_IN_WORD = "".join(one for one in IN_WORD + UNCODED_IN_WORD if one in CODED)
IN_WORD_CODES = codes_of(CODED_IN_WORD)


class CodedText(NamedTuple):
    """A text and its codes. `notable` tells quickly which rules can have something to do."""

    text: str
    codes: bytes
    """One byte for each character."""
    uncoded: list
    """The characters without a code, last one first. In `codes` there are marks in their places."""
    notable: frozenset
    """The codes in the text, without those of Kazakh letters and common punctuation.

    Х and І stay in, because they can be Roman numerals. If a character has no code, these are all codes.
    """

    def with_text(self, text):
        """The `CodedText` of a text made from this one. Nothing is encoded again if the text has not changed."""
        return self if text is self.text else encode(text)


def encode(text):
    """Encode a text. Characters without a code become one of two marks: one for those allowed inside a word."""
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
    """Applies rules, then replaces letters by a table {letter: one letter, several or none}.

    A rule is a function of codes and of the notable ones among them. It returns new codes, which must begin with START.
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
        """Convert a `CodedText` into text."""
        codes = START + coded.codes
        for rule in self.rules:
            codes = rule(codes, coded.notable)
        for letter, form in self.longer:
            codes = codes.replace(letter, form)
        text = codecs.charmap_decode(codes, "strict", self.decoded)[0][1:]
        return _restore_uncoded(text, coded.uncoded.copy()) if coded.uncoded else text


def _restore_uncoded(text, uncoded):
    return UNCODED_MARK.sub(lambda _: uncoded.pop(), text)
