"""Runs: two or more capitalised words that follow each other. `static/desk/hints/runs.js` finds the same ones."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’ʼ][^\W\d_]+)*")
BLANKS = re.compile(r"[ \u00a0\u202f]{1,3}")
GOES_ON = re.compile(r"[\w,:;)»”%\]]")
"""What stands before a word that does not begin a sentence or a quotation."""
QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
LONGEST_WORD, MOST_WORDS = 40, 8


@dataclass(frozen=True)
class Run:
    start: int
    end: int
    text: str
    opens: bool
    """Whether it begins a sentence or a quotation, so that its first word may be no name."""


def runs_in(text):
    """Return the runs of a text, without overlaps. A run of more than `MOST_WORDS` words is a headline, not a name."""
    groups, end = [], None
    for word in WORD.finditer(text):
        is_joined = end is not None and BLANKS.fullmatch(text, end, word.start())
        end = word.end() if is_name_word(word[0]) else None
        if end and is_joined:
            groups[-1].append(word)
        elif end:
            groups.append([word])
    return [run_of(text, group) for group in groups if 2 <= len(group) <= MOST_WORDS]


def is_name_word(word):
    """Whether a word can be part of a name: capitalised, but no abbreviation such as КСК."""
    return 2 <= len(word) <= LONGEST_WORD and word[0].isupper() and not word.isupper()


def run_of(text, group):
    start, end = group[0].start(), group[-1].end()
    return Run(start, end, text[start:end], opens_at(text, start, end))


def opens_at(text, start, end):
    """Whether a sentence or a quotation begins at `start`. A quotation that is all of the run is a name."""
    before = start
    while before > 0 and start - before < 3 and text[before - 1] in " \u00a0\u202f":
        before -= 1
    if before == 0:
        return True
    sign = text[before - 1]
    if sign in QUOTES and before == start and text[end : end + 1] == QUOTES[sign]:
        return False
    return not GOES_ON.match(sign)
