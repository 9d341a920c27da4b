"""What readers will have when a package is out: everything is written, shown, and taken back."""

from contextlib import contextmanager, suppress
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.editorial import drafts, embargo, schedule
from articles.editorial.packages.going_out import items_of, lock_stories, put_out
from articles.models import MARKS, Article, Package, PlannedChange, SharedDraft
from newsroom import editions


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


@contextmanager
def as_if_due_out(at):
    """Let a block read everything as if all was out whose time has come at `at`, packages and planned changes.

    What could not go out as things are now is left out. If no package waits, nothing is written, also no change.
    """
    packages = [*Package.objects.planned().filter(publish_at__lte=at)]
    if not packages:
        yield
        return
    changes = PlannedChange.objects.filter(publish_at__lte=at).order_by("publish_at", "pk")
    due = [(change.publish_at, put_out_change, change) for change in changes]
    due += [(package.publish_at, put_out_package, package) for package in packages]
    with transaction.atomic():
        for _at, put, row in sorted(due, key=itemgetter(0)):
            with suppress(ValidationError, PlannedChange.DoesNotExist), transaction.atomic():
                put(row)
        yield
        transaction.set_rollback(True)


def put_out_package(package):
    put_out(package, package.publish_at, package.by)


def put_out_change(plan):
    plan.refresh_from_db()  # a package may have cancelled it
    row, edition = drafts.lock(plan.article), editions.BY_CODE[plan.language]
    schedule.publish_planned(row, row.edition(edition), drafts.draft_of(row, edition), plan)
    plan.delete()


def free(pks):
    """A package may wait for the end of an embargo, or of a day of silence. Whoever previews it may see it now."""
    marks = MARKS.values()
    Article.objects.filter(pk__in=pks).update(embargo_until=None, **dict.fromkeys(marks, False))
    for draft in SharedDraft.objects.filter(article__in=pks):
        for name in (embargo.NAME, *marks):
            draft.values.pop(name, None)
        draft.save(update_fields=["values"])
