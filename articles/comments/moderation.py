"""Approve and reject comments, and undo that. No other code changes a comment's state.

Each act is a row that says who decided, when and why, and how each comment was before.
"""

from itertools import groupby

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.closing import held_back
from articles.comments.models import Comment, Decision, DecisionAct, DecisionKind, State


def approve(comments, *, by):
    """Approve a queryset of comments, without those that a day of silence holds back (`closing.py`).

    Return the `DecisionAct`; None if all of them were approved already. Raise PermissionDenied if `by` may not decide.
    """
    comments = comments.exclude(pk__in=held_back(comments).values("pk"))
    return decide(comments, State.APPROVED, DecisionAct(kind=DecisionKind.APPROVE, by=by))


def reject(comments, *, by, reason):
    """Reject a queryset of comments for a `RejectionReason`. Return and raise as `approve` does."""
    return decide(comments, State.REJECTED, DecisionAct(kind=DecisionKind.REJECT, by=by, reason=reason))


@transaction.atomic
def undo(act, *, by):
    """Give the comments of an act the states that they had before, unless somebody has decided about them since.

    Return the act that undoes; None if there is nothing to undo. Raise PermissionDenied as `approve` does, and
    ValidationError if the act is undone already.
    """
    refuse_others(by)
    act = DecisionAct.objects.select_for_update().get(pk=act.pk)
    if DecisionAct.objects.filter(undoes=act).exists():
        raise ValidationError(_("This decision has been undone already."))
    before = {decision.comment_id: decision for decision in act.decisions.all()}
    comments = locked(Comment.objects.filter(pk__in=before))
    changes = [(row, before[row.pk].was) for row in comments if row.state == before[row.pk].became]
    held = set(held_back(Comment.objects.filter(pk__in=before)).values_list("pk", flat=True))
    changes = [(row, state) for row, state in changes if state != State.APPROVED or row.pk not in held]
    return carry_out(DecisionAct(kind=DecisionKind.UNDO, by=by, undoes=act), changes)


@transaction.atomic
def decide(comments, state, act):
    """Give a queryset of comments a state, in an act that isn't saved yet."""
    refuse_others(act.by)
    return carry_out(act, [(row, state) for row in locked(comments.exclude(state=state))])


def refuse_others(user):
    if not user.has_perm("comments.change_comment"):
        raise PermissionDenied


def locked(comments):
    """Return comments that nobody else can change until the end of the transaction, always in the same order."""
    chosen = Comment.objects.filter(pk__in=comments.order_by().values("pk"))
    return list(chosen.select_for_update().only("state").order_by("pk"))


def carry_out(act, changes):
    """Save an act with its decisions, and write the new states. `changes` are pairs of a comment and its new state."""
    if not changes:
        return None
    act.at = timezone.now()
    act.save()
    Decision.objects.bulk_create(Decision(act=act, comment=row, was=row.state, became=state) for row, state in changes)
    for state, group in groupby(sorted(changes, key=new_state), key=new_state):
        changed = Comment.objects.filter(pk__in=[row.pk for row, _state in group])
        changed.update(state=state, decided_at=act.at, decided_by=act.by)
    return act


def new_state(change):
    return change[1]
