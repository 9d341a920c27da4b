"""Check the history of all stories: is each row as it was written, and is none missing or too many?

Rows are read one after the other, so the memory that this takes does not grow with their number.
"""

import hashlib
import heapq
import sys
from dataclasses import dataclass, field
from itertools import groupby

from django.db import connections
from django.db.models import Func, Max, TextField

from articles.editorial.history import live_words, seals
from articles.editorial.history.chain import MODELS, mend_head
from articles.editorial.history.stored_rows import Damaged, rows_of
from articles.editorial.history.walking import KINDS, KNOWN, Fault, Walk
from articles.models import HistoryHead
from newsroom.database.snapshot import snapshot

AFTER_ALL = float("inf")


@dataclass
class Report:
    """What was checked, and what was found."""

    rows: int = 0
    stories: int = 0
    deleted: int = 0
    """Stories that were deleted at the desk: their rows are gone, and their numbers stay."""
    compared: int = 0
    """Editions whose live words were compared with their last publication."""
    found: int = 0
    digest: object = field(default_factory=hashlib.sha256)

    @property
    def end(self):
        """A hash of how all histories end. Written down elsewhere, it tells later whether this was the state."""
        return self.digest.hexdigest()


def check_all(tell, known=(), note=lambda end: None):
    """Check everything, and return a `Report`. `tell` is called with each `Fault`.

    `known` are ends that were written down earlier, (story, rows, seal) in the order of stories. `note` is called with
    each end of now.
    """
    report = Report()

    def found(faults):
        for fault in faults:
            report.found += 1
            tell(fault)

    with snapshot():
        found(without_a_story())
        found(without_a_place())
        found(wrong_numbers())
        for story, rows in by_story(known, with_live_words=True):
            walk, before = Walk(story), report.found
            found(faults_on(walk, rows))
            if not walk.has_history:
                continue
            if report.found == before:  # else it is not known what was published last
                found(walk.compare())
                report.compared += len(walk.last) if walk.live else 0
            count(report, walk)
            note(walk.end)
    return report


def check_story(story):
    """Return the faults in the history of one story."""
    faults = [*without_a_place(article=story)]
    for pk, rows in by_story(heads=HistoryHead.objects.filter(pk=story), article=story):
        faults += faults_on(Walk(pk), rows)
    return faults


def mend_heads():
    """Seal broken heads anew where nothing else is wrong with a story. Yield the stories.

    It is for those who have lost a key for a while. Whoever calls it vouches that no row is missing at the end.
    """
    for story in HistoryHead.objects.order_by("pk").values_list("pk", flat=True).iterator():
        faults = check_story(story) if isinstance(story, int) else []
        if [(fault.table, fault.row) for fault in faults] == [(seals.HEADS, None)]:
            mend_head(story)
            yield story


def faults_on(walk, rows):
    for table, values in rows:
        yield from walk.take(table, values)
    if walk.has_history:
        yield from walk.finish()


def count(report, walk):
    report.stories += 1
    report.rows += walk.read
    report.deleted += walk.is_deleted
    report.digest.update(repr(walk.end).encode())


def by_story(known=(), heads=None, *, with_live_words=False, **which):
    """Yield (story, (table, values) of its rows). The head comes first, then the rows by their places.

    The live words come last. Stories that have nothing else have no history.
    """
    heads = HistoryHead.objects.all() if heads is None else heads
    streams = [stream(heads.order_by("story")), (((story, 0), KNOWN, end) for story, *end in known)]
    streams += [
        stream(model.objects.filter(place__isnull=False, **which).order_by("article_id", "place")) for model in MODELS
    ]
    if with_live_words:
        streams.append(((row["id"], AFTER_ALL), live_words.TABLE, row) for row in live_words.live_rows())
    merged = heapq.merge(*streams, key=lambda part: part[0])
    for story, parts in groupby(merged, key=lambda part: part[0][0]):
        yield story, (part[1:] for part in parts)


def stream(queryset):
    """Yield ((story, place), table, values) of each row that has a story."""
    table = queryset.model._meta.db_table
    for values in rows_of(queryset, KINDS[table]):
        story, place = (values["story"], 0) if table == seals.HEADS else (values["article_id"], values["place"])
        if not isinstance(story, int):
            continue  # `without_a_story` tells it
        if isinstance(place, Damaged):  # the last, as it can't be compared
            place = sys.maxsize
        yield (story, place), table, values


def without_a_story():
    """Yield rows of which nobody can say to which story they belong: SQLite stores values of any type."""
    for model in [HistoryHead, *MODELS]:
        table, column = model._meta.db_table, "story" if model is HistoryHead else "article_id"
        if connections[model.objects.db].vendor != "sqlite":
            return
        typed = model.objects.alias(type=Func(column, function="typeof", output_field=TextField()))
        rows = typed.exclude(type="integer").order_by(column)
        if model is not HistoryHead:
            rows = rows.filter(place__isnull=False)  # the others are told as such
        for values in rows_of(rows, KINDS[table]):
            yield Walk(stored(values[column])).fault(f"can't be read ({column})", table, values)


def stored(value):
    """Return a value as it is stored."""
    return value.stored if isinstance(value, Damaged) else value


def without_a_place(**which):
    """Yield rows that the newsroom's own code has not added."""
    for model in MODELS:
        table = model._meta.db_table
        for values in rows_of(model.objects.filter(place=None, **which).order_by("pk"), KINDS[table]):
            yield Walk(values["article_id"]).fault("not sealed", table, values)


def wrong_numbers():
    """Yield the numbers of stories that are missing: their whole history is gone, with its end."""
    heads, last = HistoryHead.objects.exclude(number=None).order_by("number"), 0
    for number in heads.values_list("number", flat=True).iterator():
        if not isinstance(number, int):
            continue  # it is told with the head
        if number > last + 1:
            yield missing_stories(last + 1, number - 1)
        last = number
    known = HistoryHead.objects.aggregate(known=Max("known"))["known"] or 0
    if known > last:
        yield missing_stories(last + 1, known)


def missing_stories(first, last):
    numbers = f"No. {first}" if first == last else f"No. {first} to {last}"
    return Fault(f"the histories of stories {numbers}, in the order of their first acts, are gone", seals.HEADS)
