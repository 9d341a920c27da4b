"""Stories that the desk lists below a story, under «Read also»."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.content.natural_keys import NaturalPair, PairQuerySet


class RelatedArticleQuerySet(PairQuerySet):
    def in_order(self, article):
        """Return the ids of the stories that are related to a story, in the order of the desk."""
        return [*self.filter(article=article.pk).order_by("position", "-related").values_list("related", flat=True)]


class RelatedArticle(NaturalPair):
    natural_fields = ("article", "related")

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_places")
    related = models.ForeignKey(Article, models.CASCADE, verbose_name=_("related article"), related_name="related_to")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = RelatedArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="related_once"),
            models.CheckConstraint(
                condition=~Q(article=F("related")),
                name="related_not_itself",
                violation_error_message=_("A story cannot be related to itself."),
            ),
        ]

    def __str__(self):
        return str(self.related)
