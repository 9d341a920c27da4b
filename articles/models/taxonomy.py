from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from newsroom.natural_key import KeyedManager, KeyedQuerySet


class CategoryQuerySet(TreeQuerySet, KeyedQuerySet):
    pass


class Category(TreeNode):
    """A section of the paper; sections stand within sections."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Also its address."))
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "key"]

    def __str__(self):
        return self.name or self.key

    def natural_key(self):
        return (self.key,)

    def get_absolute_url(self):
        return reverse("section", args=[self.key])


class Tag(models.Model):
    key = models.SlugField(_("key"), unique=True, help_text=_("Also its address."))
    name = models.CharField(_("name"), max_length=80)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["key"]

    def __str__(self):
        return self.name or self.key

    def natural_key(self):
        return (self.key,)

    def get_absolute_url(self):
        return reverse("tag", args=[self.key])
