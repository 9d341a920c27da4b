"""Delete what is kept of changes for browsers that were open at the time, when no open browser is that old any more."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Draft, DraftChange, PackageItem, PackageState, PlannedChange, SentChange, SharedDraft

KEPT_FOR = timedelta(days=30)
MOST_AT_ONCE = 1_000
"""Each deletion is a transaction of its own, so that nobody who saves waits long for it."""


def forget_changes(now):
    """Delete changes that are old and were published, and old requests. Return how many rows that was.

    What was changed since the last publication stays, however old it is, and so does what a planned change or a package
    is made of.
    A page whose base is deleted can still be saved: see `drafts.save_draft`.
    """
    old = {"at__lt": now - KEPT_FOR}
    return deleted(published_changes().filter(**old)) + deleted(SentChange.objects.filter(**old))


def published_changes():
    of_edition = Draft.objects.filter(article=OuterRef("article"), language=OuterRef("language"))
    of_story = SharedDraft.objects.filter(article=OuterRef("article"))
    of_edition, of_story = (Subquery(drafts.values("live_version")) for drafts in (of_edition, of_story))
    same = {"article": OuterRef("article"), "language": OuterRef("language")}
    planned = PlannedChange.objects.filter(**same)
    waiting = PackageItem.objects.filter(**same).exclude(package__state__in=[PackageState.OUT, PackageState.UNDONE])
    of_edition_changes = DraftChange.objects.exclude(language="").filter(
        ~Exists(planned), ~Exists(waiting), version__lte=of_edition
    )
    return of_edition_changes | DraftChange.objects.filter(language="", version__lte=of_story)


def deleted(rows):
    """Delete the rows, the oldest first, and return their number."""
    number, last = 0, 0
    while some := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        number += rows.model.objects.filter(pk__in=some).delete()[0]
        last = some[-1]
    return number
