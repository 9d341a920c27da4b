"""What Arabic letters ask beyond the table: the hamza of soft words, glides that are written once, patronymics.

The rules are those by which the news agencies print (Kazinform, Egemen Qazaqstan, Adyrna); Unicode's locale data
for kk-Arab agrees.
"""

import re

from newsroom.alphabets.letters import CYRILLIC, NEIGHBOURS, Replacing, forms
from newsroom.alphabets.marks import (
    HELD_COMMA,
    HELD_FORM,
    HELD_QUESTION,
    HELD_SEMICOLON,
    THROUGH_CLASS,
    last_seen,
    next_seen,
)
from newsroom.alphabets.spelling import ARABIC

HAMZA = "ء"
SOFT = "әөүі"
"""Letters that share their Arabic form with a hard one: these words need the hamza …"""
TELLING = "еэкгқғ"
"""… unless one of these tells already how the word sounds (еэкг) or forbids it (қғ)."""


def _both_cases(letters):
    near = [letter for letter, kazakh in NEIGHBOURS.items() if set(kazakh) & set(letters)]
    letters += "".join(near)
    return letters + letters.upper()


_SOFT, _TELLING = _both_cases(SOFT), _both_cases(TELLING)
_OTHER = "".join(letter for letter in CYRILLIC if letter not in _SOFT + _TELLING) + THROUGH_CLASS
# A form out of the dictionary has its hamza or needs none, whatever ending follows.
SOFT_WORD = re.compile(
    f"(?<![{CYRILLIC}{THROUGH_CLASS}{HELD_FORM}])([{THROUGH_CLASS}]*+)(?=[{_OTHER}]*+[{_SOFT}][{_OTHER}{_SOFT}]*+(?![{_TELLING}]))"
)
SURNAME = re.compile(f"(?<=[аА])[еЕ](?=[{THROUGH_CLASS}]*+[вВ])")
PATRONYMIC = re.compile(
    f"(?<![{CYRILLIC}{THROUGH_CLASS}])"
    f"(?P<name>[{''.join(letter for letter in CYRILLIC if letter.isupper())}]"
    f"(?:(?!(?:ұлы|қызы|ҰЛЫ|ҚЫЗЫ))[{CYRILLIC}{THROUGH_CLASS}]){{2,30}}+)(?=ұлы|қызы|ҰЛЫ|ҚЫЗЫ)"
)

KEPT_PUNCTUATION = str.maketrans(",;?", HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION)
RELEASED = str.maketrans(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION, ",;?")
BEFORE_DIGIT = re.compile(f"[,;?](?=[{THROUGH_CLASS}]*+[0-9])")
PUNCTUATION = re.compile("[,;?]")
IS_KAZAKH = re.compile(f"[{CYRILLIC}{HELD_FORM}]")


def with_hamza(text):
    """A hamza before every soft word, each part of a hyphenated one by itself."""
    return SOFT_WORD.sub(rf"\1{HAMZA}", text)


def keep_punctuation(text):
    """Holds the commas of numbers, and all of lines in which nothing is Kazakh."""
    lines = text.splitlines(keepends=True)
    kept = [index for index, line in enumerate(lines) if PUNCTUATION.search(line) and not IS_KAZAKH.search(line)]
    for index in kept:
        lines[index] = lines[index].translate(KEPT_PUNCTUATION)
    text = "".join(lines) if kept else text
    return BEFORE_DIGIT.sub(_in_number, text)


def _in_number(found):
    before = last_seen(found.string, found.start())
    return found[0].translate(KEPT_PUNCTUATION) if before.isdecimal() and before.isascii() else found[0]


def release_punctuation(text):
    for mark, kept in zip(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION, ",;?", strict=True):
        text = text.replace(mark, kept)
    return text


def with_names(text, spelling):
    """Names as the agencies print them, if the spelling says so."""
    if spelling.surname_glides:
        text = SURNAME.sub("йе", text)
    return PATRONYMIC.sub(r"\g<name> ", text) if spelling.splits_patronymics else text


def arabic_letters(spelling):
    """A function from Cyrillic to Arabic letters, hamza aside."""
    table = forms(ARABIC, spelling)

    def longer_form(found):
        letter, text, at = found[0], found.string, found.start()
        if letter in "йЙюЮяЯ" and last_seen(text, at) in ("и", "й", "И", "Й"):
            return table[letter][1:]  # a glide after another is not written twice: тарихи, жию, қия
        if letter in "ьЬ" and spelling.soft_sign_glides and next_seen(text, at) in ("е", "о", "Е", "О"):
            return table["й"]
        return table[letter]

    return Replacing(table, longer_form, also="йЙ")
