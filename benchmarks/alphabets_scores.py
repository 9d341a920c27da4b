"""How much of a real print the converter gets right: what a word is here, what counts as the same, how it is counted.

The prints are `../shared/alphabets/pairs.tsv` (news, the Universal Declaration, CLDR), which stays outside this
repository, and the tests' own `words.tsv`.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.alphabets import ARABIC, Dictionary, Spelling, Word, convert

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "newsroom/alphabets/tests/text/words.tsv"
PAIRS = ROOT.parent / "shared/alphabets/pairs.tsv"

CYRILLIC_COLUMN, LATIN_COLUMN, ARABIC_COLUMN = "kk_cyrl", "kk_latn_2021", "kk_arab"

AS_PRINTED = Spelling(splits_patronymics=True)
AS_PRINTED_WORDS = Dictionary([Word("төраға", arabic="ءتوراعا")])
"""What the news agency writes against the letter rule, both at the editors' choice."""

BIDI = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
FOLDING = """Folded: U+0674 counts as U+0621, dashes as hyphens, Persian and Arabic digits as Western ones, ٪ ٫ ٬ as %
. and «,»; marks of direction and isolates are left out. Nothing else: letters, the place of a hamza and « , ; ? »
must be as printed."""
FOLDED = BIDI | {0x674: "ء"} | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-") | str.maketrans("٪٫٬", "%.,")
FOLDED |= {zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
BLANK = "\u00a0"

WORD = """Word: what stands between blanks in the Cyrillic source, punctuation included. It is exact when all that the
print has in its place, blanks included, is equal to ours: «مومىش ۇلى» for Момышұлы is one word, and wrong unless
ours has the same blank. Words of source and print are put beside each other so that the fewest letters differ; what
the print has more counts against the word beside it. A lone dash is no word, but counts when it is wrong."""


@dataclass(frozen=True)
class Difference:
    """A word of the source, what ours makes of it and what the print has, both folded."""

    source: str
    ours: str
    printed: str


@dataclass
class Score:
    """How many words source and print have, and which differ; `edits` make ours equal to the `letters` of the print."""

    words: int = 0
    printed: int = 0
    edits: int = 0
    letters: int = 0
    differences: list = field(default_factory=list)

    @property
    def exact(self):
        """Per cent of the words."""
        return 100 * (self.words - len(self.differences)) / self.words

    @property
    def printed_exact(self):
        """Per cent of the print's words, where one of the source may be two."""
        wrong = sum(max(1, len(difference.printed.split())) for difference in self.differences)
        return 100 * (self.printed - wrong) / self.printed

    @property
    def letter_errors(self):
        """CER: edits per 100 letters of the print."""
        return 100 * self.edits / self.letters


# What is measured


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
    """{"cldr" or "print": [(Cyrillic, what `column` has)]} of the rows that have both."""
    found = {"cldr": [], "print": []}
    for row in rows(path):
        if row[CYRILLIC_COLUMN] and row[column]:
            kind = "cldr" if row["source_kind"].startswith("cldr") else "print"
            found[kind].append((row[CYRILLIC_COLUMN], row[column]))
    return found


def arabic_score(texts, spelling, dictionary):
    """The Score of [(Cyrillic, its print in Arabic letters)], folded."""
    score = Score()
    for source, printed in texts:
        ours = renderings(source, spelling, dictionary)
        beside = aligned(ours, folded(printed).split())
        compared = [Difference(*words) for words in zip(source.split(), ours, beside, strict=True)]
        score.words += sum(is_word(word.source) or word.ours != word.printed for word in compared)
        score.printed += sum(map(is_word, printed.split()))
        score.differences += [word for word in compared if word.ours != word.printed]
        _count_letters(score, " ".join(ours), " ".join(folded(printed).split()))
    return score


def exact_score(texts, to):
    """The Score of [(Cyrillic, its form)] in which all must be as it is, isolates aside; a «word» is a whole entry."""
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


def renderings(source, spelling, dictionary):
    """What ours makes of each word of `source`, folded, the whole text being converted at once.

    Blanks of the source go in as no-break spaces, so that those which ours adds can be told from them.
    """
    words = convert(BLANK.join(source.split()), ARABIC, spelling, dictionary).split(BLANK)
    whole = convert(" ".join(source.split()), ARABIC, spelling, dictionary)
    if folded(" ".join(words)) != folded(whole) or len(words) != len(source.split()):
        raise ValueError(f"its words can't be told apart: {source}")
    return [folded(word) for word in words]


# Letters and words beside each other


def distance(one, other):
    """Levenshtein: the fewest letters to put in, take out or replace."""
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
    """For each of `ours` what `printed` has in its place: none of its words, or up to three with a blank between."""
    if ours == printed:
        return printed
    best = {0: (0, ())}  # words of the print used so far: (edits, how many each of ours has taken)
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
