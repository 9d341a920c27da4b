"""Changes of public editions that somebody has approved for a later time. Readers have the present words until then."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.correction import CorrectionKind
from newsroom.database.table_versions import versioned
from newsroom.editions.fields import StoredEditionField


@versioned
class PlannedChange(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="planned_changes")
    language = StoredEditionField(_("edition"))
    version = models.PositiveIntegerField()
    """The version of the draft that was approved. What is typed later is not published with it."""
    publish_at = models.DateTimeField(db_index=True)
    correction = models.TextField(blank=True)
    correction_kind = models.CharField(max_length=13, choices=CorrectionKind.choices, default=CorrectionKind.CORRECTION)
    note = models.TextField(blank=True)
    """As in `Revision`."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    planned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("planned change")
        verbose_name_plural = _("planned changes")
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="planned_change_once")]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.publish_at:%Y-%m-%d %H:%M}"
