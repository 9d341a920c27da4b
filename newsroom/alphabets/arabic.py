"""What Arabic letters ask beyond the table: the hamza of soft words, glides that are written once, patronymics.

The rules are those by which the news agencies print (Kazinform, Egemen Qazaqstan, Adyrna); Unicode's locale data
for kk-Arab agrees.
"""

import re

from newsroom.alphabets.codes import DIGITS, KNOWN, LINE_ENDS, Letters, any_of, encoded
from newsroom.alphabets.letters import CYRILLIC, KAZAKH, forms
from newsroom.alphabets.marks import (
    HELD_COMMA,
    HELD_FORM,
    HELD_LETTER,
    HELD_QUESTION,
    HELD_SEMICOLON,
    THROUGH,
    THROUGH_CLASS,
)
from newsroom.alphabets.spelling import ARABIC

CODE_OF_HAMZA = encoded("ء")
SOFT = "әөүі"
"""Letters that share their Arabic form with a hard one: these words need the hamza …"""
TELLING = "еэкгқғ"
"""… unless one of these tells already how the word sounds (еэкг) or forbids it (қғ)."""

SURNAME = re.compile(f"(?P<name>[аА][{THROUGH_CLASS}]*+)[еЕ](?=[{THROUGH_CLASS}]*+[вВ])")
PATRONYMIC = re.compile(
    f"(?<![{CYRILLIC}{THROUGH_CLASS}])"
    f"(?P<name>[{THROUGH_CLASS}]*+[{''.join(letter for letter in CYRILLIC if letter.isupper())}]"
    f"(?:(?!(?:ұлы|қызы|ҰЛЫ|ҚЫЗЫ))[{CYRILLIC}{THROUGH_CLASS}]){{2,30}}+)(?=ұлы|қызы|ҰЛЫ|ҚЫЗЫ)"
)


def with_names(text, spelling):
    """Names as the agencies print them, if the spelling says so."""
    if spelling.surname_glides:
        text = SURNAME.sub(r"\g<name>йе", text)
    return PATRONYMIC.sub(r"\g<name> ", text) if spelling.splits_patronymics else text


def arabic_letters(spelling):
    """A function from Cyrillic to Arabic letters."""
    table = forms(ARABIC, spelling) | dict(zip(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION, ",;?", strict=True))
    rules = [keep_punctuation, with_hamza, with_single_glides]
    if spelling.soft_sign_glides:
        rules.append(lambda codes, _there: SOFT_SIGN.sub(encoded("й"), codes))
    return Letters(table, rules)


THROUGH_CODES = encoded("".join(one for one in THROUGH + HELD_LETTER if one in KNOWN))
_THROUGH = any_of(THROUGH + HELD_LETTER)

_KAZAKH, _PUNCTUATION, _ENDS = any_of(KAZAKH + KAZAKH.upper() + HELD_FORM), any_of(",;?"), any_of("\0" + LINE_ENDS)
KEPT_PUNCTUATION = bytes.maketrans(encoded(",;?"), encoded(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION))
BEFORE_DIGIT = re.compile(rb"[%b](?=[%b]*+[%b])" % (_PUNCTUATION, _THROUGH, any_of("0123456789")))


def _without_kazakh(before):
    """A line with punctuation and without a Kazakh letter, with one of these codes before it: the end of another."""
    parts = (before, _KAZAKH, _ENDS, _PUNCTUATION, _PUNCTUATION, _KAZAKH, _ENDS, _ENDS)
    return re.compile(rb"[%b][^%b%b%b]*+[%b][^%b%b]*+(?=[%b]|\Z)" % parts)


# One code is looked for much faster than any of several: a line's end is mostly this one.
FOREIGN_LINE = _without_kazakh(any_of("\n"))
OTHER_ENDS = frozenset(encoded("\0" + LINE_ENDS.replace("\n", "")))
FOREIGN_LINE_AFTER_OTHER_END = _without_kazakh(any_of("\0" + LINE_ENDS.replace("\n", "")))


def keep_punctuation(codes, there):
    """Holds the commas of numbers, and all of lines in which nothing is Kazakh."""
    codes = FOREIGN_LINE.sub(_held, codes)
    if not there.isdisjoint(OTHER_ENDS) or FOREIGN_LINE_AFTER_OTHER_END.match(codes):
        codes = FOREIGN_LINE_AFTER_OTHER_END.sub(_held, codes)
    return codes if there.isdisjoint(DIGITS) else BEFORE_DIGIT.sub(_held_in_number, codes)


def _held(found):
    return found[0].translate(KEPT_PUNCTUATION)


def _held_in_number(found):
    return _held(found) if found.string[_before(found.string, found.start())] in DIGITS else found[0]


_NEXT_GLIDES = any_of("йюяЙЮЯ")
FIRST_GLIDES = {
    encoded(letter): re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of(letter), _THROUGH, _NEXT_GLIDES)) for letter in "йиЙИ"
}
SOFT_SIGN = re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of("ьЬ"), _THROUGH, any_of("еоЕО")))


def _kinds():
    """For `bytes.translate`: what each character is to the hamza."""
    kind_of = {HELD_FORM: "f"} | dict.fromkeys((one for one in THROUGH + HELD_LETTER if one in KNOWN), "-")
    for letters, kind in ((KAZAKH, "o"), (SOFT, "s"), (TELLING, "t")):
        kind_of |= dict.fromkeys(letters + letters.upper(), kind)
    kinds = bytearray(b"." * 256)
    for character, kind in kind_of.items():
        kinds[encoded(character)[0]] = ord(kind)
    return bytes(kinds)


KINDS = _kinds()
# A soft letter, and no telling one in all the word. A form out of the dictionary (f) has its hamza or needs none,
# whatever ending follows: it is no beginning.
SOFT_WORD = re.compile(rb"\.-*+(?=[o-]*+s[os-]*+(?!t))")


def with_hamza(codes, _there):
    """Codes with a hamza before every soft word, each part of a hyphenated one by itself."""
    parts, done = [], 0
    for found in SOFT_WORD.finditer(codes.translate(KINDS)):
        start = found.end()
        parts.append(codes[done:start])
        done = start
    return CODE_OF_HAMZA.join([*parts, codes[done:]]) if parts else codes


def with_single_glides(codes, _there):
    """Codes in which и or й before another glide isn't written: тарихи, жию, қия have one."""
    for letter, glide in FIRST_GLIDES.items():
        if letter in codes:
            codes = glide.sub(b"", codes)
    return codes


def _before(codes, at):
    """The index before another one, with what may stand inside a word passed over."""
    at -= 1
    while codes[at] in THROUGH_CODES:
        at -= 1
    return at
