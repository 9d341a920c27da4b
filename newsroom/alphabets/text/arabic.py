"""What Arabic letters ask beyond the table: the hamza of soft words, glides that are written once, patronymics.

The rules are those by which the news agencies print (Kazinform, Egemen Qazaqstan, Adyrna); Unicode's locale data
for kk-Arab agrees.
"""

import re

from newsroom.alphabets.text.codes import (
    DIGITS,
    LINE_ENDS,
    THROUGH_CODES,
    WITHIN_WORDS,
    Letters,
    any_of,
    encoded,
    kinds,
)
from newsroom.alphabets.text.letters import CYRILLIC, KAZAKH, forms
from newsroom.alphabets.text.marks import (
    BLOCK,
    HELD_COMMA,
    HELD_FORM,
    HELD_QUESTION,
    HELD_SEMICOLON,
    THROUGH_CLASS,
)
from newsroom.alphabets.text.spelling import ARABIC

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


_THROUGH = any_of(WITHIN_WORDS)

_KAZAKH, _PUNCTUATION, _ENDS = any_of(KAZAKH + KAZAKH.upper() + HELD_FORM), any_of(",;?"), any_of("\0" + LINE_ENDS)
KEPT_PUNCTUATION = bytes.maketrans(encoded(",;?"), encoded(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION))
NUMBER_KINDS = kinds(p=",;?", d="0123456789")
BEFORE_DIGIT = re.compile(rb"[%b](?=[%b]*+[%b])" % (_PUNCTUATION, _THROUGH, any_of("0123456789")))


def _without_kazakh(before):
    """A line with punctuation and without a Kazakh letter, with one of these codes before it: the end of another."""
    parts = (before, _KAZAKH, _ENDS, _PUNCTUATION, _PUNCTUATION, _KAZAKH, _ENDS, _ENDS)
    return re.compile(rb"[%b][^%b%b%b]*+[%b][^%b%b]*+(?=[%b]|\Z)" % parts)


# One code is looked for much faster than any of several: these are the ends that most lines have.
FOREIGN_LINES = {encoded(end)[0]: _without_kazakh(any_of(end)) for end in ("\n", BLOCK)}
OTHER_ENDS = "\0" + LINE_ENDS.replace("\n", "").replace(BLOCK, "")
FOREIGN_LINE_AFTER_OTHER_END = _without_kazakh(any_of(OTHER_ENDS))
HAS_OTHER_END = frozenset(encoded(OTHER_ENDS))


def keep_punctuation(codes, there):
    """Holds the commas of numbers, and all of lines in which nothing is Kazakh."""
    for end, line in FOREIGN_LINES.items():
        if end in codes[:-1]:
            codes = line.sub(_held, codes)
    if not there.isdisjoint(HAS_OTHER_END) or FOREIGN_LINE_AFTER_OTHER_END.match(codes):
        codes = FOREIGN_LINE_AFTER_OTHER_END.sub(_held, codes)
    if not there.isdisjoint(DIGITS) and b"pd" in codes.translate(NUMBER_KINDS, THROUGH_CODES):
        codes = BEFORE_DIGIT.sub(_held_in_number, codes)
    return codes


def _held(found):
    return found[0].translate(KEPT_PUNCTUATION)


def _held_in_number(found):
    return _held(found) if found.string[_before(found.string, found.start())] in DIGITS else found[0]


_NEXT = any_of("йюяЙЮЯ")
FIRST_GLIDES = {
    encoded(glide)[0]: re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of(glide), _THROUGH, _NEXT)) for glide in "йиЙИ"
}
SOFT_SIGN = re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of("ьЬ"), _THROUGH, any_of("еоЕО")))


SOUNDS = kinds(
    f=HELD_FORM, a=WITHIN_WORDS + KAZAKH + KAZAKH.upper(), b=SOFT + SOFT.upper(), c=TELLING + TELLING.upper()
)
# A soft letter, and no telling one in all the word. A form out of the dictionary (f) has its hamza or needs none,
# whatever ending follows: it is no beginning.
SOFT_WORD = re.compile(rb"\.(?=a*+b[ab]*+(?!c))")


def with_hamza(codes, _there):
    """Codes with a hamza before every soft word, each part of a hyphenated one by itself."""
    parts, done = [], 0
    for found in SOFT_WORD.finditer(codes.translate(SOUNDS)):
        start = found.end()
        while codes[start] in THROUGH_CODES:
            start += 1
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
