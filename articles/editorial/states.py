"""Who may do what from which state. Readers' side of an edition has a status, its draft has a state of work."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.models import PackageState, Status, Work


class Move(NamedTuple):
    permission: str
    needs_reason: bool = False
    """Whether a person must say why. Moves back do, because somebody else has to go on from there."""


# {(from, to): what is needed}
MOVES = {
    (Status.UNPUBLISHED, Status.PUBLISHED): Move("articles.publish_article"),
    (Status.PUBLISHED, Status.PUBLISHED): Move("articles.publish_article"),  # publish changes
    (Status.PUBLISHED, Status.WITHDRAWN): Move("articles.publish_article", needs_reason=True),
    (Status.WITHDRAWN, Status.PUBLISHED): Move("articles.publish_article"),
}
DRAFT_MOVES = {
    (Work.WRITING, Work.IN_REVIEW): Move("articles.change_article"),
    (Work.IN_REVIEW, Work.WRITING): Move("articles.change_article", needs_reason=True),
    (Work.IN_REVIEW, Work.READY): Move("articles.publish_article"),
    (Work.READY, Work.WRITING): Move("articles.change_article", needs_reason=True),
}

VIEW = "articles.view_article"
CHANGE = "articles.change_article"
PUBLISH = "articles.publish_article"
ASSIGN = PUBLISH
"""The permission to ask others to work on an edition, and to decide that a story does not need it."""
SEND_PHOTOGRAPHERS = "articles.delete_photo"
"""The permission to send photographers to events of the daybook, beside `ASSIGN`: photo editors have it."""

CALENDAR = "articles.change_lawday"
"""The permission to change the days of silence."""

# All editions of a story at once.
KILL = Move("articles.publish_article", needs_reason=True)

# An embargo that ends earlier, or not at all. Everybody who writes may set a later one.
EARLIER_END = Move("articles.publish_article")

# Marks for days of silence that are taken off. Everybody who writes may set them.
UNMARK = Move("articles.publish_article")

# The front page: the places at its top, and the line of breaking news.
PLACE = Move("articles.change_frontslot")
BREAK = Move("articles.change_breakingline")

# What goes out together. Whoever may publish composes it.
PACKAGE_MOVES = {
    (PackageState.OPEN, PackageState.PLANNED): Move(PUBLISH),
    (PackageState.OPEN, PackageState.OUT): Move(PUBLISH),
    (PackageState.FAILED, PackageState.PLANNED): Move(PUBLISH),
    (PackageState.FAILED, PackageState.OUT): Move(PUBLISH),
    (PackageState.PLANNED, PackageState.OPEN): Move(PUBLISH),  # cancel
    (PackageState.PLANNED, PackageState.OUT): Move(PUBLISH),
    (PackageState.OUT, PackageState.UNDONE): Move(PUBLISH, needs_reason=True),
}
COMPOSE = PUBLISH

# The label of the button for each new state of a draft.
DRAFT_LABELS = {
    Work.WRITING: _("Return for changes"),
    Work.IN_REVIEW: _("Send for review"),
    Work.READY: _("Mark as ready"),
}


# What a person most probably does next with an edition, by the state of its draft: the first of these that is open to
# them. Who reads what others wrote says first that it is ready. Nobody is led to take a story back from review.
NEXT_STEPS = {
    Work.WRITING: [Status.PUBLISHED, Work.IN_REVIEW],
    Work.IN_REVIEW: [Work.READY],
    Work.READY: [Status.PUBLISHED],
}


def moves_open_to(user, status):
    """Return the statuses to which `user` may move an edition that has `status`."""
    return open_to(user, status, MOVES)


def draft_moves_open_to(user, state):
    """Return the states to which `user` may move a draft that has `state`."""
    return open_to(user, state, DRAFT_MOVES)


def open_to(user, origin, moves):
    return [to for (start, to), move in moves.items() if start == origin and user.has_perm(move.permission)]
