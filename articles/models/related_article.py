"""Stories that the desk relates to a story."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.content.natural_keys import NaturalPair, PairQuerySet


class RelatedArticleQuerySet(PairQuerySet):
    def in_order(self, article):
        """Return {id of a story: paragraph after which it is recalled, or None}, in the order of the desk."""
        places = self.filter(article=article.pk).order_by("position", "-related")
        return dict(places.values_list("related", "after_paragraph"))


class RelatedArticle(NaturalPair):
    natural_fields = ("article", "related")

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_places")
    related = models.ForeignKey(Article, models.CASCADE, verbose_name=_("related article"), related_name="related_to")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    after_paragraph = models.PositiveSmallIntegerField(
        _("recalled after paragraph"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it below the story, under “Read also”."),
    )

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
