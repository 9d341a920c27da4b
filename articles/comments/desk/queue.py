"""Which comments wait for a moderator, in which order, and how many there are."""

from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _

from articles.comments.appeals.rules import to_decide
from articles.comments.desk import leases
from articles.comments.models import Comment, Report, State
from articles.models import Article
from articles.models.printed_columns import NOT_OF_OTHERS
from newsroom.editions.columns import columns

BATCH = 20
"""Comments on one screen."""
SUSPECT = 30
"""From this urgency on, a check has found more than a newcomer (`checks/urgency.py`)."""
MOST_COUNTED = 999
TRIES = 3
MOST_URGENT = [F("postponed_at").asc(nulls_first=True), "-urgency", "sent_at", "pk"]
NEWEST = ["-pk"]


@dataclass(frozen=True)
class View:
    name: str
    label: str
    order: list
    is_queue: bool = True
    """Whether a comment leaves it as soon as somebody has decided."""


VIEWS = {
    view.name: view
    for view in [
        View("waiting", _("Waiting"), MOST_URGENT),
        View("reported", _("Reported"), MOST_URGENT),
        View("suspect", _("Suspect"), MOST_URGENT),
        View("appealed", _("Appealed"), ["appeal__sent_at", "pk"]),
        View("all", _("All"), NEWEST, is_queue=False),
    ]
}


def comments_of(view, user):
    """Return the comments of a view, without what somebody else than the user has to decide."""
    return {
        "waiting": Comment.objects.waiting(),
        "reported": reported(),
        "suspect": Comment.objects.waiting().filter(urgency__gte=SUSPECT),
        "appealed": to_decide(user),
        "all": Comment.objects.exclude(state=State.REMOVED),
    }[view.name].order_by()


def reported():
    """Comments that readers can see or that wait, with a report that no moderator has decided about since."""
    reports = Report.objects.open()
    return Comment.objects.filter(pk__in=reports.values("comment"), state__in=[State.WAITING, State.APPROVED])


def counts(user):
    """Return {name of a view: its number}, as it is printed."""
    found = {name: comments_of(view, user)[: MOST_COUNTED + 1].count() for name, view in VIEWS.items()}
    return {name: str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+" for name, count in found.items()}


def take(view, *, by, page, before=None, wanted=None):
    """Return the first comments of a view that nobody else has on the screen, leased to a page of a moderator.

    `wanted` is a comment to be among them, if it is in the view; `before` is where a further page of the newest begins.
    """
    rows = comments_of(view, by).exclude(leases.held_by_others(by))
    rows = rows.filter(pk__lt=before) if before else rows
    for _try in range(TRIES):
        ids = [*rows.order_by(*view.order).values_list("pk", flat=True)[:BATCH]]
        if wanted and wanted not in ids and rows.filter(pk=wanted).exists():
            ids = [wanted, *ids[: BATCH - 1]]
        mine = leases.claim(ids, by=by, page=page)
        if len(mine) == len(ids):  # else somebody was faster by a moment
            break
    rows = {row.pk: row for row in shown(Comment.objects.filter(pk__in=mine).order_by())}
    return [rows[pk] for pk in ids if pk in rows]


def shown(comments):
    """Return comments with what the page prints of each."""
    others = ["parent", "person", "appeal__decision__act__by"]
    return comments.select_related(*others).prefetch_related(Prefetch("article", articles()), "reports")


def articles():
    """Return all articles without their texts, which the page does not print."""
    return Article.objects.defer(*(name for field in NOT_OF_OTHERS for name in columns(field)))
