"""Requests that were answered, so that one that is sent again after its answer was lost isn't carried out twice.

A colleague may have changed the same words meanwhile. Carried out again, the request would be in conflict with them.
"""

from django.utils import timezone

from articles.models import DraftConflict, SentChange

LONGEST_REQUEST = SentChange._meta.get_field("request").max_length


def find(about, request, *, by):
    """Return the row of an earlier request, or None. `about` is as in `conflicts.py`."""
    return SentChange.objects.filter(**about, request=request, by=by).first() if request else None


def conflicts_of(sent):
    """Return the conflicts that the answer had, as they are now."""
    found = DraftConflict.objects.select_related("by", "other").in_bulk(sent.conflicts)
    return [found[pk] for pk in sent.conflicts if pk in found]


def remember(about, request, version, conflicts, *, by):
    """Remember a request that was carried out. The row of the story is locked, so the same one can't come twice."""
    if not request:
        return
    row = {"article_id": about["article"], "language": about["language"], "request": request, "by": by}
    SentChange.objects.create(**row, version=version, conflicts=[one.pk for one in conflicts], at=timezone.now())
