"""What about an act can be undone, and by whom."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from articles.comments.appeals import rules as appeals
from articles.comments.models import Ban, Comment, Decision, DecisionAct, DecisionKind

NO_VERDICT = [DecisionKind.UNDO, DecisionKind.LATER, DecisionKind.UNPIN, DecisionKind.REPORTED, DecisionKind.BAN]
"""The kinds of acts after which it is as open as before whether readers may see a comment."""


def refuse(act, *, by):
    """Raise ValidationError if somebody can't undo an act."""
    appeals.refuse_own(Comment.objects.filter(decisions__act=act), by=by)
    if act.kind == DecisionKind.UNDO:
        raise ValidationError(_("This has undone a decision. Decide about the comments again."))
    if DecisionAct.objects.filter(undoes=act).exists():
        raise ValidationError(_("This decision has been undone already."))
    if Ban.objects.filter(act=act, lifted_at=None).exists() and not by.has_perm("comments.change_ban"):
        raise ValidationError(_("Somebody is banned by this decision. Only those who may lift bans undo it."))


def decided_since(act):
    """Return the ids of the comments whose state it has changed, and about which there is a later decision.

    What is undone does not count.
    """
    last = dict(act.decisions.exclude(was=F("became")).values_list("comment", "pk"))
    later = Decision.objects.filter(comment__in=last, act__undone_by=None).exclude(act__kind__in=NO_VERDICT)
    return {comment for pk, comment in later.values_list("pk", "comment") if pk > last[comment]}
