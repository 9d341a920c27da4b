"""What about an act can be undone, and by whom."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.comments.appeals import rules as appeals
from articles.comments.models import Ban, Comment, DecisionAct, DecisionKind


def refuse(act, *, by):
    """Raise ValidationError if somebody can't undo an act."""
    appeals.refuse_own(Comment.objects.filter(decisions__act=act), by=by)
    if act.kind == DecisionKind.UNDO:
        raise ValidationError(_("This has undone a decision. Decide about the comments again."))
    if DecisionAct.objects.filter(undoes=act).exists():
        raise ValidationError(_("This decision has been undone already."))
    if Ban.objects.filter(act=act, lifted_at=None).exists() and not by.has_perm("comments.change_ban"):
        raise ValidationError(_("Somebody is banned by this decision. Only those who may lift bans undo it."))
