"""A mark that becomes another one when a page of the desk may have to show another state of a story.

Polls ask for it every two seconds, so it is made of values that their one query can read. The page asks for the state
itself only when the mark has changed.
"""

from zlib import crc32

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Draft, SharedDraft, Work
from newsroom.editions.columns import columns

TIMES = columns("published_at")
IS_CHANGED = ~Q(version=F("live_version"))
HAS_NO_WORDS = Q(title="", lead="")


def mark_of(article):
    """Return the mark of a story that was read from the database."""
    row = Article.objects.filter(pk=article.pk).values("pk", **counts_for("pk")).get()
    return mark_in(row | {name: getattr(article, name) for name in ["updated_at", *TIMES]})


def columns_of_mark(path):
    """Return {name: expression} of what `mark_in` needs. `path` leads to the story from the model of the query."""
    columns = {name: F(f"{path}__{name}") for name in ["updated_at", *TIMES]}
    return columns | counts_for(path)


def mark_in(row):
    """Publication and withdrawal change `updated_at`. Other acts, typing and the clock change the rest."""
    now = timezone.now()
    passed = sum(row[name] is not None and row[name] <= now for name in TIMES)
    values = [row["updated_at"], passed, *(row[name] for name in counts_for(""))]
    return f"{crc32(repr(values).encode()):08x}"


def counts_for(path):
    return {
        "changed_drafts": number_of(Draft, path, IS_CHANGED),
        "wordless_drafts": number_of(Draft, path, HAS_NO_WORDS),
        "drafts_in_review": number_of(Draft, path, Q(state=Work.IN_REVIEW)),
        "ready_drafts": number_of(Draft, path, Q(state=Work.READY)),
        "changed_fields": number_of(SharedDraft, path, IS_CHANGED),
    }


def number_of(model, path, condition):
    of_story = model.objects.filter(condition, article=OuterRef(path)).order_by().values("article")
    return Coalesce(Subquery(of_story.annotate(number=Count("pk")).values("number")), 0)
