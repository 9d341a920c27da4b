"""Sections and tags: how stories are classified."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from articles.models.article import Article
from articles.models.id_list import IdList, ids_in
from articles.models.listed import Listed, ListedQuerySet, list_path
from newsroom.database.table_versions import versioned
from newsroom.editions.name_order import InOrder

MAX_DEPTH = 3
gettext_noop("parent")  # the label that django-tree-queries gives to its field


class CategoryQuerySet(TreeQuerySet, ListedQuerySet):
    def as_tree(self):
        """Return all sections depth-first, each with its `tree_depth` and its `tree_path` of ids from the root."""
        return self.with_tree_fields().order_by()  # the model's ordering would override that of the tree

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

    @classmethod
    def stories_of_each(cls):
        return Article.objects.filter(category=OuterRef("pk")).newest_first()

    def listed_stories(self):
        return Article.objects.filter(category__in=self.descendants(include_self=True))

    def get_absolute_url(self):
        return list_path("section", self.key, get_language())


class Tag(Listed):
    objects = models.Manager.from_queryset(ListedQuerySet, "TagManager")()

    class Meta(Listed.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @classmethod
    def stories_of_each(cls):
        return Article.objects.listed_under(tag=OuterRef("pk"))

    def get_absolute_url(self):
        return list_path("tag", self.key, get_language())
