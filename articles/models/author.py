from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.natural_key import KeyedManager, NaturalPair


class Author(models.Model):
    key = models.SlugField(_("key"), unique=True, help_text=_("Also its address."))
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("about the author"), blank=True)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["key"]

    def __str__(self):
        return self.name or self.key

    def natural_key(self):
        return (self.key,)

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
