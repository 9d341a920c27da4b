"""The history of each story is a chain: publications and acts in the order in which they were written.

Stories don't wait for each other. What holds their chains together is in `HistoryHead`: how long each is, how it ends,
and the number of the story. So a chain can't lose its end, nor vanish, without a trace. See
`docs/decisions/history.md`.
"""

from django.db import transaction
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.editorial.history import seals
from articles.models import HistoryHead, Revision, StoryAct
from articles.models.sealed_row import name_of
from newsroom.database.locks import is_free_until_commit

MODELS = (Revision, StoryAct)
NUMBERS = "numbers of histories"
MOST_ROWS = 2**31 - 1
BROKEN = "broken"
"""The seal of a head that somebody else has written: it stays broken, or the next act would hide that."""


@transaction.atomic(savepoint=False)
def append(row):
    """Add a row to the history of its story, which nobody else may change meanwhile (`drafts.lock`)."""
    head = head_of(row.article_id)
    row.place, row.by_name = head.rows + 1, name_of(row.by)
    row.save(force_insert=True)
    row.seal = seals.seal_of(row._meta.db_table, values_of(row), head.last)  # its id is in the seal
    type(row).objects.filter(pk=row.pk).update(seal=row.seal)
    head.rows, head.last = row.place, row.seal
    write(head)
    return row


@transaction.atomic
def note_deletion(stories, by):
    """Note that stories are deleted, and their histories with them. Call it in the transaction that deletes them."""
    for head in heads().filter(pk__in=stories).order_by("pk"):
        check(head).deleted_at, head.deleted_by = timezone.now(), name_of(by)
        write(head)


def heads():
    """Return heads with the `newest` number of all, locked until the end of the transaction."""
    numbered = numbers().order_by("-number").values("number")
    return HistoryHead.objects.select_for_update().annotate(newest=Coalesce(Subquery(numbered[:1]), 0))


def numbers():
    """Return the heads that have a number. In SQLite, a text that somebody has put there is larger than any number."""
    return HistoryHead.objects.filter(number__lt=MOST_ROWS)


def head_of(story):
    """Return the head of a story, and let nobody else write to it until the end of the transaction."""
    rows = heads().filter(pk=story)
    if head := rows.first():
        return check(head)
    HistoryHead.objects.bulk_create([HistoryHead(pk=story)], ignore_conflicts=True)
    head = rows.get()
    return check(head) if head.seal or last_place(story) else head


def check(head):
    """Mark a head as broken if somebody else has written it. The newsroom goes on working."""
    if head.seal == BROKEN or not is_intact(head):
        head.seal, head.rows = BROKEN, max(head.rows if is_place(head.rows) else 0, last_place(head.pk))
        head.last = head.last if isinstance(head.last, str) else ""
        head.known = head.known if is_place(head.known) else 0
        head.number = head.number if is_place(head.number) else None
    return head


def is_place(value):
    """Whether a column has a number that can grow by one. SQLite stores anything in it."""
    return isinstance(value, int) and 0 <= value < MOST_ROWS


def is_intact(head):
    try:
        return seals.matches(head.seal, seals.HEADS, values_of(head))
    except (ValueError, TypeError, AttributeError, OverflowError):  # it has values that Django does not write
        return False


@transaction.atomic
def mend_head(story):
    """Seal a broken head anew. Call it only if the rows of the story are complete, up to the last that it names."""
    head = heads().get(pk=story)
    head.seal = ""
    write(head)


def last_place(story):
    return max(model.objects.filter(article=story).aggregate(last=Max("place"))["last"] or 0 for model in MODELS)


def write(head):
    """Save a head, and seal it unless it is broken."""
    if head.number is None and is_free_until_commit(HistoryHead, NUMBERS):
        head.number = head.newest = (numbers().aggregate(last=Max("number"))["last"] or 0) + 1
    head.known = max(head.known, head.newest)
    if head.seal != BROKEN:
        head.seal = seals.seal_of(seals.HEADS, values_of(head))
    head.save()


def values_of(row):
    """Return {column: value}, as the database has them."""
    return {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}
