"""The alphabetical order of each stored edition: sort keys that both databases compare alike, byte by byte.

Databases can't be asked: SQLite has no order for Kazakh, and that of PostgreSQL depends on the server.
"""

import unicodedata
from functools import cache

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
HAN = "汉"
"""Stands for all Chinese characters."""

ALPHABETS = {
    "kk": (KAZAKH, LATIN, HAN),
    "ru": ("абвгдежзийклмнопрстуфхцчшщъыьэюя", LATIN, HAN),
    "en": (LATIN, KAZAKH, HAN),
    "zh-hans": (HAN, LATIN, KAZAKH),
    "uz-cyrl": ("абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ", LATIN, HAN),
}
"""Each edition's own letters, then those of names in other languages."""

RELATIVES = dict(zip("әғқңөұүһҳіщыıłøđ", "агкноууххишиilod", strict=True))
"""Letters that an alphabet may lack, and the letter that they are sorted as."""

END, SPACE, OTHER = b"\x00", b"\x01", b"\xff"
FIRST_DIGIT, FIRST_LETTER = 2, 12


def sort_key(text, code):
    """Return the bytes by which a list of the stored edition `code` sorts a text.

    Digits come before letters. The case of letters, quotation marks, hyphens and other signs count only between texts
    that are otherwise equal. A space counts, so that «Алматы облысы» comes before «Алматыдағы».
    """
    text = unicodedata.normalize("NFC", text).strip()
    weights = weights_of(code)
    letters = unicodedata.normalize("NFKC", text).casefold()
    return b"".join(weight(letter, weights) for letter in letters) + END + text.encode("utf-16-be", "surrogatepass")


@cache
def weights_of(code):
    letters = enumerate("".join(ALPHABETS[code]), start=FIRST_LETTER)
    return {letter: bytes([number]) for number, letter in letters}


def weight(letter, weights):
    if letter.isspace():
        return SPACE
    if letter.isdecimal():
        return bytes([FIRST_DIGIT + unicodedata.decimal(letter)])
    if not letter.isalnum():
        return b""
    for known in (letter, RELATIVES.get(letter, ""), unicodedata.normalize("NFD", letter)[0]):
        if known in weights and known != HAN:
            return weights[known]
    if unicodedata.name(letter, "").startswith("CJK UNIFIED"):
        return weights[HAN] + order_of_han(letter)
    return OTHER + letter.encode("utf-16-be", "surrogatepass")


def order_of_han(letter):
    """GB 2312 has the 3,755 common characters by pinyin, then 3,008 by radical; Unicode has all others by radical."""
    try:
        return letter.encode("gb2312")
    except UnicodeEncodeError:
        return OTHER + letter.encode("utf-16-be")
