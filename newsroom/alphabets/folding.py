"""Search keys: the same word in Cyrillic, Latin and Arabic letters has the same key.

Readers of one edition search for words written in another, in the Latin alphabet of another year, or on a keyboard
without Kazakh letters. Their query can't be converted back reliably (жатса and цирк both have `ts` in Latin). So texts
and queries are folded to what all alphabets distinguish, and these keys are compared.

Index both keys. Rank matches of the fine key higher. The coarse key finds what the fine one misses.

The fine key is written in the Latin alphabet of April 2021, without the distinctions that the Arabic script does not
make: а/ә `a`, о/ө `o`, ұ/ү `ū`, ы/і `y`, и/й `i`, х/һ `h`. It has these limits:

- A Latin capital I is Kazakh І, so «Instagram» and «instagram» have different fine keys, but the same coarse key.
- `sh` is с and һ, as in the alphabet of 2021, not the ш of 2018. In the coarse key `sh`, с and ш are all `s`.
- ý is у, as in 2018, also in «Nový»; x is х, also in «taxi».
- ье is `e`, as in our Latin. The Arabic يە (ۆيەتنام) is the same in the coarse key only.
"""

import re
import unicodedata
from functools import lru_cache

from newsroom.alphabets.text.designations import with_all_designations
from newsroom.alphabets.text.numerals import with_all_numerals
from newsroom.alphabets.text.shcha import with_native_shcha


def _read(table):
    return dict(pair.split("=") for pair in table.split())


CYRILLIC = _read(
    "а=a ә=a б=b в=v г=g ғ=ğ д=d е=e ё=io ж=j з=z и=i й=i к=k қ=q л=l м=m н=n ң=ñ о=o ө=o п=p р=r с=s т=t у=u ұ=ū ү=ū "
    "ф=f х=h һ=h ц=ts ч=ch ш=ş щ=ş ъ= ы=y і=y ь= э=e ю=iu я=ia"
)
# Cyrillic letters of other languages, which occur in names, by their sound.
CYRILLIC |= _read("ї=i є=e ґ=g ў=u ҳ=h ҡ=q ҙ=z ҫ=s җ=j ҷ=j ӊ=ñ ҥ=ñ ӣ=i ӯ=u ђ=j ј=i љ=l њ=n ћ=ch џ=dj")

# April 2021, then the letters that January 2021 (ǧ ŋ) and 2018 (acute) had instead, then schwa and ș, which are typed
# for ә and ş. x is the х of older alphabets, and Roman numerals are often typed in Cyrillic: ХХІ.
# İ is listed, and I as the capital of ı, because `str.lower` would turn İ into two characters and I into и.
LATIN = _read("ä=a ğ=ğ ı=y İ=i ñ=ñ ö=o ş=ş ū=ū ü=ū ǧ=ğ ŋ=ñ á=a ǵ=ğ ń=ñ ó=o ý=u ú=ū ç=ch ə=a ɵ=o ș=ş x=h")

ARABIC = _read(
    "ا=a ب=b ۆ=v گ=g ع=ğ د=d ە=e ج=j ز=z ي=i ك=k ق=q ل=l م=m ن=n ڭ=ñ و=o پ=p ر=r س=s ت=t ۋ=u ۇ=ū ف=f ح=h ھ=h چ=ch "
    "ش=ş ى=y"
)
# Keyboards of Persian, Arabic, Uyghur and Kyrgyz.
ARABIC |= _read("ک=k ی=i ه=h ہ=h خ=h غ=ğ ې=e ۈ=ū ۉ=ū ۅ=o ݣ=ñ")
# The font of the old ar.inform.kz had Kazakh letters at the code points of Arabic letters that Kazakh does not use.
ARABIC |= _read("ة=e ئ=y ث=ñ ذ=ū ؤ=u أ=v")
# The hamza marks a word as soft, which is not part of the key. Four old letters include one.
ARABIC |= _read("ء= ٴ= ٵ=a ٶ=o ٷ=ū ٸ=y")
TATWEEL = "ـ"

# Inside a word it is a hard or soft sign, part of an Uzbek letter, or of the alphabet of 2017. It does not end a word.
APOSTROPHES = "'`´ʹʻʼ‘’′"

LISTED = CYRILLIC | LATIN | ARABIC | dict.fromkeys(TATWEEL + APOSTROPHES, "")
LISTED |= {letter.upper(): key for letter, key in LISTED.items()}


@lru_cache(maxsize=4096)  # limited, because a query can have any characters
def _unlisted(character):
    """The key of a character that no Kazakh alphabet has: nothing, a space, or its plain lower-case letters."""
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":  # accents; bidi marks, joiners, soft hyphens
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] not in "LN":
        return " "
    plain = unicodedata.normalize("NFKD", character)
    if plain == character:
        plain = character.casefold()
    return character if plain == character else plain.translate(LETTERS)


class _Letters(dict):
    def __missing__(self, code):
        return _unlisted(chr(code))


LETTERS = _Letters(str.maketrans(LISTED))
# The usual characters are looked up beforehand: ASCII to Arabic, and typographic punctuation.
LETTERS |= {code: LETTERS[code] for code in (*range(0x700), *range(0x2000, 0x2070))}

# People without і on their keyboard type a Latin i in Cyrillic words: бiлiм. Other look-alikes come with copied text.
LOOK_ALIKES = str.maketrans("aceiopxyhəɵABCEHIKMOPTXYƏƟ", "асеіорхуһәөАВСЕНІКМОРТХУӘӨ")
_LOOK_ALIKE = f"[{''.join(map(chr, LOOK_ALIKES))}]"
# і does not count as Cyrillic, because some converters leave it in Latin words (ákіmderі).
_SURELY_CYRILLIC = f"[{''.join(letter + letter.upper() for letter in CYRILLIC if letter != 'і')}]"
# A whole run of look-alikes with Cyrillic before or after it. The lookbehinds come second, because `re` is fast with
# patterns that begin with a set.
LATIN_IN_CYRILLIC = re.compile(
    rf"{_LOOK_ALIKE}(?:(?<={_SURELY_CYRILLIC}.){_LOOK_ALIKE}*+(?![A-Za-z])"
    rf"|(?<![A-Za-z].){_LOOK_ALIKE}*+(?={_SURELY_CYRILLIC}))"
)

# At the end of a word, or before a non-joiner, these look like Kazakh ە and ى, which Persian keyboards do not have.
FINAL_HEH = re.compile("ه(?![ء-ۓە\u200d])")
FINAL_FARSI_YEH = re.compile("ی(?![ء-ۓە\u200d])")

# 2017: y' is у, also at the end of a word. There ’ is more likely a closing quotation mark.
Y_WITH_APOSTROPHE = re.compile(r"[yY](?:['ʼ]|[’`´](?=\w))")

COARSE = dict(zip("qğñşūy", "kgnsui", strict=True))
SH = re.compile("sh+")
CH = re.compile("ch+")
LONG_I = re.compile("ii+")
# Kazinform writes a glide in surnames (توقايەۆ), Egemen and the other alphabets do not.
SURNAME_GLIDE = re.compile("(?<=a)i(?=ev)")


def fine_key(text):
    """The key that keeps every distinction which Cyrillic, Latin of 2021 and Arabic all make.

    Words are runs of letters and digits, separated by one space. `fine_key(fine_key(text)) == fine_key(text)`.
    Source of the letters: the tables of April 2021 and of Unicode's kk-Arab, and texts of the news agencies.
    """
    text = with_all_numerals(with_all_designations(unicodedata.normalize("NFC", text)))
    text = LATIN_IN_CYRILLIC.sub(lambda run: run[0].translate(LOOK_ALIKES), text)
    text = with_native_shcha(text)
    text = FINAL_FARSI_YEH.sub("ى", FINAL_HEH.sub("ە", text))
    return SURNAME_GLIDE.sub("", LONG_I.sub("i", " ".join(text.translate(LETTERS).split())))


def coarse_key(text):
    """The key that also covers the Latin of 2018 and 2017, Latin without diacritics, and Kazakh in Russian letters.

    Latin swapped i and ı, u and ū between 2018 and 2021, so every i is the same here, ы included, and every u. A run of
    i counts once: XVIII is XVI. `coarse_key(fine_key(text)) == coarse_key(text)`, except for apostrophes of 2017.
    """
    key = fine_key(Y_WITH_APOSTROPHE.sub("u", text))
    for fine, coarse in COARSE.items():
        key = key.replace(fine, coarse)
    key = LONG_I.sub("i", CH.sub("c", SH.sub("s", key)))
    # The glide: Latin drops the soft sign (Vetnam), Arabic writes it (ۆيەتنام).
    return key.replace("ie", "e").replace("io", "o")
