"""Endings that a name takes in a language, so that «Токаевым» is no slip of «Токаев»."""

import re
from functools import lru_cache

SHORTEST_CORE = 3
RUSSIAN = (
    "а я у ю ы и е й ь о ой ей ою ею ом ем ым им ам ям ах ях ых их ами ями ыми ими ого его ому ему ая яя ую юю "
    "ое ее ые ие ий ый ия ию ии ием ией ью"
)
KAZAKH_CASES = (
    "ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ды|ді|ты|ті|ны|ні|нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|"
    "мен|бен|пен|н"
)
KAZAKH = (
    "(?:лық|лік|дық|дік|тық|тік)?(?:лар|лер|дар|дер|тар|тер)?(?:ымыз|іміз|ыңыз|іңіз|ым|ім|ың|ің|сы|сі|ы|і)?"
    f"(?:{KAZAKH_CASES})?(?:ғы|гі|кі|дай|дей|тай|тей|ша|ше)?"
)
UZBEK = "(?:лик)?(?:лар)?(?:имиз|ингиз|им|инг|си|и)?(?:нинг|ни|га|ка|қа|да|дан)?(?:ги|ча|дек|дай)?"
LATIN = "['’]?s|['’]"
LONGEST = 14
ENDINGS = {
    "ru": frozenset(RUSSIAN.split()).__contains__,
    "kk": re.compile(f"-?{KAZAKH}").fullmatch,
    "uz-cyrl": re.compile(f"-?{UZBEK}").fullmatch,
    "en": re.compile(LATIN).fullmatch,
}
"""{code: function that tells whether a text is an ending, or several of them}."""
LANGUAGES = frozenset(ENDINGS)
"""Chinese is left out: it has no capital letters, and writes foreign names with fixed characters."""
WOMAN = re.compile(r"(?<=..[оеи][вн])а\Z|(?<=..[oei][vn])a\Z")
"""The ending of a woman's surname. It differs by no slip: «Айнур Ахметов», «Айнур Ахметова»."""
PATRONYMIC = re.compile(r"(?:[ое]в|ич)н(?:а|ы|е|у|ой|ою)\Z|[ое]вич(?:а|у|ем|е)?\Z|[oe]v(?:na|ny|ne|nu|noi|noy|ich)\Z")
"""The name of somebody's father: «Алия Ахметовна» is no slip of «Алия Ахметова»."""
FLEETING = re.compile(r"[ео]([бгджзклмнпрстфхц])\Z")
"""The vowel that «Павел» loses in «Павла»; «Токаев» keeps it."""


@lru_cache(maxsize=20_000)
def folded(word):
    """Return a word as it is compared: in lower case, with е for ё, and one kind of hyphen and apostrophe."""
    lower = word.lower()
    return (lower if len(lower) == len(word) else word).translate(FOLDS)


FOLDS = str.maketrans("ё\u2010\u2011’ʼ", "е--''")


@lru_cache(maxsize=20_000)
def cores(word, language):
    """Return the ways to read a folded word: [(core, ending)], the whole word first."""
    is_ending = ENDINGS[language]
    places = range(len(word) - 1, max(SHORTEST_CORE, len(word) - LONGEST) - 1, -1)
    found = [(word[:at], word[at:]) for at in places if is_ending(word[at:])]
    if language != "ru" and len(word) > SHORTEST_CORE and WOMAN.search(word):
        found = [(word[:-1], word[-1]), *found]
    return ((word, ""), *found)


def is_patronymic(word):
    """Whether a folded word says what somebody's father is called. Some surnames, as «Рабинович», look alike."""
    return PATRONYMIC.search(word) is not None


@lru_cache(maxsize=20_000)
def stems(word, language):
    """Return what can be left of a folded word without endings."""
    return frozenset(core for core, _ending in cores(word, language))


def are_one_word(one, other, language):
    """Whether two folded words are the same one but for their endings."""
    if stems(one, language) & stems(other, language):
        return True
    return language == "ru" and (loses_its_vowel(one, other) or loses_its_vowel(other, one))


def loses_its_vowel(word, inflected):
    return word != inflected and without_its_vowel(word) in stems(inflected, "ru") - {inflected}


@lru_cache(maxsize=20_000)
def without_its_vowel(word):
    return FLEETING.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def root(word, language):
    """Return what is left of a folded word when no ending can be taken away any more: the same for all its forms."""
    shortest = cores(word, language)[-1][0]
    return shortest if shortest == word else root(shortest, language)
