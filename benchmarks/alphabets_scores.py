"""Scores the converter against published texts: what a word is, which differences count, how words are counted.

The published texts (news, the Universal Declaration, CLDR) are not part of this repository. The `words.tsv` of the
tests is.
"""

import csv
from dataclasses import dataclass, field, fields
from pathlib import Path

from newsroom.alphabets import ARABIC, Hamza, convert

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "newsroom/alphabets/tests/text/words.tsv"
PAIRS = ROOT.parent / "shared/alphabets/pairs.tsv"

CYRILLIC_COLUMN, LATIN_COLUMN, ARABIC_COLUMN = "kk_cyrl", "kk_latn_2021", "kk_arab"

NORMS = {"news": Hamza.KAZINFORM, "udhr": Hamza.EGEMEN, "cldr": Hamza.EGEMEN}
"""{kind of published text: the norm of hamza that it follows}. The news are Kazinform's."""

BIDI = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
FOLDING = """Folded: U+0674 counts as U+0621, dashes as hyphens, Persian and Arabic digits as Western ones, ٪ ٫ ٬ as %
. and «,». Direction marks and isolates are ignored. Nothing else is ignored: letters, the place of a hamza and
« , ; ? » must be as published."""
FOLDED = BIDI | {0x674: "ء"} | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-") | str.maketrans("٪٫٬", "%.,")
FOLDED |= {zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
BLANK = "\u00a0"

WORD = """Word: text between spaces in the Cyrillic source, with punctuation. It is exact if the published text in its
place, with spaces, is equal to ours: «مومىش ۇلى» for Момышұлы is one word, and wrong unless ours has the same space.
Words of the source and the published text are aligned so that the fewest letters differ. Extra published words count
against the word beside them. A single dash is not a word, but counts if it is wrong."""


@dataclass(frozen=True)
class Difference:
    """A word of the source, our form of it and the published form, both folded."""

    source: str
    ours: str
    printed: str


@dataclass
class Score:
    """The numbers of words in both texts, and the differences. `edits` per `letters` is the error rate."""

    words: int = 0
    printed: int = 0
    edits: int = 0
    letters: int = 0
    differences: list = field(default_factory=list)

    def __add__(self, other):
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Score)))

    @property
    def exact(self):
        """Percentage of exact words."""
        return 100 * (self.words - len(self.differences)) / self.words

    @property
    def printed_exact(self):
        """Percentage of the published words. One word of the source can be two of them."""
        wrong = sum(max(1, len(difference.printed.split())) for difference in self.differences)
        return 100 * (self.printed - wrong) / self.printed

    @property
    def letter_errors(self):
        """CER: edits per 100 published letters."""
        return 100 * self.edits / self.letters


# Scores


def folded(text):
    return text.translate(FOLDED)


def is_word(text):
    return any(character.isalnum() for character in text)


def without_isolates(text):
    return text.translate(BIDI)


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pairs(column, path=PAIRS):
    """{"news", "udhr", "cldr" or "other": [(Cyrillic, value of `column`)]} of the rows that have both."""
    found = {kind: [] for kind in (*NORMS, "other")}
    for row in rows(path):
        if row[CYRILLIC_COLUMN] and row[column]:
            kind = next((kind for kind in NORMS if row["source_kind"].startswith(kind)), "other")
            found[kind].append((row[CYRILLIC_COLUMN], row[column]))
    return found


def arabic_score(texts, spelling):
    """The Score for [(Cyrillic, published text in Arabic letters)], folded."""
    score = Score()
    for source, printed in texts:
        ours = renderings(source, spelling)
        beside = aligned(ours, folded(printed).split())
        compared = [Difference(*words) for words in zip(source.split(), ours, beside, strict=True)]
        score.words += sum(is_word(word.source) or word.ours != word.printed for word in compared)
        score.printed += sum(map(is_word, printed.split()))
        score.differences += [word for word in compared if word.ours != word.printed]
        _count_letters(score, " ".join(ours), " ".join(folded(printed).split()))
    return score


def exact_score(texts, to):
    """The Score for [(Cyrillic, form)] without folding. Only isolates are ignored, and each entry is one «word»."""
    score = Score()
    for source, form in texts:
        ours = without_isolates(convert(source, to))
        score.words += 1
        score.printed += 1
        if ours != form:
            score.differences.append(Difference(source, ours, form))
        _count_letters(score, ours, form)
    return score


def _count_letters(score, ours, printed):
    score.edits += distance(ours, printed)
    score.letters += len(printed)


def renderings(source, spelling):
    """Our folded form of each word of `source`. The whole text is converted at once.

    Spaces of the source become no-break spaces first, to distinguish them from those that the converter adds.
    """
    words = convert(BLANK.join(source.split()), ARABIC, spelling).split(BLANK)
    whole = convert(" ".join(source.split()), ARABIC, spelling)
    if folded(" ".join(words)) != folded(whole) or len(words) != len(source.split()):
        raise ValueError(f"The words can't be separated: {source}")
    return [folded(word) for word in words]


# Aligning letters and words


def distance(one, other):
    """Levenshtein distance: the fewest letters to insert, delete or replace."""
    if one == other:
        return 0
    costs = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        before, costs[0] = costs[0], row
        for column, against in enumerate(other, start=1):
            cheapest = min(costs[column] + 1, costs[column - 1] + 1, before + (letter != against))
            before, costs[column] = costs[column], cheapest
    return costs[-1]


def aligned(ours, printed):
    """For each word of `ours` its counterpart in `printed`: no word, or up to three."""
    if ours == printed:
        return printed
    best = {0: (0, ())}  # {published words used: (edits, how many each of ours has taken)}
    for word in ours:
        following = {}
        for used, (edits, taken) in best.items():
            for count in (1, 0, 2, 3):
                end = used + count
                if end > len(printed):
                    continue
                cost = edits + distance(word, " ".join(printed[used:end]))
                if end not in following or cost < following[end][0]:
                    following[end] = (cost, (*taken, count))
        best = following
    used = max(best)
    beside, at = [], 0
    for count in best[used][1]:
        beside.append(" ".join(printed[at : at + count]))
        at += count
    beside[-1] = " ".join([beside[-1], *printed[used:]])
    return beside
