"""The people who write stories, and their bylines."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.listed import Listed, ListedQuerySet, list_path
from newsroom import editions
from newsroom.content.natural_keys import NaturalPair
from newsroom.database.table_versions import versioned


class AuthorQuerySet(ListedQuerySet):
    def of_story(self, article):
        """Return the authors of a story in the order of its bylines, with their portraits if its page shows them."""
        authors = self.filter(bylines__article=article).order_by("bylines__position", "bylines__pk")
        return authors.select_related("photo") if article.is_opinion else authors


@versioned
class Author(Listed):
    role = models.CharField(_("position at the paper"), max_length=120, blank=True)
    note = models.TextField(_("about the author"), blank=True)
    photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, verbose_name=_("portrait"), related_name="portraits", null=True, blank=True
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account at the desk"),
        help_text=_("Its holder answers comments on the stories of this author, as the author."),
        related_name="author",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(AuthorQuerySet, "AuthorManager")()

    class Meta(Listed.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def clean(self):
        """Require a description of the portrait in each edition that has a published story by the author."""
        super().clean()
        for edition in editions.STORED:
            if (
                self.pk
                and self.photo
                and self.has_published_stories_in(edition)
                and not self.photo.has_description_in(edition)
            ):
                message = _(
                    "This photo has no description in the edition “%(edition)s”, which has stories by the author."
                )
                raise ValidationError({"photo": message % {"edition": edition.autonym}})

    @classmethod
    def stories_of_each(cls):
        return Article.objects.listed_under(author=OuterRef("pk"))

    def get_absolute_url(self):
        return list_path("author", self.key, get_language())


class Byline(NaturalPair):
    """An author of a story. `position` is the order in which the names are printed."""

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
