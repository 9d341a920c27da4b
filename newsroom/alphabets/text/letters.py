"""The tables of letters: what each Cyrillic letter becomes.

Latin: the alphabet shown to the National Commission in April 2021 (CLDR's exemplars of kk-Latn), or that of decree
637 of 19 February 2018. Arabic: the letters that Kazinform, Egemen Qazaqstan and CLDR's kk-Arab use.
"""

from newsroom.alphabets.text.spelling import ARABIC, Latin

# Cyrillic, Latin of 2021, Latin of 2018, Arabic. «-» means that the letter is dropped. щ is that of loan words.
TABLE = """
а a  a  ا    ә ä  á  ا    б b  b  ب    в v  v  ۆ    г g  g  گ    ғ ğ  ǵ  ع    д d  d  د
е e  e  ە    ё io ıo يو   ж j  j  ج    з z  z  ز    и i  ı  ي    й i  ı  ي    к k  k  ك
қ q  q  ق    л l  l  ل    м m  m  م    н n  n  ن    ң ñ  ń  ڭ    о o  o  و    ө ö  ó  و
п p  p  پ    р r  r  ر    с s  s  س    т t  t  ت    у u  ý  ۋ    ұ ū  u  ۇ    ү ü  ú  ۇ
ф f  f  ف    х h  h  ح    һ h  h  ھ    ц ts ts تس   ч ch ch چ    ш ş  sh ش    щ ş sh ش
ъ -  -  -    ы y  y  ى    і ı  i  ى    ь -  -  -    э e  e  ە    ю iu ıý يۋ   я ia ıa يا
""".replace("-", "\0").split()
KAZAKH = "".join(TABLE[0::4])
LATIN_2021, LATIN_2018, TO_ARABIC = (
    {letter: form.replace("\0", "") for letter, form in zip(KAZAKH, TABLE[column::4], strict=True)}
    for column in (1, 2, 3)
)
# Cyrillic letters of other languages, which occur in names, and the nearest Kazakh letters. They are converted too, so
# that no Cyrillic letter is left on a converted page.
OTHER_CYRILLIC = {
    **dict(zip("їєґўҳҡҙҫҗҷӊҥӣӯјђћѓќѝѐ", "иегухқзсжжңңиуйжчгкие", strict=True)),
    "љ": "ль",
    "њ": "нь",
    "џ": "дж",
    "ѕ": "дз",
}
LOWER = KAZAKH + "".join(OTHER_CYRILLIC)
CYRILLIC = LOWER + LOWER.upper()

ARABIC_PUNCTUATION = {",": "،", ";": "؛", "?": "؟"}


def upper(latin):
    """Kazakh Latin capitals. `str.upper` gives both i and ı the capital I, but in Kazakh they are İ and I."""
    return latin.replace("i", "İ").replace("ı", "I").upper()


def upper_2018(latin):
    return latin.replace("i", "I").replace("ı", "I").upper()


def forms(to, spelling):
    """{Cyrillic letter, small or capital: what it becomes}. The second letter of a capital is small (Юра, İura)."""
    small = (TO_ARABIC if to == ARABIC else latin_forms(spelling)).copy()
    if to == ARABIC:
        return small | {letter.upper(): form for letter, form in small.items()} | ARABIC_PUNCTUATION
    capital = capitals(spelling)
    return small | {letter.upper(): capital(form[:1]) + form[1:] for letter, form in small.items()}


def latin_forms(spelling):
    chosen = {"ц": spelling.tse, "щ": spelling.shcha, "ч": spelling.che, "ё": spelling.yo}
    return LATIN_2018 if spelling.latin == Latin.ACUTE_2018 else LATIN_2021 | chosen


def capitals(spelling):
    """The function that makes capitals in the Latin alphabet of the spelling."""
    return upper_2018 if spelling.latin == Latin.ACUTE_2018 else upper
