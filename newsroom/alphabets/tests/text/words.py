"""The word list `words.tsv`, and how its words are converted."""

import csv
import re
from pathlib import Path

from newsroom.alphabets import ARABIC, LATIN, Spelling, convert

WORDS = Path(__file__).with_name("words.tsv")
ISOLATES = re.compile("[\u2066-\u2069]")


def rows():
    with WORDS.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["word"], row["latn_2021"], row["arab"]) for row in read]


def shown(text, to, spelling=Spelling()):  # noqa: B008 - it is immutable
    """The converted text without isolate characters."""
    return ISOLATES.sub("", convert(text, to, spelling))


def in_both(text):
    return shown(text, LATIN), shown(text, ARABIC)
