"""The dictionary as it is in the database, in every process: a change shows on the next page, everywhere.

Each page asks which state the table is in, within a query that is made anyway; the words themselves are read only
when it has moved.
"""

from django.db.models import Count, Max, Subquery, Value

from newsroom.alphabets import Dictionary
from newsroom.dictionary.models import Word

NOTHING_READ = (None, Dictionary())
_held = NOTHING_READ


def known():
    """The dictionary last read by this process."""
    return _held[1]


def as_of(state):
    """The dictionary in a state of the table, read again if that isn't the last one read."""
    global _held
    if _held[0] != state:
        _held = (state, Dictionary(word.as_word() for word in Word.objects.all()))
    return _held[1]


def state_now():
    """How many words there are, and when one was last changed."""
    return tuple(Word.objects.aggregate(Count("pk"), Max("changed_at")).values())


def state_columns():
    """The same for another query, as columns `words_count` and `words_changed`."""
    together = Word.objects.order_by().annotate(all=Value(1)).values("all")
    return {
        "words_count": Subquery(together.annotate(count=Count("pk")).values("count")),
        "words_changed": Subquery(together.annotate(changed=Max("changed_at")).values("changed")),
    }
