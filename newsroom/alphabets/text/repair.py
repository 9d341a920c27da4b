"""Corrects Cyrillic words: Latin look-alikes among Cyrillic letters, and letters composed of two characters.

Few keyboards have all Kazakh letters, so words like `бiлiм` with a Latin i are common in real texts.
"""

import re
from string import ascii_letters

from newsroom.alphabets.text import codes
from newsroom.alphabets.text.codes import IN_WORD_CODES, kind_table
from newsroom.alphabets.text.designations import LATIN_OF, with_designations, with_rare_words, with_vitamins
from newsroom.alphabets.text.letters import CYRILLIC, KAZAKH
from newsroom.alphabets.text.marks import IN_WORD_CLASS, UNCODED
from newsroom.alphabets.text.numerals import with_numerals

LOOK_ALIKES = dict(zip("iohaecpxykABCEHIKMOPTXY", "іоһаесрхукАВСЕНІКМОРТХУ", strict=True))
"""Latin letters that look like Cyrillic ones, and h, which people type for һ."""
LATIN_LOOK_ALIKES = {cyrillic: latin for latin, cyrillic in LOOK_ALIKES.items()}
ALWAYS_CYRILLIC = dict(zip("əƏǝƎɵƟθΘѳѲγëË", "әӘәӘөӨөӨөӨүёЁ", strict=True))
"""Letters of other alphabets that are always a mistake in a word with Cyrillic letters."""
COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё", "і\u0308": "ї", "у\u0306": "ў"}

FOREIGN = "A-Za-z\u00c0-\u024f\u0259\u0275\u01dd\u0370-\u03ff"
LETTER = f"{FOREIGN}{CYRILLIC}{IN_WORD_CLASS}"
PIECES = re.compile("[иИеЕіу][\u0306\u0308]")
WORD = re.compile(f"[{LETTER}]+")
ALL_FOREIGN = re.compile(f"[{FOREIGN}]")
ALL_CYRILLIC = re.compile(f"[{CYRILLIC}]")
# Y looks like the capital Ү. It is У before a vowel, and Ү before a consonant in a word with soft vowels.
SOFT_Y = re.compile(f"Y(?=[{IN_WORD_CLASS}]*+[бвгджзйклмнңпрстфхцчш])(?=[{LETTER}]{{0,40}}[әөүіi])")

# Codes show quickly whether there can be a mixed word. A character without a code may be any letter.
KINDS = kind_table(f=ascii_letters + UNCODED, k=KAZAKH + KAZAKH.upper())
MAYBE_MIXED = re.compile(rb"f(?:k|(?<=kf))")


def repair(coded):
    """The corrected text of a `CodedText`. Latin words and everything else stay as they are."""
    text, notable = with_rare_words(with_vitamins(coded.text)), coded.notable
    if not notable:
        return text
    if coded.uncoded and ("\u0306" in text or "\u0308" in text):
        text = PIECES.sub(lambda pieces: COMPOSED.get(pieces[0], pieces[0]), text)
    text = with_designations(text, coded)
    if notable & codes.ROMAN:
        text = with_numerals(text, coded.codes)
    if notable & codes.LATIN and MAYBE_MIXED.search(coded.codes.translate(KINDS, IN_WORD_CODES)):
        text = WORD.sub(_word, text)
    return text


def _word(written):
    """Make a mixed word Cyrillic if all its other letters look Cyrillic, or Latin if its Cyrillic ones look Latin."""
    word = written[0]
    if not ALL_CYRILLIC.search(word):
        return word
    for odd, meant in ALWAYS_CYRILLIC.items():
        word = word.replace(odd, meant)
    if all(letter in LOOK_ALIKES for letter in ALL_FOREIGN.findall(word)):
        word = "".join(LOOK_ALIKES.get(letter, letter) for letter in SOFT_Y.sub("Ү", word))
        return LATIN_OF.get(word, word)
    if all(letter in LATIN_LOOK_ALIKES for letter in ALL_CYRILLIC.findall(word)):
        return "".join(LATIN_LOOK_ALIKES.get(letter, letter) for letter in word)
    return word
