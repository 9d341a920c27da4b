"""Sections and tags: how stories are classified."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from articles.models.article import Article
from articles.models.edition_constraints import marked_published_in
from articles.models.id_list import IdList, ids_in
from newsroom import editions
from newsroom.content.natural_keys import KeyedQuerySet, NamedRow
from newsroom.database.table_versions import versioned
from newsroom.editions.columns import lenders
from newsroom.editions.name_order import InOrder

MAX_DEPTH = 3


class Listed(NamedRow):
    """A section, tag or author: a name that has a list of stories in each edition."""

    class Meta(NamedRow.Meta):
        abstract = True

    def has_published_stories_in(self, edition):
        """Whether it has stories with the status PUBLISHED in `edition`, including scheduled ones."""
        return self.listed_stories().filter(marked_published_in(edition)).exists()

    def listed_stories(self):
        return self.articles.all()

    def is_name_public(self, edition):
        """Whether readers see its name in the language of `edition`, or would see it once it has one."""
        shown_in = (other for other in editions.STORED if edition in lenders(self, "name", other))
        return any(self.has_published_stories_in(other) for other in shown_in)


class CategoryQuerySet(TreeQuerySet, KeyedQuerySet):
    def as_tree(self):
        """Return all sections depth-first, each with its `tree_depth` and its `tree_path` of ids from the root."""
        return self.with_tree_fields().order_by()  # the model's ordering would override that of the tree

    def with_own_stories(self):
        """Sections in which readers of the active edition find stories, not counting those of subsections."""
        return self.filter(Exists(Article.objects.published().filter(category=OuterRef("pk"))))

    def newest_ids(self, stories, most):
        """Return {section id: ids of its `most` newest stories in `stories`}, without those of its subsections.

        Each section costs one index look-up, so the cost doesn't depend on the number of stories.
        """
        newest = stories.filter(category=OuterRef("pk")).newest_first().values("pk")[:most]
        return {pk: ids_in(ids) for pk, ids in self.order_by().values_list("pk", IdList(newest))}


@versioned
class Category(Listed, TreeNode):
    """A section of the paper. Sections can have subsections."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta(Listed.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", InOrder("name_order"), "pk"]

    def clean(self):
        """Limit the depth to the levels for which breadcrumbs and menus have room."""
        super().clean()
        above = self.parent.ancestors(include_self=True).count() if self.parent else 0
        levels = [len(section.tree_path) for section in self.descendants(include_self=True)] if self.pk else [1]
        if above + max(levels) - min(levels) + 1 > MAX_DEPTH:
            raise ValidationError({"parent": _("Sections can have at most three levels.")})

    def listed_stories(self):
        return Article.objects.filter(category__in=self.descendants(include_self=True))

    def get_absolute_url(self):
        return list_path("section", self.key, get_language())


class ListedUnderQuerySet(KeyedQuerySet):
    """Tags or authors. Their names are not public before a story that has them is."""

    def with_stories(self):
        """Those under which readers of the active edition find stories."""
        listed = Article.objects.listed_under(**{self.model._meta.model_name: OuterRef("pk")})
        return self.filter(Exists(listed.published()))

    def used_most(self, most, newest):
        """The `most` of them that the `newest` stories of the active edition have most often."""
        stories = Article.objects.published().newest_first()[:newest]
        used = self.filter(articles__in=stories.values("pk")).annotate(uses=Count("articles"))
        return used.order_by("-uses", "key")[:most]


class Tag(Listed):
    objects = models.Manager.from_queryset(ListedUnderQuerySet, "TagManager")()

    class Meta(Listed.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def get_absolute_url(self):
        return list_path("tag", self.key, get_language())


@lru_cache(maxsize=2_000)
def list_path(view, key, language):
    """The URL of a list of stories in the active `language`. Cached, because a front page prints dozens of them."""
    return reverse(view, args=[key])
