"""Roman numerals typed in Cyrillic letters. No alphabet changes a number, so they become Latin letters.

ХІХ is a numeral wherever it stands. A single Х or І can also be an initial (Х. Досмұхамедов), the name of a letter
(«Х» әрпі) or a part of the alphabet (Ф, Х, Һ), so the characters beside it decide.
"""

import re
from string import ascii_letters

from newsroom.alphabets.text.codes import IN_WORD_CODES, kind_table
from newsroom.alphabets.text.letters import CYRILLIC, KAZAKH
from newsroom.alphabets.text.marks import IN_WORD_CLASS, visible_before
from newsroom.alphabets.text.untouched import WITHOUT_INVISIBLE

LETTERS = f"{CYRILLIC}A-Za-z\u00c0-\u024f\u0259\u0275\u0370-\u03ff"
SEEN = re.compile(f"[{LETTERS}]")
TO_LATIN = str.maketrans("ХІУҮ", "XIVV")
ROMAN = re.compile("X{0,3}(?:I[XV]|V?I{0,3})")
# У and Ү are typed for V.
NUMERAL = re.compile(
    f"[ХІУҮXVI](?<!{SEEN.pattern}.)[{IN_WORD_CLASS}]*+[ХІУҮXVI{IN_WORD_CLASS}]*+(?P<more>[{LETTERS}{IN_WORD_CLASS}]*+)"
)

NEAR = 24
"""How many characters on each side of a single letter are looked at."""
BLANK = "[ \u00a0\u2009\u202f]"
DASH = f"{BLANK}?[-–—]{BLANK}?"
BESIDE = f"(?:,?{BLANK}+|{DASH})"
OTHER_CAPITAL = f"[{''.join(one for one in CYRILLIC if one.isupper() and one not in 'ХІ')}]"
QUOTES = "«»„“”\"'‘’‹›"
WORD_BEFORE = re.compile(rf"(?:[{LETTERS}0-9],?{BLANK}+|[ХІXVI](?:{DASH}|/))$")
WORD_AFTER = re.compile(rf"{BLANK}+[{LETTERS}0-9(«]|-[{LETTERS}]|(?:,{BLANK}+|{DASH}|/)[ХІXVI]+(?![{LETTERS}])")
LETTER_BEFORE = re.compile(rf"(?:\.|(?![ХІXVI])[{LETTERS}]['’-]|(?:^|[^{LETTERS}]){OTHER_CAPITAL}{BESIDE})$")
LETTER_AFTER = re.compile(rf"\.|-?[0-9]|{BESIDE}{OTHER_CAPITAL}(?![{LETTERS}.])|{BLANK}+(?:әріп|әрпі|дыбыс)")
ORDINAL_BEFORE = re.compile(rf"[нН](?:ші|шы|ШІ|ШЫ){BLANK}+\($")
ABOUT_LETTERS = re.compile(rf"әріп|әрпі|дыбы|[{QUOTES}(](?![ХІ])[{CYRILLIC}][{QUOTES})]")

# Codes show quickly whether there can be a numeral: two of its letters side by side, or one without a letter beside it.
LETTER_KINDS = KAZAKH + KAZAKH.upper() + ascii_letters
KINDS = kind_table(k=set(LETTER_KINDS) - set("ХІУҮXVI"), v="УҮ", r="ХІXVI")
MAYBE_NUMERAL = re.compile(rb"r(?:[rv]|(?<=vr)|(?<![kv]r)(?![kv]))")


def with_numerals(text, codes):
    """The text with its numerals in Latin letters. `codes` are those of the text."""
    return with_all_numerals(text) if MAYBE_NUMERAL.search(codes.translate(KINDS, IN_WORD_CODES)) else text


def with_all_numerals(text):
    return NUMERAL.sub(_numeral, text)


def _numeral(found):
    written = found[0]
    clean = written.translate(WITHOUT_INVISIBLE)
    if found["more"] or not ROMAN.fullmatch(clean.translate(TO_LATIN)):
        return written
    if SEEN.match(visible_before(found.string, found.start())):
        return written
    is_numeral = _counts_something(found) if len(clean) == 1 else clean != "ХУ"  # a Chinese name
    return written.translate(TO_LATIN) if is_numeral else written


def text_before(text, at):
    """The visible characters near index `at`, before it."""
    return text[max(0, at - NEAR) : at].translate(WITHOUT_INVISIBLE)


def _counts_something(found):
    """Whether a single Х or І is a numeral: there is a word beside it, and it is not an initial or a letter as such."""
    if found[0][0] not in "ХІ":
        return False
    before = text_before(found.string, found.start())
    after = found.string[found.end() : found.end() + NEAR].translate(WITHOUT_INVISIBLE)
    if LETTER_BEFORE.search(before) or LETTER_AFTER.match(after):
        return False
    if before and after and before[-1] in QUOTES + "(" and after[0] in QUOTES + ")":
        return _is_enclosed_numeral(found[0], before, after)
    return bool(WORD_BEFORE.search(before) or WORD_AFTER.match(after))


def _is_enclosed_numeral(letter, before, after):
    """Whether a letter in quotes or brackets is a numeral. Х can be a word («Икс»), so it must have an ordinal."""
    if ABOUT_LETTERS.search(before) or ABOUT_LETTERS.search(after):
        return False
    return letter[0] == "І" or bool(ORDINAL_BEFORE.search(before))
