"""What Arabic letters ask beyond the table: the hamza of soft words, glides that are written once, patronymics.

The rules are those by which the news agencies print (Kazinform, Egemen Qazaqstan, Adyrna); Unicode's locale data
for kk-Arab agrees.
"""

import re

from newsroom.alphabets.codes import Letters, any_of, encoded
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

HAMZA = "ء"
SOFT = "әөүі"
"""Letters that share their Arabic form with a hard one: these words need the hamza …"""
TELLING = "еэкгқғ"
"""… unless one of these tells already how the word sounds (еэкг) or forbids it (қғ)."""


SURNAME = re.compile(f"(?<=[аА])[еЕ](?=[{THROUGH_CLASS}]*+[вВ])")
PATRONYMIC = re.compile(
    f"(?<![{CYRILLIC}{THROUGH_CLASS}])"
    f"(?P<name>[{''.join(letter for letter in CYRILLIC if letter.isupper())}]"
    f"(?:(?!(?:ұлы|қызы|ҰЛЫ|ҚЫЗЫ))[{CYRILLIC}{THROUGH_CLASS}]){{2,30}}+)(?=ұлы|қызы|ҰЛЫ|ҚЫЗЫ)"
)

KEPT_PUNCTUATION = str.maketrans(",;?", HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION)
BEFORE_DIGIT = re.compile(f"[,;?](?=[{THROUGH_CLASS}]*+[0-9])")
PUNCTUATION = re.compile("[,;?]")
IS_KAZAKH = re.compile(f"[{CYRILLIC}{HELD_FORM}]")


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


def with_names(text, spelling):
    """Names as the agencies print them, if the spelling says so."""
    if spelling.surname_glides:
        text = SURNAME.sub("йе", text)
    return PATRONYMIC.sub(r"\g<name> ", text) if spelling.splits_patronymics else text


def arabic_letters(spelling):
    """A function from Cyrillic to Arabic letters."""
    table = forms(ARABIC, spelling) | dict(zip(HELD_COMMA + HELD_SEMICOLON + HELD_QUESTION, ",;?", strict=True))
    rules = [(soft_word(), rb"\1" + encoded(HAMZA)), (glide(), b"")]
    if spelling.soft_sign_glides:
        rules.append((soft_sign_before(), encoded("й")))
    return Letters(table, rules)


def soft_word():
    """What stands before a word that needs the hamza; each part of a hyphenated word is one.

    Looked for at the ends of words only. A form out of the dictionary has its hamza or needs none, whatever ending
    follows.
    """
    soft, telling = SOFT + SOFT.upper(), TELLING + TELLING.upper()
    letters = KAZAKH + KAZAKH.upper()
    other = "".join(letter for letter in letters if letter not in soft + telling)
    parts = {
        b"letter": any_of(letters),
        b"form": any_of(HELD_FORM),
        b"through": any_of(THROUGH + HELD_LETTER),
        b"other": any_of(other + THROUGH + HELD_LETTER),
        b"soft": any_of(soft),
        b"telling": any_of(telling),
    }
    return re.compile(
        rb"([^%(letter)b%(through)b%(form)b][%(through)b]*+)"
        rb"(?=[%(other)b]*+[%(soft)b][%(other)b%(soft)b]*+(?![%(telling)b]))" % parts
    )


def glide():
    """и or й before another glide, which isn't written twice: тарихи, жию, қия."""
    return re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of("ийИЙ"), any_of(THROUGH + HELD_LETTER), any_of("йюяЙЮЯ")))


def soft_sign_before():
    """ь before е or о."""
    return re.compile(rb"[%b](?=[%b]*+[%b])" % (any_of("ьЬ"), any_of(THROUGH + HELD_LETTER), any_of("еоЕО")))
