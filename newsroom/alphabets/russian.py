"""Which texts on a Kazakh page are Russian: they keep their letters when the page changes its alphabet.

Every word brings points, for Russian above zero and for Kazakh below it; the sum decides. Common words are listed, other
words are weighed by their trigrams, and names weigh nothing, since both languages share them.
"""

import re

from newsroom.alphabets.russian_words import BEGINNINGS, BOTH, KAZAKH, RUSSIAN, TRIGRAMS

LISTED = 10
"""Points of a listed word, and the most that any word may bring: one odd word can't outvote a sentence."""
DECIDED = 5
"""Points from which a text is Russian: one listed word, two prepositions, or one word of clearly Russian build."""
LETTER = 5
"""Points of в, и, к, с, у and я, which a Kazakh page has only in lists and initials."""
BEGINNING = 6
"""Points of a word's beginning that only Russian has; with a Kazakh ending (начальниктер) it counts for less."""
NAME = 2
"""x"""
READ = 4000
"""Characters that are read at most: the language of a long text shows at its beginning."""

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
# Latin letters that stand for Cyrillic ones, by mistake or for want of the right keyboard.
LOOKALIKES = str.maketrans("aceiopxyhkmtəABCEHIKMOPTXYƏ", "асеіорхуһкмтәАВСЕНІКМОРТХУӘ")
# Accents and the dots of a decomposed ё; what can't be seen in the middle of a word.
UNSEEN = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
SURNAMES = tuple("ов ев ова ева ову еву".split())
PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие")

CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
WORD_OR_STOP = re.compile(r"[^\W\d_]+|[.!?…:;\n«»\"“”(]")
REPEATED = re.compile(r"(.)\1+")


def is_russian(text: str) -> bool:
    """Whether a short text that stands on a Kazakh page is written in Russian.

    Doubtful texts aren't: a name, a number, a word that both languages use, as much Kazakh as Russian, no Cyrillic at
    all. Kazakh may be typed without its own letters, Russian in capitals, with Latin look-alikes or drawn out («Ураааа»).
    Other languages in Cyrillic aren't told apart. Takes any text; the time doesn't grow beyond `READ` characters.
    """
    return _points(text[:READ]) >= DECIDED


def fold(word: str) -> str:
    """The word in small letters of the Russian keyboard, each letter once in a row: «Қазаққа» is казака."""
    plain = word.lower().translate(PLAIN)
    # Companies are ТОО and ООО.
    return REPEATED.sub(r"\1", plain) if len(plain) > 3 else plain


def _points(text: str) -> int:
    text = text.replace("и\u0306", "й").replace("И\u0306", "Й").translate(UNSEEN)
    shouted = text.isupper()
    points, opens = 0, True
    for found in WORD_OR_STOP.finditer(text):
        word = found[0]
        if word[0].isalpha():
            is_initial = len(word) == 1 and text[found.end() : found.end() + 1] == "."
            points += 0 if is_initial else _points_of_word(word, opens, shouted)
        opens = not word[0].isalpha()
    return points


def _points_of_word(word: str, opens: bool, shouted: bool) -> int:
    if not CYRILLIC.search(word):
        return 0
    word = word.translate(LOOKALIKES)
    plain = fold(word)
    if plain in LISTS:
        return LISTS[plain]
    may_be_name = word[0].isupper() and not shouted
    if may_be_name and (not opens or plain.endswith(SURNAMES)):
        return 0
    has_kazakh_letter = not KAZAKH_LETTERS.isdisjoint(word.lower())
    if has_kazakh_letter and not may_be_name:
        return -LISTED
    points = _points_of_build(plain, may_be_name)
    return min(0, points) if has_kazakh_letter else points


def _points_of_build(plain: str, may_be_name: bool) -> int:
    marked = f"<{plain}>"
    points = sum(WEIGHTS.get(marked[at : at + 3], 0) for at in range(len(plain)))
    if any(plain[:end] in BEGUN for end in range(4, 13)):
        points += BEGINNING
    elif may_be_name:
        points -= NAME
    # Two or three letters say too little to speak for Russian.
    most = LISTED if len(plain) > 3 else 0
    points = max(-LISTED, min(points, most))
    return points // 2 if may_be_name and points < 0 else points


LISTS = dict.fromkeys(map(fold, RUSSIAN.split()), LISTED)
LISTS |= dict.fromkeys("викс" + "у", LETTER)
LISTS |= dict.fromkeys(map(fold, KAZAKH.split()), -LISTED)
LISTS |= dict.fromkeys(map(fold, BOTH.split()), 0)
BEGUN = frozenset(map(fold, BEGINNINGS.split()))
WEIGHTS = {trigram: points for points, trigrams in TRIGRAMS.items() for trigram in trigrams.split()}
