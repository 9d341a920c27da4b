from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import NaturalPair
from newsroom.database.table_versions import versioned


@versioned
class PopularPlace(NaturalPair):
    """An entry of the numbered list of popular stories, which editors maintain by hand."""

    natural_fields = ("article",)

    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    article = models.OneToOneField(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="popular_place"
    )

    class Meta:
        verbose_name = _("popular story")
        verbose_name_plural = _("popular stories")
        ordering = ["position"]

    def __str__(self):
        return f"{self.position}. {self.article}"
