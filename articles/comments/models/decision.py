"""What moderators have decided: who, when, why, and how each comment was before. So each act can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.comments.models.comment import Comment, State


class DecisionKind(models.TextChoices):
    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    HIDE = "hide", _("Hidden with its answers")
    PIN = "pin", _("Pinned")
    UNPIN = "unpin", _("Not pinned any more")
    ANSWER = "answer", _("Answered")
    LATER = "later", _("Put off until later")
    HIDE_ALL = "hide all", _("Hidden with all of the writer")
    BAN = "ban", _("Writer banned")
    WARN = "warn", _("Writer warned")
    UPHOLD = "uphold", _("Rejected again after an appeal")
    REPORTED = "reported", _("Hidden after reports of readers")
    UNDO = "undo", _("Undone")


BANNING = (DecisionKind.BAN, DecisionKind.HIDE_ALL)
"""The kinds of acts with which a ban may be made."""


class RejectionReason(models.TextChoices):
    """Why a comment is rejected. Its writer sees this."""

    ADVERTISING = "advertising", _("advertising or a link to another site")
    INSULT = "insult", _("an insult")
    PERSONAL_DATA = "personal data", _("personal data of others")
    OFF_TOPIC = "off topic", _("not about the story")
    VIOLENCE = "violence", _("a call for violence")
    REPEAT = "repeat", _("a repetition")


class DecisionAct(models.Model):
    """One act of a moderator, or of readers who have reported a comment, which may decide many comments at once."""

    kind = models.CharField(_("decision"), max_length=12, choices=DecisionKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("decided by"), related_name="+", null=True
    )
    """None if the account is gone, or if readers have reported the comment (`reports/holding.py`)."""
    at = models.DateTimeField(_("decided"))
    reason = models.CharField(_("reason"), max_length=13, choices=RejectionReason.choices, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, verbose_name=_("undoes"), related_name="undone_by", null=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="decisions_by_time")]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """What was done or undone, such as «Rejected: an insult», and until when somebody is banned by it."""
        if self.undoes:
            return f"{self.get_kind_display()} · {self.undoes.title}"
        parts = [self.kind_words, self.get_reason_display()]
        return ": ".join(filter(None, parts))

    @property
    def kind_words(self):
        ban = next(iter(self.bans.all()), None) if self.kind in BANNING else None
        if ban is None:
            return self.get_kind_display()
        return ban.term_words if self.kind == DecisionKind.BAN else f"{self.get_kind_display()} · {ban.term_words}"

    @property
    def number_words(self):
        """Say how many comments it decided about: `number`, with which the desk's queries annotate it."""
        return ngettext("%d comment", "%d comments", self.number) % self.number


class DecisionQuerySet(models.QuerySet):
    def that_changed(self):
        """Leave out those after which a comment is as before, as of a ban. An appeal that is refused counts."""
        return self.filter(~Q(was=F("became")) | Q(act__kind=DecisionKind.UPHOLD))


class Decision(models.Model):
    """What an act has changed about one comment."""

    act = models.ForeignKey(DecisionAct, models.CASCADE, verbose_name=_("decision"), related_name="decisions")
    comment = models.ForeignKey(Comment, models.CASCADE, verbose_name=_("comment"), related_name="decisions")
    was = models.CharField(_("state before"), max_length=10, choices=State.choices)
    became = models.CharField(_("state since"), max_length=10, choices=State.choices)
    kept = models.JSONField(default=dict, editable=False)
    """What the act has changed besides the state, as it was before (`desk/acts.py`)."""

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a comment")
        verbose_name_plural = _("decisions on comments")
        constraints = [models.UniqueConstraint(fields=["act", "comment"], name="one_decision_of_an_act")]

    def __str__(self):
        return f"{self.comment_id}: {self.was} → {self.became}"
