"""Appeal against a rejection, and refuse an appeal. It is granted by approving the comment."""

from django.db import transaction
from django.utils import timezone

from articles.comments import moderation
from articles.comments.appeals.rules import not_for
from articles.comments.models import Appeal, Comment, Decision, DecisionAct, DecisionKind, State


class NotAppealable(Exception):
    """The comment is not rejected, or its writer has appealed before."""


def is_appealable(comment):
    return comment.state == State.REJECTED and not Appeal.objects.filter(comment=comment).exists()


@transaction.atomic
def appeal(comment, text):
    """Ask that another moderator decides about a rejected comment. Raise NotAppealable. Return the `Appeal`."""
    row = Comment.objects.select_for_update().get(pk=comment.pk)
    if not is_appealable(row):
        raise NotAppealable
    rejections = Decision.objects.that_changed().filter(comment=row, became=State.REJECTED, act__undone_by=None)
    return Appeal.objects.create(comment=row, decision=rejections.last(), text=text, sent_at=timezone.now())


@transaction.atomic
def refuse(comments, *, by, reason):
    """Let comments whose writers have appealed stay rejected, for a reason that these read.

    Return and raise as `moderation.approve` does. Comments that are not for `by` are left out.
    """
    moderation.refuse_others(by)
    open_ones = comments.filter(state=State.REJECTED, pk__in=Appeal.objects.open().values("comment"))
    rows = moderation.locked(open_ones.exclude(pk__in=not_for(by).values("pk")))
    changes = [(row, State.REJECTED) for row in rows if row.state == State.REJECTED]
    return moderation.carry_out(DecisionAct(kind=DecisionKind.UPHOLD, by=by, reason=reason), changes)
