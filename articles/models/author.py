from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.natural_key import NamedRow, NaturalPair


class Author(NamedRow):
    note = models.TextField(_("about the author"), blank=True)

    class Meta(NamedRow.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def get_absolute_url(self):
        return reverse("author", args=[self.key])


class Byline(NaturalPair):
    """Who wrote a story, in the order in which the names are printed."""

    natural_fields = ("article", "author")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, verbose_name=_("author"), related_name="bylines")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="byline_once")]

    def __str__(self):
        return str(self.author)
