"""Who may decide about a comment whose writer has appealed, and what a decision means for the appeal."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.comments.models import Appeal, AppealOutcome, Comment, DecisionKind, State


def not_for(user):
    """Return the comments that a user rejected and whose writers have appealed. The user can't decide about them.

    That ends when another moderator has refused the appeal.
    """
    appeals = Appeal.objects.filter(decision__act__by=user).exclude(outcome=AppealOutcome.REFUSED)
    return Comment.objects.filter(pk__in=appeals.values("comment"))


def to_decide(user):
    """Return the rejected comments about whose appeals somebody may decide."""
    return Comment.objects.filter(state=State.REJECTED, appeal__outcome="").exclude(pk__in=not_for(user).values("pk"))


def refuse_own(comments, *, by):
    """Raise ValidationError if a queryset has nothing but comments that are `not_for` a moderator."""
    if comments.exists() and not comments.exclude(pk__in=not_for(by).values("pk")).exists():
        raise ValidationError(
            _("You have rejected this comment, and its writer has appealed. Another moderator has to decide now.")
        )


def settle(act, changes):
    """Note what an act means for the open appeals of its comments: pairs of a comment and its new state.

    If a rejection is undone and the comment is rejected again, the second rejection also refuses the appeal.
    """
    if act.kind in (DecisionKind.UNDO, DecisionKind.BAN):
        return
    upheld = [row.pk for row, became in changes if became == State.REJECTED and is_second_decision(act, row)]
    granted = [row.pk for row, became in changes if became == State.APPROVED]
    for ids, outcome in [(upheld, AppealOutcome.REFUSED), (granted, AppealOutcome.GRANTED)]:
        if ids:
            Appeal.objects.open().filter(comment__in=ids).update(outcome=outcome, act=act)


def is_second_decision(act, comment):
    return act.kind == DecisionKind.UPHOLD or comment.state != State.REJECTED


def reopen(act, ids):
    """Open the appeals again that an act, which is undone, has decided about."""
    Appeal.objects.filter(act=act, comment__in=ids).update(outcome="", act=None)
