"""What has come and what was decided on each day, why, how soon and by whom."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.models import Comment, Decision, DecisionKind, RejectionReason, State, Voice

DAYS = 14
MOST_READ = 100_000
"""Decisions. A paper has some hundred on a day."""
OUT = (State.APPROVED, State.REJECTED, State.HIDDEN)


@dataclass
class Figures:
    """Of a day, or of a moderator."""

    received: int = 0
    states: Counter = field(default_factory=Counter)
    """How often comments got a state."""
    reasons: Counter = field(default_factory=Counter)
    waits: list = field(default_factory=list)

    @property
    def approved(self):
        return self.states[State.APPROVED]

    @property
    def rejected(self):
        return self.states[State.REJECTED]

    @property
    def hidden(self):
        return self.states[State.HIDDEN]

    @property
    def why(self):
        """Return the reasons of rejections with their numbers, the most frequent first."""
        labels = dict(RejectionReason.choices)
        return [(labels.get(reason, _("without a reason")), number) for reason, number in self.reasons.most_common()]

    @property
    def median_wait(self):
        """In words; "" if nothing was decided that had waited."""
        return words_of(median(self.waits)) if self.waits else ""

    def add(self, decision, wait):
        self.states[decision.became] += 1
        if decision.became == State.REJECTED:
            self.reasons[decision.act.reason] += 1
        if wait is not None:
            self.waits.append(wait)


def words_of(wait):
    minutes = round(wait.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest} if hours else _("%d min") % minutes


def figures_until(day):
    """Return ({day: Figures}, the latest first, {moderator: Figures}) of the two weeks that end with a day."""
    days = {day - datetime.timedelta(days=number): Figures() for number in range(DAYS)}
    begins, ends = beginning_of(min(days)), beginning_of(day + datetime.timedelta(days=1))
    for row in received_between(begins, ends):
        days[row["day"]].received = row["number"]
    people = defaultdict(Figures)
    for decision, wait in decided_between(begins, ends):
        days[timezone.localdate(decision.act.at)].add(decision, wait)
        if decision.act.by_id:
            people[decision.act.by].add(decision, wait)
    return days, dict(sorted(people.items(), key=lambda item: -sum(item[1].states.values())))


def beginning_of(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def received_between(begins, ends):
    """Return what readers have sent: [{"day", "number"}]."""
    sent = Comment.objects.filter(sent_at__gte=begins, sent_at__lt=ends, voice=Voice.READER).order_by()
    return sent.annotate(day=TruncDate("sent_at")).values("day").annotate(number=Count("pk"))


def decided_between(begins, ends):
    """Yield (decision, how long the comment had waited or None) of what moderators have decided, without the undone.

    The desk's own answers are not among it: they are saved as removed until their act shows them.
    """
    rows = Decision.objects.filter(act__at__gte=begins, act__at__lt=ends, act__undone_by=None)
    rows = rows.select_related("act__by", "comment").only("was", "became", "act__at", "act__reason", "act__kind",
        "act__by", "comment__sent_at").order_by("act__at", "pk")  # fmt: skip
    since = {}
    for decision in rows[:MOST_READ].iterator():
        if decision.became == State.WAITING and is_change(decision):
            since[decision.comment_id] = decision.act.at
        elif is_verdict(decision):
            began = since.pop(decision.comment_id, decision.comment.sent_at)
            yield decision, decision.act.at - began if decision.was == State.WAITING else None


def is_verdict(decision):
    is_of_moderator = decision.was != State.REMOVED and decision.act.kind != DecisionKind.UNDO
    return is_of_moderator and decision.became in OUT and is_change(decision)


def is_change(decision):
    """Whether a moderator decided something: the state changed, or an appeal was refused."""
    return decision.was != decision.became or decision.act.kind == DecisionKind.UPHOLD
