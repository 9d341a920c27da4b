"""The next step of a person with an edition: the filled button of its pages. `NEXT_STEPS` says which one it is."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.shown_states import ShownState, has_nothing_new, state_of
from articles.editorial.states import DRAFT_LABELS, NEXT_STEPS, draft_moves_open_to, moves_open_to
from articles.models import Status
from newsroom.desk.short_times import when


class Step(NamedTuple):
    act: str
    """"publish", "move" or "save"."""
    label: str
    to: str = ""
    at_once: str = ""
    """The label without a time, for the script that writes the chosen time into the button."""


def steps_of(user, here, draft, at=None, is_sent_back=False):
    """Return {"first": the filled button, "second": one beside it or None, "nothing_new": …, "state": …} for a person.

    `at` is the chosen time of publication. A person who has chosen one publishes next. A killed story is not published.
    What was sent back to its author is read again before it is published.
    """
    may_publish = Status.PUBLISHED in moves_open_to(user, here.status) and not here.article.killed_at
    moves = draft_moves_open_to(user, draft.state)
    publish = publish_step(here, draft, at) if may_publish else None
    may_be_next = publish and not is_sent_back
    are_open = {*moves, *([Status.PUBLISHED] if may_be_next else [])}
    usual = next((to for to in NEXT_STEPS[draft.state] if to in are_open), None)
    if usual == Status.PUBLISHED:
        first, second = publish, None
    elif usual:
        first, second = Step("move", DRAFT_LABELS[usual], usual.value), publish
    else:
        first, second = Step("save", _("Save")), None
    if second and is_later(at):
        first, second = second, first
    return {
        "first": first,
        "second": second,
        "nothing_new": has_nothing_new(here, draft),
        "state": state_of(here, draft),
    }


def publish_step(here, draft, at):
    at_once = _("Publish changes") if state_of(here, draft) == ShownState.CHANGED else _("Publish")
    return Step("publish", scheduled_for(at) if is_later(at) else at_once, at_once=at_once)


def is_later(at):
    return at is not None and at > timezone.now()


def scheduled_for(at):
    return _("Schedule for {time}").replace("{time}", when(at))
