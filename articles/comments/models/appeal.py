"""A writer asks that somebody else decides again about a rejected comment. It can be asked once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.comments.models.comment import Comment
from articles.comments.models.decision import Decision, DecisionAct


class AppealOutcome(models.TextChoices):
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class AppealQuerySet(models.QuerySet):
    def open(self):
        return self.filter(outcome="")


class Appeal(models.Model):
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="appeal")
    decision = models.ForeignKey(Decision, models.SET_NULL, related_name="+", null=True)
    """The rejection that it is about. The moderator who rejected the comment can't decide about the appeal."""
    text = models.TextField(max_length=1000)
    sent_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=AppealOutcome.choices, blank=True, default="")
    act = models.ForeignKey(DecisionAct, models.SET_NULL, related_name="+", null=True)
    """What has decided about it. Undoing that opens it again."""

    objects = AppealQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["sent_at"], name="open_appeal", condition=models.Q(outcome=""))]

    def __str__(self):
        return f"{self.comment_id}: {self.text[:60]}"
