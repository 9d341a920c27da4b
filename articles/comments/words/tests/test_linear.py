"""The work of finding words grows with the length of a comment and no faster, whatever somebody sends.

Work is counted, not timed: the lines of Python that are run, and the steps of the regular expressions.
"""

import sys
from pathlib import Path

import pytest

from articles.comments.words import chance, folding, rules
from articles.comments.words.matching import Finder
from articles.comments.words.rules import ANYWHERE, Rule
from articles.comments.words.tests.stems import RULES
from newsroom.alphabets.tests.steps import CountedPattern, Steps

LENGTH = 500
RATIO = 2.5
FOLDER = str(Path(folding.__file__).parent)
REPEATED = """
    а|с|с.|с |а |*|с*|с*п*|sh|s.h.|(|()|\\|<|казино|казин|к.а.з.и.н.о |к@з1н0|ааб|\u200b|с\u200b|а\u0301|ь|сь|'|с'|п|
    п п|спам |сп ам |құ|дұрыс |кот |спа.|спа🔥|🔥|1|1 |10|с-|0(|$5|сс
""".replace("\\|", "\0").split("|")
SHORT = [Rule(stem, stem, match) for stem in ("кот", "сук", "сік", "спам") for match in ("begins", ANYWHERE)]
PATTERNS = [folding.RUN, rules.DOUBLED, chance.PIECE]


def lines_run(finder, text):
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        if not frame.f_code.co_filename.startswith(FOLDER):
            return None
        count += event == "line"
        return trace

    finder.find(text)  # the states that this text needs
    sys.settrace(trace)
    try:
        finder.find(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("repeated", [text.strip("\n").replace("\0", "|") for text in REPEATED])
def test_twice_the_text_takes_twice_the_work(repeated):
    finder = Finder([*RULES, *SHORT])
    short, long = ((repeated * length)[:length] for length in (LENGTH, 2 * LENGTH))
    few = LENGTH // 10
    assert lines_run(finder, long) <= RATIO * max(lines_run(finder, short), few)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern)
def test_regular_expressions_take_steps_in_proportion(pattern):
    counted = CountedPattern(pattern)
    for repeated in ("а", "ааб", "ь", "аь", "\0", "а\0", " ", "1"):
        steps = []
        for length in (100, 200):
            Steps.taken = 0
            list(counted.finditer((repeated * length)[:length]))
            steps.append(Steps.taken)
        assert steps[1] <= RATIO * steps[0]
