"""Compare two texts word by word, for people who decide which one to take."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby

from articles.editorial.ascending import longest_ascending
from newsroom.content.clean_html import plain_text

# Chinese and Japanese have no spaces between words, so each character is compared by itself.
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks and joiners belong to the letter before them, but `\w` doesn't match them.
MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\ufe0e\ufe0f"
LETTER = rf"(?:[^\W{IDEOGRAPHS}]|[{MARKS}])"
WORD = re.compile(rf"(?P<word>{LETTER}++(?:['’‘ʻ-]{LETTER}++)*+|\S[{MARKS}]*+|(?=\s))(?P<blank>\s*+)")

MOST_PAIRS = 2_500
"""The most pairs of words for `difflib`, whose work can grow with the cube of a text's length."""
ROUNDS = 6


def word_differences(old_html, new_html):
    """Return what differs between two texts as [("same" | "deleted" | "inserted", text)], in reading order.

    Markup and blanks are not compared. The texts that are "same" and "inserted" make up the new plain text.
    """
    old, new = words_of(old_html), words_of(new_html)
    found, old_at, new_at = [], 0, 0
    pairs = _pairs([word for word, _ in old], [word for word, _ in new])
    for old_end, new_end in [*pairs, (len(old), len(new))]:
        found += [("deleted", word) for word in old[old_at:old_end]]
        found += [("inserted", word) for word in new[new_at:new_end]]
        found += [("same", word) for word in new[new_end : new_end + 1]]
        old_at, new_at = old_end + 1, new_end + 1
    parts = groupby(found, key=lambda part: part[0])
    return [(kind, "".join(word + blank for _, (word, blank) in part)) for kind, part in parts]


def words_of(html):
    """Return [(word, sign or ideograph, the blanks after it)] of a text."""
    return words_in_text(plain_text(html))


def words_in_text(text):
    """As `words_of`, of plain text. Joined, they are the text."""
    return WORD.findall(text)


def common_words(old, new):
    """Return [(index in `old`, index in `new`)] of the words that stayed, both ascending."""
    return _pairs(old, new)


def likeness(old_html, new_html):
    """Return how many of their words two texts share, from 0 to 1, in any order."""
    old, new = ([word for word, _ in words_of(html)] for html in (old_html, new_html))
    return SequenceMatcher(None, old, new).quick_ratio()


def _pairs(old, new, rounds=ROUNDS):
    """Return [(index in `old`, index in `new`)] of the words that stayed, both ascending."""
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    middle = _middle_pairs(old[start : len(old) - end], new[start : len(new) - end], rounds)
    first = [(at, at) for at in range(start)]
    last = [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return [*first, *((start + one, start + other) for one, other in middle), *last]


def _common_start(old, new):
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _middle_pairs(old, new, rounds):
    if len(old) * len(new) <= MOST_PAIRS:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
    return _pairs_around_anchors(old, new, rounds - 1) if rounds else []


def _pairs_around_anchors(old, new, rounds):
    """Divide long texts at the words that each has once ("patience diff"), and compare what is between these."""
    pairs, old_at, new_at = [], 0, 0
    for anchor in [*_anchors(old, new), (len(old), len(new))]:
        between = _pairs(old[old_at : anchor[0]], new[new_at : anchor[1]], rounds)
        pairs += [(old_at + one, new_at + other) for one, other in between]
        pairs.append(anchor)
        old_at, new_at = anchor[0] + 1, anchor[1] + 1
    return pairs[:-1]


def _anchors(old, new):
    """Return the longest ascending [(index in `old`, index in `new`)] of the words that both have exactly once."""
    in_old, in_new = Counter(old), Counter(new)
    places = {word: at for at, word in enumerate(new) if in_new[word] == 1}
    pairs = [(at, places[word]) for at, word in enumerate(old) if in_old[word] == 1 and word in places]
    return [pairs[index] for index in longest_ascending([place for _, place in pairs])]
