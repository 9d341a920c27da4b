"""What readers will have when a package is out: everything is written, shown, and taken back."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from articles.editorial import embargo
from articles.editorial.packages.going_out import items_of, lock_stories, put_out
from articles.models import MARKS, Article, SharedDraft


@contextmanager
def as_if_out(package, by):
    """Let a block read everything as if the package had gone out now. Raise Refused if it could not.

    The block must read cached values of its own: their versions are unknown to everybody else.
    """
    with transaction.atomic():
        items = items_of(package)
        lock_stories(items)
        free({item.article_id for item in items})
        put_out(package, timezone.now(), by)
        yield
        transaction.set_rollback(True)


def free(pks):
    """A package may wait for the end of an embargo, or of a day of silence. Whoever previews it may see it now."""
    marks = MARKS.values()
    Article.objects.filter(pk__in=pks).update(embargo_until=None, **dict.fromkeys(marks, False))
    for draft in SharedDraft.objects.filter(article__in=pks):
        for name in (embargo.NAME, *marks):
            draft.values.pop(name, None)
        draft.save(update_fields=["values"])
