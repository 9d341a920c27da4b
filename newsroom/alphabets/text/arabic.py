"""Arabic letters: the rules that the table can't express, about the hamza, glides, punctuation and patronymics.

They are the rules of Kazakh newspapers, which follow one of two norms (`spelling.Hamza`). Unicode's locale data for
kk-Arab agrees with Egemen Qazaqstan.
"""

import re

from newsroom.alphabets.text.abbreviations import AFTER_COMMA
from newsroom.alphabets.text.codes import (
    CODED_IN_WORD,
    DIGITS,
    IN_WORD_CODES,
    LATIN,
    LINE_ENDS,
    Letters,
    character_class,
    codes_of,
    kind_table,
)
from newsroom.alphabets.text.letters import CYRILLIC, KAZAKH, forms
from newsroom.alphabets.text.marks import (
    BLOCK,
    DICTIONARY_FORM,
    IN_WORD_CLASS,
    WESTERN_COMMA,
    WESTERN_QUESTION_MARK,
    WESTERN_SEMICOLON,
)
from newsroom.alphabets.text.spelling import ARABIC, Hamza

CODE_OF_HAMZA = codes_of("ء")
SOFT = "әөүі"
"""Letters that share their Arabic form with a hard letter, so words with them need a hamza …"""
NO_HAMZA = {Hamza.EGEMEN: "еэкгқғ", Hamza.KAZINFORM: "еэкг"}
"""… unless the word also has one of these, which show that it is soft (еэкг). In Egemen's norm қ and ғ forbid it."""
WESTERN_SIGNS = WESTERN_COMMA + WESTERN_SEMICOLON + WESTERN_QUESTION_MARK

SURNAME = re.compile(f"(?P<name>[аәАӘ][{IN_WORD_CLASS}]*+)[еЕ](?=[{IN_WORD_CLASS}]*+[вВ])")
PATRONYMIC = re.compile(
    f"(?<![{CYRILLIC}{IN_WORD_CLASS}])"
    f"(?P<name>[{IN_WORD_CLASS}]*+[{''.join(letter for letter in CYRILLIC if letter.isupper())}]"
    f"(?:(?!(?:ұлы|қызы|ҰЛЫ|ҚЫЗЫ))[{CYRILLIC}{IN_WORD_CLASS}]){{2,30}}+)(?=ұлы|қызы|ҰЛЫ|ҚЫЗЫ)"
)


def with_name_rules(text, spelling):
    """Apply the rules for surnames and patronymics that the spelling asks for."""
    if spelling.hamza == Hamza.KAZINFORM:
        text = SURNAME.sub(r"\g<name>йе", text)
    return PATRONYMIC.sub(r"\g<name> ", text) if spelling.splits_patronymics else text


def arabic_letters(spelling):
    """The `Letters` that convert Cyrillic to Arabic."""
    table = forms(ARABIC, spelling) | dict(zip(WESTERN_SIGNS, ",;?", strict=True))
    rules = [keep_western_punctuation, hamza_rule(spelling.hamza), with_single_glides]
    if spelling.soft_sign_glides:
        rules.append(lambda codes, _notable: SOFT_SIGN.sub(codes_of("й"), codes))
    return Letters(table, rules)


_IN_WORD = character_class(CODED_IN_WORD)

_KAZAKH = character_class(KAZAKH + KAZAKH.upper() + DICTIONARY_FORM)
_PUNCTUATION, _ENDS = character_class(",;?"), character_class("\0" + LINE_ENDS)
WESTERN_PUNCTUATION = bytes.maketrans(codes_of(",;?"), codes_of(WESTERN_SIGNS))
NUMBER_KINDS = kind_table(p=",;?", d="0123456789")
BEFORE_DIGIT = re.compile(rb"[%b](?=[%b]*+[%b])" % (_PUNCTUATION, _IN_WORD, character_class("0123456789")))
# Outside of brackets, the inside of a character class is a literal.
_COMMA, _STOP, _BLANK = map(character_class, (",", ".", " \u00a0\u202f"))
_ABBREVIATION = b"|".join(map(character_class, AFTER_COMMA))
BEFORE_ABBREVIATION = re.compile(
    rb"%b(?=[%b]*+[%b][%b%b]*+(?:%b)[%b]*+%b)"
    % (_COMMA, _IN_WORD, _BLANK, _BLANK, _IN_WORD, _ABBREVIATION, _IN_WORD, _STOP)
)


def _without_kazakh(before):
    """Matches a line that has punctuation but no Kazakh letter. `before` are the codes that can end the line before."""
    parts = (before, _KAZAKH, _ENDS, _PUNCTUATION, _PUNCTUATION, _KAZAKH, _ENDS, _ENDS)
    return re.compile(rb"[%b][^%b%b%b]*+[%b][^%b%b]*+(?=[%b]|\Z)" % parts)


# These are the ends of most lines. Searching for one code is much faster than searching for any of several.
FOREIGN_LINES = {codes_of(end)[0]: _without_kazakh(character_class(end)) for end in ("\n", BLOCK)}
OTHER_ENDS = "\0" + LINE_ENDS.replace("\n", "").replace(BLOCK, "")
FOREIGN_LINE_AFTER_OTHER_END = _without_kazakh(character_class(OTHER_ENDS))
HAS_OTHER_END = frozenset(codes_of(OTHER_ENDS))


def keep_western_punctuation(codes, notable):
    """Keep the punctuation inside numbers and names (Vol. 5, No. 3), and in lines without a Kazakh letter, as it is."""
    for end, line in FOREIGN_LINES.items():
        if end in codes[:-1]:
            codes = line.sub(_western, codes)
    if not notable.isdisjoint(HAS_OTHER_END) or FOREIGN_LINE_AFTER_OTHER_END.match(codes):
        codes = FOREIGN_LINE_AFTER_OTHER_END.sub(_western, codes)
    if not notable.isdisjoint(DIGITS) and b"pd" in codes.translate(NUMBER_KINDS, IN_WORD_CODES):
        codes = BEFORE_DIGIT.sub(_western_in_number, codes)
    return codes if notable.isdisjoint(LATIN) else BEFORE_ABBREVIATION.sub(_western_in_name, codes)


def _western(found):
    return found[0].translate(WESTERN_PUNCTUATION)


def _western_in_number(found):
    return _western(found) if found.string[_before(found.string, found.start())] in DIGITS else found[0]


def _western_in_name(found):
    return _western(found) if found.string[_before(found.string, found.start())] in LATIN | DIGITS else found[0]


_NEXT = character_class("йёюяЙЁЮЯ")
FIRST_GLIDES = {
    codes_of(glide)[0]: re.compile(rb"[%b](?=[%b]*+[%b])" % (character_class(glide), _IN_WORD, _NEXT))
    for glide in "йиЙИ"
}
SOFT_SIGN = re.compile(rb"[%b](?=[%b]*+[%b])" % (character_class("ьЬ"), _IN_WORD, character_class("еоЕО")))


# The start of a word with a soft letter (b) and none of NO_HAMZA (c). A form from the dictionary (f) has its hamza or
# needs none, whatever ending follows it, so no word starts after one.
SOFT_WORD = re.compile(rb"\.(?=a*+b[ab]*+(?!c))")
# Kazinform writes қазір without a hamza. In Egemen's norm the rule says the same.
QAZIR = re.compile(b"".join(rb"[%b][%b]*+" % (character_class(one + one.upper()), _IN_WORD) for one in "қазір"))


def hamza_rule(norm):
    """The rule that puts a hamza before every soft word. Each part of a hyphenated word is a word."""
    no_hamza = NO_HAMZA[norm]
    sounds = kind_table(
        f=DICTIONARY_FORM,
        a=CODED_IN_WORD + KAZAKH + KAZAKH.upper(),
        b=SOFT + SOFT.upper(),
        c=no_hamza + no_hamza.upper(),
    )

    def with_hamza(codes, _notable):
        parts, done = [], 0
        for found in SOFT_WORD.finditer(codes.translate(sounds)):
            start = found.end()
            while codes[start] in IN_WORD_CODES:
                start += 1
            if not QAZIR.match(codes, start):
                parts.append(codes[done:start])
                done = start
        return CODE_OF_HAMZA.join([*parts, codes[done:]]) if parts else codes

    return with_hamza


def with_single_glides(codes, _notable):
    """Drop и or й before another glide: тарихи, жию and қия are written with one glide."""
    for letter, glide in FIRST_GLIDES.items():
        if letter in codes:
            codes = glide.sub(b"", codes)
    return codes


def _before(codes, at):
    """The index of the visible character before `at`."""
    at -= 1
    while codes[at] in IN_WORD_CODES:
        at -= 1
    return at
