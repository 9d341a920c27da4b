"""What else the writer of a comment has written: by the account, or by the network that it came from.

Nobody sees an address: comments of a network, or of its neighbours, are found by the keyed hashes of `origins.py`. So
that ends a month after they were sent.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.comments.models import Ban, Comment, Decision, State, WriterNote, WriterWarning
from articles.comments.origins import Width, from_range, range_of, ranges_of
from articles.models import Article
from articles.models.printed_columns import NOT_OF_OTHERS
from newsroom import editions
from newsroom.editions.columns import columns

MOST = 50
"""Comments on a page."""


@dataclass(frozen=True)
class Way:
    name: str
    label: str
    width: Width | None = None
    """None for the account."""

    def comments_like(self, comment):
        """Return the comments of the same writer, as far as this way knows them; None if it knows nothing."""
        if self.width is None:
            return Comment.objects.filter(person=comment.person_id) if comment.person_id else None
        return from_range(range_of(comment.origin, self.width)) if comment.origin else None


WAYS = [
    Way("account", _("This account")),
    Way("network", _("This network"), Width.OWN),
    Way("near", _("Neighbouring networks"), Width.NEAR),
    Way("wide", _("Networks far around"), Width.WIDE),
]


@dataclass
class Row:
    comment: Comment
    story: object
    """None if readers can't see it."""
    reason: str

    @property
    def is_in_queue(self):
        return self.comment.state != State.REMOVED


@dataclass
class History:
    way: Way
    ways: list
    rows: list
    states: list = field(default_factory=list)
    """Pairs of the name of a state and the number of comments in it."""
    older: int | None = None


def history_of(comment, wanted, before=None):
    """Return the history of a comment's writer in one way, by its name; None if nobody knows the writer."""
    known = {way.name: way for way in WAYS if way.comments_like(comment) is not None}
    if not known:
        return None
    way = known.get(wanted) or next(iter(known.values()))
    found = way.comments_like(comment)
    page = found.filter(pk__lt=before) if before else found
    rows = list(page.order_by("-pk").prefetch_related(*parts_of_rows())[: MOST + 1])
    numbers = {row["state"]: row["number"] for row in found.order_by().values("state").annotate(number=Count("pk"))}
    states = [(state.label, numbers[state]) for state in State if state in numbers]
    older = rows[MOST - 1].pk if len(rows) > MOST else None
    return History(way, list(known.values()), [row_of(row) for row in rows[:MOST]], states, older)


def parts_of_rows():
    words = [name for name_of_field in NOT_OF_OTHERS for name in columns(name_of_field)]
    decisions = Decision.objects.that_changed().filter(act__undone_by=None).select_related("act__by").order_by("pk")
    decisions = decisions.prefetch_related("act__bans")
    return Prefetch("article", Article.objects.defer(*words)), Prefetch("decisions", decisions)


def row_of(comment):
    story = comment.article.edition(editions.BY_CODE[comment.language])
    last = [decision for decision in comment.decisions.all() if decision.became == comment.state][-1:]
    return Row(comment, story if story.is_live else None, last[0].act.title if last else "")


def known_of(comment):
    """Return the notes on the writer of a comment, the warnings and the bans, also those that are over."""
    whom = Q(person=comment.person_id) if comment.person_id else Q(pk=None)
    origins = [comment.origin] if comment.origin and not comment.person_id else []
    ranges = [part for part in ranges_of(comment.origin) if part]
    return {
        "notes": WriterNote.objects.filter(whom | Q(origin__in=origins)).select_related("by"),
        "warnings": WriterWarning.objects.filter(whom, withdrawn_at=None),
        "bans": Ban.objects.filter(whom | Q(origin__in=ranges)).select_related("by", "person"),
        "now": timezone.now(),
    }
