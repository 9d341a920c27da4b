"""The current dictionary, cached in each process. A change is visible on the next page, whichever process serves it.

Each page reads the state of the table as part of a query that it makes anyway. The words are read again only if the
state has changed.
"""

from django.db.models import Count, Max, Subquery, Value

from newsroom.alphabets import Dictionary
from newsroom.dictionary.models import Word

NOTHING_READ = (None, Dictionary())
_held = NOTHING_READ


def known():
    """The dictionary that this process has read last. Makes no query."""
    return _held[1]


def as_of(state):
    """The dictionary for a state of the table. Reads the words again if the state differs from the last one."""
    global _held
    if _held[0] != state:
        _held = (state, Dictionary(word.as_word() for word in Word.objects.all()))
    return _held[1]


def state_now():
    """(number of words, time of the last change)."""
    return tuple(Word.objects.aggregate(Count("pk"), Max("changed_at")).values())


def state_columns():
    """The state as annotations for another query: `words_count` and `words_changed`."""
    together = Word.objects.order_by().annotate(all=Value(1)).values("all")
    return {
        "words_count": Subquery(together.annotate(count=Count("pk")).values("count")),
        "words_changed": Subquery(together.annotate(changed=Max("changed_at")).values("changed")),
    }
