"""Search Cyrillic texts for a word that is written in Latin or Arabic letters.

Such a word can't be converted back with certainty (`ts` is both тс and ц), so it becomes a regular expression for all
Cyrillic spellings that have its fine key. It uses only what Python and PostgreSQL read alike.
"""

import re
from collections import defaultdict

from newsroom.alphabets.folding import CYRILLIC, fine_key
from newsroom.alphabets.text.spelling import Latin

_letters = defaultdict(str)
for _letter, _key in CYRILLIC.items():
    _letters[_key] += _letter

SIGN = f"[{_letters.pop('')}]"  # ъ and ь have no key
# One letter of a key, and the letters that it may stand for. Several и or й in a row have one `i`.
SINGLE = {key: f"[{letters}]" for key, letters in _letters.items() if len(key) == 1}
# No word has more of them than three: without a limit, a text of many would be read again from each.
LONG_I, ANY_I = (f"{SINGLE['i']}{times}" for times in ("{1,3}", "{0,3}"))
# Several letters of a key that may stand for one letter: ts is ц or тс; io is ё, йо or иё.
SEVERAL = {key: f"[{letters}]" for key, letters in _letters.items() if len(key) > 1}
SEVERAL["şş"] = "[щ]"  # in native words: ащы
# Programs that don't know Kazakh, and keyboards without ı and İ, take I for the capital of i.
EITHER_I = "ɨ"
SINGLE[EITHER_I] = f"[{_letters['i']}{_letters['y']}]"
SEVERAL |= {f"{EITHER_I}{vowel}": SEVERAL[f"i{vowel}"] for vowel in "aou"}
# The Arabic alphabet may write a glide: ье is ye (ۆيەتنام), and Kazinform's -аев is -ayev.
GLIDES = {
    "aie": f"{SINGLE['a']}(?:{LONG_I}|{SIGN})?{SINGLE['e']}",
    "ie": f"(?:{LONG_I}|{SIGN}){SINGLE['e']}",
    "io": f"(?:{ANY_I}{SEVERAL['io']}|(?:{LONG_I}|{SIGN}){SINGLE['o']})",
}

# In the alphabet of 2018, ş was sh, and i, ı and u stood for other letters than today.
SH = re.compile("sh", re.IGNORECASE)
ASCII_I = re.compile("[iI]")
VOWELS_OF_2018 = str.maketrans("iıuU", "ıiūŪ")

CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
UNIT = re.compile("|".join([*GLIDES, *SEVERAL, "."]))
BETWEEN = "[- \u00a0\u2010-\u2014]{1,2}"  # what a hyphen in the word may be


def cyrillic_pattern(word, latin=Latin.APRIL_2021, between=""):
    """Return a regular expression for the Cyrillic spellings of `word`; "" if it has none or is in Cyrillic itself.

    `latin` is the Latin alphabet of the edition, `between` a pattern of what may stand between the letters.
    """
    if CYRILLIC_LETTER.search(word):
        return ""
    patterns = [pattern_of_word(reading, between) for reading in readings(word, latin)]
    return f"(?:{'|'.join(patterns)})" if len(patterns) > 1 and all(patterns) else patterns[0]


def readings(word, latin):
    """Return the words in the letters of 2021 that a word may mean, in capitals or not."""
    spellings = {word, word.replace("I", "İ"), ASCII_I.sub(EITHER_I, word)}
    if latin == Latin.ACUTE_2018:
        spellings |= {SH.sub("ş", one) for one in spellings}  # sh was ш, or с and х
        spellings = {one.translate(VOWELS_OF_2018) for one in spellings}
    return sorted(spellings)


def pattern_of_word(word, between):
    patterns = [pattern_of_key(key, between) for key in fine_key(word).split()]
    return BETWEEN.join(patterns) if all(patterns) else ""


def pattern_of_key(key, between):
    units = [pattern_of_unit(unit) for unit in UNIT.findall(key)]
    return between.join(f"{unit}{SIGN}?" for unit in units) if all(units) else ""


def pattern_of_unit(unit):
    if unit in GLIDES:
        return GLIDES[unit]
    if unit not in SEVERAL:
        return pattern_of_letter(unit)
    one_letter = f"{ANY_I}{SEVERAL[unit]}" if unit.startswith("i") else SEVERAL[unit]
    letters = [pattern_of_letter(letter) for letter in unit]
    return f"(?:{one_letter}|{f'{SIGN}?'.join(letters)})" if all(letters) else one_letter


def pattern_of_letter(letter):
    """Return the pattern for one letter or digit of a key; "" if it is none of our alphabets."""
    return LONG_I if letter == "i" else SINGLE.get(letter, letter if letter.isdecimal() else "")
