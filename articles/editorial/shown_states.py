"""The words for the state of an edition at the desk. Each has a shape in `templates/components/desk/shapes.html`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Status, Work
from newsroom.desk.short_times import when


class ShownState(TextChoices):
    EMPTY = "empty", _("empty")
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    READY = "ready", _("ready")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    CHANGED = "changed", _("live, unpublished changes")
    STALE = "stale", _("stale")
    WITHDRAWN = "withdrawn", _("withdrawn")


STATE_OF_WORK = {
    Work.WRITING: ShownState.DRAFT,
    Work.IN_REVIEW: ShownState.REVIEW,
    Work.READY: ShownState.READY,
}


def state_of(here, draft):
    """Return the state of an edition. `draft` is its draft, or None if there is none in the database."""
    return state_with(here, work_in(here, draft))


def state_with(here, work):
    """Return the state of an edition by the work on it. `here` may be its row in the desk's lists (`EditionWork`)."""
    if here.status == Status.WITHDRAWN:
        return ShownState.WITHDRAWN
    if here.status == Status.PUBLISHED:
        if not here.is_live:
            return ShownState.SCHEDULED
        return ShownState.CHANGED if work else ShownState.LIVE
    return STATE_OF_WORK[Work(work)] if work else ShownState.EMPTY


def work_in(here, draft):
    """Return how far the words are that readers do not have; "" if there are none. Triggers compute it, too."""
    if draft is None:
        return ""
    return draft.state if (draft.has_words if here.status == Status.UNPUBLISHED else draft.is_changed) else ""


def time_of(here):
    """Return when an edition will be public, if it is scheduled: what stands beside its state. "" otherwise."""
    return when(here.published_at) if here.is_published and not here.is_live and here.published_at else ""


def has_nothing_new(here, draft):
    """Whether readers have all that is in the draft of an edition, or will have it: there is nothing to publish."""
    return here.is_published and not draft.is_changed


def stale_note(count):
    """Return how many parts of a translation wait for a translator: the note for STALE, a second mark of an edition."""
    return ngettext("%(count)d paragraph", "%(count)d paragraphs", count) % {"count": count}


def work_of(here, draft):
    """Return how far the changes of an edition are which readers have or had. None while they are written."""
    return further_work(here, work_in(here, draft))


def further_work(here, work):
    """Return the second mark of an edition: otherwise nobody would see that its changes wait for review."""
    return STATE_OF_WORK[Work(work)] if here.status != Status.UNPUBLISHED and work not in ("", Work.WRITING) else None
