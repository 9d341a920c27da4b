"""Which part of its source each part of a translation belongs to, and with which words it was last checked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editions.fields import StoredEditionField


class TranslatedBlock(models.Model):
    """One part of the source of a translation. It stays when the source loses the part, until somebody checks that."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="translated_blocks", verbose_name=_("article"), editable=False
    )
    language = StoredEditionField(_("edition"), editable=False)
    source_language = StoredEditionField(_("translated from"), editable=False)
    part = models.CharField(max_length=60, blank=True)
    """The id of a block of the translation, or the name of a field; "" if it has none."""
    source_part = models.CharField(max_length=60)
    """The same of the source; or that it has nothing to translate with `part` (`pairing.OF_NOTHING`)."""
    source_html = models.TextField(blank=True)
    """The source's part when it was checked, as clean HTML."""
    source_words = models.CharField(max_length=16, blank=True)
    """What tells the words of `source_html` from others: see `pairing.mark_of`."""
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    checked_at = models.DateTimeField(null=True)
    """Null if nobody has checked it: the two were paired when the translation was published, or written."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "source_language", "source_part"], name="translated_block_once"
            )
        ]

    def __str__(self):
        return f"{self.article_id} {self.source_language} {self.source_part}: {self.language} {self.part}"
