"""What was published: one row for each publication of an edition. Rows are only added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.sealed_row import SealedRow
from newsroom.editions.fields import StoredEditionField


class Revision(SealedRow):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="revisions", editable=False
    )
    language = StoredEditionField(_("edition"), editable=False)
    number = models.PositiveIntegerField(_("number"))
    """Counted from 1 in each edition of a story."""
    title = models.TextField(_("headline"))
    lead = models.TextField(_("lead"), blank=True)
    slug = models.TextField(_("address"), blank=True)
    source_name = models.TextField(_("source"), blank=True)
    blocks = models.JSONField(_("text"), default=list)
    """As in `Draft`, with the same ids."""
    note = models.TextField(_("what has changed"), blank=True)
    """For the newsroom. Readers have corrections."""
    at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "number"], name="revision_once"),
            models.UniqueConstraint(fields=["article", "place"], name="revision_place_once"),
        ]

    def __str__(self):
        return f"{self.title} [{self.language} {self.number}]"
