"""A warning that somebody has to acknowledge before they comment again."""

from django.conf import settings
from django.db import models

from articles.comments.models.comment import Comment
from articles.comments.models.decision import DecisionAct, RejectionReason
from newsroom.database.table_versions import versioned


@versioned
class WriterWarning(models.Model):
    person = models.ForeignKey("commenters.Commenter", models.CASCADE, related_name="warnings")
    comment = models.ForeignKey(Comment, models.SET_NULL, related_name="+", null=True)
    reason = models.CharField(max_length=13, choices=RejectionReason.choices)
    text = models.TextField(max_length=500, blank=True)
    act = models.ForeignKey(DecisionAct, models.SET_NULL, related_name="warnings", null=True)
    """Undoing it withdraws the warning."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.person_id}: {self.get_reason_display()}"
