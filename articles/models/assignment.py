"""What people have decided about an edition of a story: who works on it, until when, or that it is not needed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editions.fields import StoredEditionField


class SourceNews(models.TextChoices):
    """What has happened to the source of a translation, and nobody has dealt with yet."""

    CORRECTED = "corrected", _("source corrected")
    WITHDRAWN = "withdrawn", _("source withdrawn")


class Assignment(models.Model):
    """An edition without a row was neither assigned nor found needless. The desk's lists repeat it (`EditionWork`)."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="assignments", editable=False)
    language = StoredEditionField(_("edition"), editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("assigned to"),
        related_name="assignments",
        null=True,
        blank=True,
    )
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    not_needed_at = models.DateTimeField(null=True, editable=False)
    not_needed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )
    source_news = models.CharField(max_length=20, choices=SourceNews.choices, blank=True, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="assignment_once")]

    def __str__(self):
        return f"{self.article} [{self.language}]"
