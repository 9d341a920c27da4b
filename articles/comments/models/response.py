"""What readers do with the comments of others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.comments.models.comment import Comment
from articles.comments.models.decision import DecisionAct, RejectionReason


class Thanks(models.Model):
    """A thank, kept for a month so that the same browser does not thank twice."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+")
    sender = models.CharField(max_length=64)
    network = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "sender"], name="one_thank_of_a_browser")]
        indexes = [models.Index(fields=["comment", "network"], name="thanks_of_network")]

    def __str__(self):
        return f"{self.comment_id} {self.sent_at:%H:%M:%S}"


class ReportOutcome(models.TextChoices):
    UPHELD = "upheld", _("the comment is not shown any more")
    DISMISSED = "dismissed", _("the comment stays")


class ReportQuerySet(models.QuerySet):
    def open(self):
        """Return the reports of comments that no moderator has decided about since."""
        return self.filter(outcome="")


class Report(models.Model):
    """A reader says that a comment breaks a rule."""

    comment = models.ForeignKey(Comment, models.CASCADE, verbose_name=_("comment"), related_name="reports")
    reason = models.CharField(_("reason"), max_length=13, choices=RejectionReason.choices)
    note = models.TextField(_("note"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    """How much it counts (`reports/weights.py`)."""
    reporter = models.CharField(max_length=64, null=True)
    """A keyed hash; None if the address is not known, or was forgotten."""
    network = models.CharField(max_length=64, null=True)
    """The same of the network."""
    is_identified = models.BooleanField(default=False, db_default=False)
    """Whether the hash is that of a person who has signed in, not of a browser."""
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=ReportOutcome.choices, blank=True, default="", db_default=""
    )
    settled_by = models.ForeignKey(
        DecisionAct, models.SET_NULL, verbose_name=_("decision"), related_name="+", null=True, editable=False
    )
    reported_at = models.DateTimeField(db_index=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        constraints = [models.UniqueConstraint(fields=["comment", "reporter"], name="one_report_of_a_reader")]
        indexes = [models.Index(fields=["comment"], name="open_report", condition=models.Q(outcome=""))]

    def __str__(self):
        return f"{self.comment_id}: {self.get_reason_display()}"
