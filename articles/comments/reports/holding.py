"""Reports that weigh enough hide a comment until a moderator has looked at it.

That happens once: what a moderator has left in its place, no number of readers hides again. Further reports are in the
queue nevertheless.
"""

from articles.comments.models import Comment, Decision, DecisionAct, DecisionKind, Report, State, Voice
from articles.comments.moderation import carry_out, locked
from articles.comments.reports.weights import weigh_together

URGENCY = 95
"""Above all that checks can find."""


def hold_if_heavy(comment, limit):
    """Let a comment wait for a moderator if its open reports weigh as much as the limit, if there is one.

    It is called in the transaction of the report. Return the act, which nobody has made; None if the comment stays.
    """
    row = next(iter(locked(Comment.objects.filter(pk=comment.pk))), None)
    if not limit or not row or row.state != State.APPROVED or row.voice != Voice.READER:
        return None
    if weigh_together(Report.objects.open().filter(comment=row)) < limit or was_held(row):
        return None
    postponed_at = row.postponed_at.isoformat() if row.postponed_at else None
    kept = {row.pk: {"urgency": row.urgency, "postponed_at": postponed_at}}
    act = carry_out(DecisionAct(kind=DecisionKind.REPORTED), [(row, State.WAITING)], kept)
    Comment.objects.filter(pk=row.pk).update(urgency=URGENCY, postponed_at=None)
    return act


def was_held(comment):
    return Decision.objects.filter(comment=comment, act__kind=DecisionKind.REPORTED).exists()
