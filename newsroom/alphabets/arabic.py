"""What Arabic letters ask beyond the table: the hamza of soft words, glides that are written once, patronymics.

The rules are those by which the news agencies print (Kazinform, Egemen Qazaqstan, Adyrna); Unicode's locale data
for kk-Arab agrees.
"""

import re
from functools import partial

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
    last_seen,
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

KEPT_PUNCTUATION = str.maketrans(",;?", HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION)
BEFORE_DIGIT = re.compile(f"[,;?](?=[{THROUGH_CLASS}]*+[0-9])")
PUNCTUATION = re.compile("[,;?]")
IS_KAZAKH = re.compile(f"[{CYRILLIC}{HELD_FORM}]")


def keep_punctuation(text, there):
    """Holds the commas of numbers, and all of lines in which nothing is Kazakh; `there` is of `codes.unusual`."""
    if there & LINE_ENDS or not IS_KAZAKH.search(text):
        lines = text.splitlines(keepends=True)
        kept = [index for index, line in enumerate(lines) if PUNCTUATION.search(line) and not IS_KAZAKH.search(line)]
        for index in kept:
            lines[index] = lines[index].translate(KEPT_PUNCTUATION)
        text = "".join(lines) if kept else text
    return BEFORE_DIGIT.sub(_in_number, text) if there & DIGITS else text


def _in_number(found):
    before = last_seen(found.string, found.start())
    return found[0].translate(KEPT_PUNCTUATION) if before.isdecimal() and before.isascii() else found[0]


def with_names(text, spelling):
    """Names as the agencies print them, if the spelling says so."""
    if spelling.surname_glides:
        text = SURNAME.sub(r"\g<name>йе", text)
    return PATRONYMIC.sub(r"\g<name> ", text) if spelling.splits_patronymics else text


def arabic_letters(spelling):
    """A function from Cyrillic to Arabic letters."""
    table = forms(ARABIC, spelling) | dict(zip(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION, ",;?", strict=True))
    rules = [with_hamza, with_single_glides]
    if spelling.soft_sign_glides:
        rules.append(partial(SOFT_SIGN.sub, encoded("й")))
    return Letters(table, rules)


_THROUGH = any_of(THROUGH + HELD_LETTER)
SECOND_GLIDE = re.compile(rb"[%b](?<=[%b%b].)" % (any_of("йюяЙЮЯ"), any_of("ийИЙ"), _THROUGH), re.DOTALL)
FIRST_GLIDES, THROUGH_CODES = encoded("ийИЙ"), encoded("".join(one for one in THROUGH + HELD_LETTER if one in KNOWN))
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


def with_hamza(codes):
    """Codes with a hamza before every soft word, each part of a hyphenated one by itself."""
    starts = [found.end() for found in SOFT_WORD.finditer(codes.translate(KINDS))]
    return CODE_OF_HAMZA.join(_cut(codes, [0, *starts], [*starts, None])) if starts else codes


def _cut(codes, starts, ends):
    return map(codes.__getitem__, map(slice, starts, ends))


def with_single_glides(codes):
    """Codes in which и or й before another glide isn't written: тарихи, жию, қия have one."""
    firsts = [_before(codes, found.start()) for found in SECOND_GLIDE.finditer(codes)]
    firsts = [at for at in firsts if codes[at] in FIRST_GLIDES]
    return b"".join(_cut(codes, [0, *(at + 1 for at in firsts)], [*firsts, None])) if firsts else codes


def _before(codes, at):
    """The index before another one, with what may stand inside a word passed over."""
    at -= 1
    while codes[at] in THROUGH_CODES:
        at -= 1
    return at
