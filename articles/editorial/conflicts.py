"""What two people wrote into the same part of a draft at once, until somebody decides what stays."""

from django.utils import timezone

from articles.editorial.differences import likeness
from articles.editorial.merge import Conflict
from articles.models import DraftConflict


def open_in(about):
    """Return the open conflicts of a draft. `about` is {"article": its id, "language": a code or ""}."""
    return DraftConflict.objects.filter(**about, decided_at=None).select_related("by", "other")


def note(about, conflict, *, by, other):
    """Store a conflict that a merge has found, and return it. An older one in the same part stays open beside it."""
    texts = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
    row = {"article_id": about["article"], "language": about["language"], "part": conflict.part}
    return DraftConflict.objects.create(**row, **texts, by=by, other=other, at=timezone.now())


def go_on_writing(about, change, held, content, *, by, other):
    """Keep what somebody goes on writing in a part whose conflict is open. Return the conflicts that this opens again.

    `held` has the id of the conflict of each part: the same person may have several in one, each from another page.
    Somebody may have decided it meanwhile, on another page. Then the text is another version, and waits as well.
    """
    now, opened = {**content.fields, **content.blocks}, []
    for part, text in {**change.get("fields", {}), **change.get("blocks", {})}.items():
        if part not in held:
            continue
        if waiting := held_version(open_in(about).filter(part=part, by=by), held[part], text):
            waiting.mine = text
            waiting.save(update_fields=["mine"])
            continue
        if text != now.get(part):
            conflict = Conflict(part, base=now.get(part), mine=text, theirs=now.get(part))
            opened.append(note(about, conflict, by=by, other=other))
    return opened


def held_version(found, pk, text):
    """Return the conflict with this id, or None. An id of None is from a page that knows none: the likest one."""
    if pk is not None:
        return found.filter(pk=pk).first()
    return max(found, key=lambda one: likeness(str(one.mine or ""), str(text)), default=None)


def waiting_for(about, by):
    """Return {id of the conflict: part} of the versions of `by` that wait for a decision."""
    return dict(open_in(about).filter(by=by).order_by("pk").values_list("pk", "part"))
