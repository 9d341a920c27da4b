"""Natural keys: fixtures name rows by a language-free `key`, not by id, so that loading them twice changes nothing."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.content.not_blank import is_not_blank
from newsroom.content.visible_text import is_visible
from newsroom.editions.columns import columns
from newsroom.editions.name_order import InOrder, SortedQuerySet, SortedRow, add_name_order
from newsroom.editions.untranslated import TranslatedQuerySet


def new_key():
    return secrets.token_hex(5)


class KeyedQuerySet(TranslatedQuerySet, SortedQuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)


KeyedManager = models.Manager.from_queryset(KeyedQuerySet, "KeyedManager")


def has_a_name():
    """The constraint that a row has a name in some edition, which lends it to the others."""
    conditions = [is_not_blank(name) for name in columns("name")]
    return models.CheckConstraint(condition=Q(*conditions, _connector=Q.OR), name="%(app_label)s_%(class)s_has_a_name")


class NamedRow(SortedRow):
    """A row that readers know by its name: a section, a tag, an author, a town. Lists are in the order of names."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Also its address."))
    name = models.CharField(_("name"), max_length=120)

    objects = KeyedManager()

    class Meta:
        abstract = True
        ordering = [InOrder("name_order"), "pk"]
        constraints = [has_a_name()]

    def __str__(self):
        return self.name or self.key

    def clean(self):
        super().clean()
        if not any(is_visible(getattr(self, name) or "") for name in columns("name")):
            raise ValidationError(_("Enter a name in at least one language."))

    def natural_key(self):
        return (self.key,)


add_name_order(NamedRow, "name")


class PairQuerySet(models.QuerySet):
    def get_by_natural_key(self, *keys):
        return self.get(**{f"{field}__key": key for field, key in zip(self.model.natural_fields, keys, strict=True)})


class NaturalPair(models.Model):
    """A row that joins other rows. Its natural key consists of their keys."""

    natural_fields: tuple[str, ...] = ()

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self):
        return tuple(getattr(self, field).key for field in self.natural_fields)
