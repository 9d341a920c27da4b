"""What two people wrote into the same part of a draft at once, until somebody decides what stays."""

from django.utils import timezone

from articles.models import DraftConflict


def open_in(about):
    """Return the open conflicts of a draft. `about` is {"article": its id, "language": a code or ""}."""
    return DraftConflict.objects.filter(**about, decided_at=None).select_related("by", "other")


def note(about, conflict, *, by, other):
    """Store a conflict that a merge has found. Somebody has at most one open conflict in a part."""
    texts = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
    row = {"article_id": about["article"], "language": about["language"], "part": conflict.part, "by": by}
    values = texts | {"other": other, "at": timezone.now()}
    found, _is_new = DraftConflict.objects.update_or_create(**row, decided_at=None, defaults=values)
    return found


def go_on_writing(about, change, held, by):
    """Keep what somebody goes on writing in a part whose conflict is open."""
    texts = {**change.get("fields", {}), **change.get("blocks", {})}
    for part in [part for part in held if part in texts]:
        open_in(about).filter(part=part, by=by).update(mine=texts[part])


def settle(about, parts, by):
    """Close the conflicts in parts that somebody has now changed knowing the other version."""
    if parts:
        open_in(about).filter(part__in=parts, by=by).update(decided_at=timezone.now())
