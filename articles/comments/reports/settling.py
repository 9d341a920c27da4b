"""A decision about a comment settles its reports: their readers were right, or the comment stays."""

from articles.comments.models import DecisionKind, Report, ReportOutcome, State

OUTCOMES = {
    State.APPROVED: ReportOutcome.DISMISSED,
    State.REJECTED: ReportOutcome.UPHELD,
    State.HIDDEN: ReportOutcome.UPHELD,
}
UNDECIDED = (DecisionKind.UNDO, DecisionKind.LATER, DecisionKind.REPORTED, DecisionKind.UNPIN, DecisionKind.BAN)


def settle(act, changes):
    """Settle the open reports of comments that an act has decided about: pairs of a comment and its new state."""
    if act.kind in UNDECIDED:
        return
    for state, outcome in OUTCOMES.items():
        if ids := [row.pk for row, became in changes if became == state]:
            Report.objects.open().filter(comment__in=ids).update(outcome=outcome, settled_by=act)


def reopen(act, ids):
    """Open the reports again that an act, which is undone, has settled."""
    Report.objects.filter(settled_by=act, comment__in=ids).update(outcome="", settled_by=None)
