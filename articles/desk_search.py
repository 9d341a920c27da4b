"""Which stories have some words, at a cost that does not grow with the number of stories.

Few stories are found by an index of parts of words (`trigrams.py`). If there are many, those that a list begins with
are found by reading it.
"""

import re

from django.db import connection, transaction

from articles.models import Article, StoryWords
from newsroom.content.word_patterns import word_pattern
from newsroom.desk.search import MOST_WORDS, words_of

MOST_FEW = 1_000
PIECE, MOST_READ = 1_000, 4_000
"""How many stories of a list are read at once, and at most, to find those with words that many have."""
INDEXED = re.compile(r"\w{3}")
"""The index has no parts of words that are shorter."""


def patterns_of(term):
    return [word_pattern(word) for word in [*words_of(term.replace("\0", ""))][:MOST_WORDS]]


def few_with(term):
    """Return the ids of all stories with the words of a search, or None if there are more than `MOST_FEW`."""
    rows = StoryWords.objects.matching(patterns_of(term)).values_list("pk", flat=True)[: MOST_FEW + 1]
    if connection.vendor != "postgresql":
        found = [*rows]
    elif INDEXED.search(term):
        found = found_by_index(rows)
    else:
        return None
    return found if len(found) <= MOST_FEW else None


def found_by_index(rows):
    """The planner takes a word for a common one if it knows nothing about it, and would read the whole table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found = [*rows]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def with_words(term):
    """Return the stories with the words of a search, to be limited to some ids."""
    return Article.objects.filter(pk__in=StoryWords.objects.matching(patterns_of(term)).values("pk"))


def first_with(term, stories, most):
    """Return (ids, whether more may follow) of the first stories of a list that have the words, at most `most`.

    `stories` are a queryset in the order of the list.
    """
    found, start, patterns = [], 0, patterns_of(term)
    while len(found) < most and start < MOST_READ:
        pks = [*stories.values_list("pk", flat=True)[start : start + PIECE]]
        fit = {*StoryWords.objects.filter(pk__in=pks).matching(patterns).values_list("pk", flat=True)}
        found += [pk for pk in pks if pk in fit]
        if len(pks) < PIECE:
            return found[:most], False
        start += PIECE
    return found[:most], len(found) < most
