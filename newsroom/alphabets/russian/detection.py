"""Recognises Russian texts on a Kazakh page. They keep their letters when the page is converted.

Each word gets points, positive for Russian and negative for Kazakh, and their sum decides. Common words are listed.
Other words get points for beginnings, endings and trigrams. Names get none, because both languages share them.
"""

import re

from newsroom.alphabets.russian.words import BEGINNINGS, BOTH, ENDINGS, KAZAKH, RUSSIAN, TRIGRAMS

READ = 4000
"""The number of characters that are read. The beginning of a long text shows its language."""
DECIDED = 4
"""The points that make a text Russian: those of one listed word, or of one with a Russian beginning or ending."""
LISTED = 10
"""Points of a listed word, and the maximum for any word, so that one odd word can't outvote a sentence."""
EDGE = 6
"""Points of a beginning or ending that only Russian words have. In the Kazakh начальниктер, the rest cancels them."""
LETTER = 3
"""Points of в, и, к, с and у, which are words in Russian but not in Kazakh."""
NAME = 2
"""Points deducted from an unlisted word without such an ending at the start of a sentence: it may be a name."""

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
SURNAMES = tuple("ов ев ова ева ову еву".split())
# A Russian keyboard has no Kazakh letters, and few people type ё.
PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие")
# Latin letters typed instead of Cyrillic ones, by mistake or because the keyboard lacks them (i, h and ə).
LOOKALIKES = str.maketrans("aceiopxyhkmtəABCEHIKMOPTXYƏ", "асеіорхуһкмтәАВСЕНІКМОРТХУӘ")
# Accents, the dots of a decomposed ё, and invisible characters inside words.
UNSEEN = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])

CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
WORD_OR_STOP = re.compile(r"[^\W\d_]+|[.!?…:;\n«»\"“”(]")
REPEATED = re.compile(r"(.)\1+")


def is_russian(text: str) -> bool:
    """Whether a short text on a Kazakh page is in Russian.

    The answer is no for doubtful texts: a name, a number, a word of both languages, as much Kazakh as Russian, or no
    Cyrillic at all. Kazakh may be typed without its own letters. Russian may be in capitals, with Latin look-alikes or
    drawn out («Ураааа»). Other Cyrillic languages are not recognised. Only the first `READ` characters are read.
    """
    return _points(text[:READ]) >= DECIDED


def fold(word: str) -> str:
    """The word in lower case, in letters of a Russian keyboard, without repeated letters: «Қазаққа» is казака."""
    plain = word.lower().translate(PLAIN)
    # Short words stay, because ТОО and ООО are companies, not то and о.
    return REPEATED.sub(r"\1", plain) if len(plain) > 3 else plain


def _points(text: str) -> int:
    text = text.replace("и\u0306", "й").replace("И\u0306", "Й").translate(UNSEEN)
    shouted = text.isupper()
    points, opens = 0, True
    for found in WORD_OR_STOP.finditer(text):
        word = found[0]
        is_word = word[0].isalpha()
        is_initial = len(word) == 1 and text[found.end() : found.end() + 1] == "."
        if is_word and not is_initial:
            points += _points_of_word(word, opens=opens, shouted=shouted)
        opens = not is_word
    return points


def _points_of_word(word: str, *, opens: bool, shouted: bool) -> int:
    if not CYRILLIC.search(word):
        return 0
    word = word.translate(LOOKALIKES)
    plain = fold(word)
    if plain in LISTS:
        return LISTS[plain]
    may_be_name = word[0].isupper() and not shouted
    if may_be_name and (not opens or plain.endswith(SURNAMES)):
        return 0
    points = _points_of_build(plain, may_be_name=may_be_name)
    if KAZAKH_LETTERS.isdisjoint(word.lower()):
        return points
    return min(0, points) if may_be_name else -LISTED


def _points_of_build(plain: str, *, may_be_name: bool) -> int:
    marked = f"<{plain}>"
    points = sum(WEIGHTS.get(marked[at : at + 3], 0) for at in range(len(plain)))
    if _has_russian_edge(plain):
        points += EDGE
    elif may_be_name:
        points -= NAME
    # Two or three letters are not enough to count as Russian.
    return max(-LISTED, min(points, LISTED if len(plain) > 3 else 0))


def _has_russian_edge(plain: str) -> bool:
    return plain.endswith(ENDED) or any(plain[:length] in BEGUN for length in LENGTHS)


LISTS = (
    dict.fromkeys("в и к с у".split(), LETTER)
    | dict.fromkeys(map(fold, RUSSIAN.split()), LISTED)
    | dict.fromkeys(map(fold, KAZAKH.split()), -LISTED)
    | dict.fromkeys(map(fold, BOTH.split()), 0)
)
BEGUN = frozenset(map(fold, BEGINNINGS.split()))
ENDED = tuple(map(fold, ENDINGS.split()))
LENGTHS = sorted({len(beginning) for beginning in BEGUN})
WEIGHTS = {trigram: points for points, trigrams in TRIGRAMS.items() for trigram in trigrams.split()}
