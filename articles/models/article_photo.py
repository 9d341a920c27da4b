"""In which texts a photo stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import NaturalPair, PairQuerySet
from newsroom.editions.fields import StoredEditionField


class ArticlePhotoQuerySet(PairQuerySet):
    def get_by_natural_key(self, article, photo, language, in_draft):
        return self.get(article__key=article, photo__key=photo, language=language, in_draft=in_draft)


class ArticlePhoto(NaturalPair):
    """That a photo stands in the text of an edition, or of its draft. Pages read the text itself.

    They are written with the texts (`articles/editorial/photo_uses.py`), and keep a photo in use from being deleted.
    """

    natural_fields = ("article", "photo")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="placed_photos")
    photo = models.ForeignKey("articles.Photo", models.PROTECT, verbose_name=_("photo"), related_name="places")
    language = StoredEditionField(_("edition"))
    in_draft = models.BooleanField(_("in the draft"), default=False)

    objects = ArticlePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo in the text")
        verbose_name_plural = _("photos in the text")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "photo", "language", "in_draft"], name="photo_once_a_text")
        ]

    def natural_key(self):
        return (*super().natural_key(), self.language, self.in_draft)

    def __str__(self):
        """Name the text: who deletes a photo is told where it is used."""
        note = _("in the draft") if self.in_draft else ""
        return ", ".join(filter(None, [f"{self.article} ({self.language})", str(note)]))
