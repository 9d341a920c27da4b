"""Latin letters that are typed in Cyrillic because they look the same: ІТ, А4, А320, В12, 20 °С, РМ2,5, С дәрумені.

Only designations that are common and can't mean anything else are corrected. С-300 stays, because its С is Cyrillic.
"""

import re

from newsroom.alphabets.text.codes import DEGREE, DIGITS, IN_WORD_CODES, ROMAN, kind_table
from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import IN_WORD_CLASS as T
from newsroom.alphabets.text.marks import UNCODED, visible_after, visible_before
from newsroom.alphabets.text.numerals import BLANK, LETTERS, text_before

LETTER_OR_DIGIT = re.compile(f"[{LETTERS}0-9]")
TO_LATIN = str.maketrans("АВСДЕІКМНОРТХр", "ABCDEIKMHOPTXp")
NEURAMINIDASE = TO_LATIN | {ord("Н"): "N"}
"""For the second letter of the influenza Н5Н1."""

# No Kazakh word or abbreviation is spelt like these. АТР, ММА, НР, ОК and РС stay, because in Cyrillic they mean
# something too.
ABBREVIATIONS = {word: word.translate(TO_LATIN) for word in "ІТ ІР ІВМ ІСТ ІКЕА ІАТА ІСАО ІМЕІ".split()}
ABBREVIATION = re.compile(
    rf"І(?<![{LETTERS}0-9].)[{T}]*+(?:{'|'.join(f'[{T}]*+'.join(word[1:]) for word in ABBREVIATIONS)})"
    rf"(?![{T}]*+[{LETTERS}0-9])"
)
# ВВС is the air force in Russian, and the broadcaster beside such a word. рН measures acidity.
BROADCASTERS = "ВВС АВС НВО".split()
RARE = [*BROADCASTERS, "рН"]
LATIN_OF = ABBREVIATIONS | {"рН": "pH"}
"""What a word becomes of which only some letters were typed in Cyrillic."""
RARE_WORD = re.compile(
    rf"(?:{'|'.join(BROADCASTERS)})(?<![{LETTERS}0-9]...)(?={BLANK}(?:(?:теле)?(?:арна|радио)|тілші|News|World))"
    rf"|рН(?<![{LETTERS}0-9]..)(?![{T}]*+[{LETTERS}])"
)

# Celsius, but not a latitude: in 45° С. е. the letters stand for солтүстік ендік.
CELSIUS = re.compile(
    rf"(?<=[°º˚⁰])(?P<blank>[{T}]*+{BLANK}?+[{T}]*+)С(?!\.?{BLANK}?[еЕ](?![{LETTERS}]))(?![{T}]*+[{LETTERS}])"
)
# Also +5С, минус 5 С and 20 С°. Without a sign, 5С can be something else.
DEGREES = "[0-9]{1,2}(?:[.,][0-9])?"
SIGNED = re.compile(
    rf"(?:(?:^|[^{LETTERS}0-9])[+−±–-]|(?:[мМ]инус|[пП]люс){BLANK})"
    rf"{DEGREES}(?:(?:\.\.\.|[…–-])?[+−–-]?{DEGREES})?{BLANK}?$"
)
DEGREE_SIGN = re.compile("[°º˚⁰]")
NUMBER_BEFORE = re.compile(f"[0-9]{BLANK}?$")
ALONE = re.compile(rf"С(?<=[ \u00a0\u2009\u202f0-9{T}].)(?![{T}]*+(?:[{LETTERS}]|-?[0-9]))")

PAPER = "қағаз|формат|парақ|парағ|пішім"
# Paper, aircraft, roads (А4, А320, В-52, М36); vitamins, levels, programmes (В12, В2, В057); additives (Е621);
# cars (Х5); influenza (Н5N1); air and other chemistry (РМ2,5, СО2, Н2SO4).
CODE = re.compile(
    rf"[АВЕМНОРСХ](?<![{LETTERS}0-9].)(?:(?<=А)(?:[{T}]*+[0-9]{{1,3}}+|-3[0-9][0-9]|-[0-6](?={BLANK}(?:{PAPER})))"
    rf"|(?<=[ВМ])[{T}]*+[0-9]{{1,3}}+|(?<=В)-(?:17|24|29|47|52|7[0-9]7)|(?<=С)-(?:17|130)"
    rf"|(?<=[СХ])[{T}]*+[0-9]|(?<=Е)[{T}]*+[0-9]{{2,4}}+|(?<=Н)[0-9]{{1,2}}+[NН][0-9]{{1,2}}+"
    rf"|(?<=Н)(?:[2₂]О|[2₂](?=SO|SО)|₂)|(?<=О)[23₂₃]|(?<=С)(?:О[2₂]|Н[4₄])|(?<=Р)М(?:2[.,]5|10))(?![0-9{CYRILLIC}])"
)
KINDS = kind_table(c="АВЕМНОРСХ", d="0123456789" + UNCODED, h="-")
MAYBE_CODE = re.compile(b"ch?d")

# Vitamins and kinds of hepatitis, also in a list: А, В және С дәрумендері.
NAMED = "дәрумен витамин гепатит".split()
OF_VITAMIN = re.compile(
    rf"[АВСДЕК](?<![{LETTERS}0-9].)[0-9]{{0,2}}(?:(?:,|{BLANK}(?:және|мен|пен|немесе)){BLANK}[АВСДЕК][0-9]{{0,2}}){{0,8}}+"
    rf"(?={BLANK}(?:тобы[а-яәғқңөұүһі]{{0,5}}{BLANK})?(?:вирус[а-яәғқңөұүһі]{{0,4}}{BLANK})?(?:{'|'.join(NAMED)}))"
)
AFTER_VITAMIN = re.compile(rf"(?<=витамин|гепатит){BLANK}[АВСДЕК](?![{LETTERS}])(?!\.{BLANK}?[{CYRILLIC}])")


def with_all_designations(text):
    """The text with Latin letters in all of them, for search keys, which have no `CodedText`."""
    text = with_rare_words(ABBREVIATION.sub(_abbreviation, text))
    return with_vitamins(CODE.sub(_code, ALONE.sub(_celsius, CELSIUS.sub(r"\g<blank>C", text))))


def with_vitamins(text):
    return AFTER_VITAMIN.sub(_in_latin, OF_VITAMIN.sub(_in_latin, text)) if any(one in text for one in NAMED) else text


def with_rare_words(text):
    return RARE_WORD.sub(_abbreviation, text) if any(one in text for one in RARE) else text


def with_designations(text, coded):
    """The text with Latin letters in temperatures and codes. `coded` is the text before it was corrected."""
    if coded.notable & ROMAN:  # all ABBREVIATIONS have an І
        text = ABBREVIATION.sub(_abbreviation, text)
    if coded.notable & DEGREE:
        text = CELSIUS.sub(r"\g<blank>C", text)
    if coded.notable & DIGITS:
        text = ALONE.sub(_celsius, text)
    if coded.notable & DIGITS and MAYBE_CODE.search(coded.codes.translate(KINDS, IN_WORD_CODES)):
        text = CODE.sub(_code, text)
    return text


def _abbreviation(found):
    return found[0] if _continues_word(found) else _in_latin(found)


def _celsius(found):
    before = text_before(found.string, found.start())
    is_before_sign = DEGREE_SIGN.match(visible_after(found.string, found.start()))
    return "C" if (NUMBER_BEFORE if is_before_sign else SIGNED).search(before) else "С"


def _code(found):
    if _continues_word(found):
        return found[0]
    first, rest = found[0][0], found[0][1:]
    return first.translate(TO_LATIN) + rest.translate(NEURAMINIDASE if first == "Н" else TO_LATIN)


def _continues_word(found):
    """Whether only a tag is between the match and a letter or digit before it."""
    return LETTER_OR_DIGIT.match(visible_before(found.string, found.start()))


def _in_latin(found):
    return found[0].translate(TO_LATIN)
