"""Which photos: those that can be used, and those that ask for work."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.photo_rights import expired
from newsroom.content.natural_keys import KeyedQuerySet
from newsroom.editions.columns import column


class PhotoState(models.TextChoices):
    PROCESSING = "processing", _("processing")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class PhotoQuerySet(KeyedQuerySet):
    def kept(self):
        """Photos that nobody has removed."""
        return self.filter(removed_at=None)

    def usable(self):
        """Photos that can be put into a story. `Photo.obstacle` says why others can't."""
        return self.kept().filter(state=PhotoState.READY).exclude(file="").exclude(expired())

    def expired(self):
        """Photos that may not be used any more."""
        return self.filter(expired())

    def showing(self, fingerprint):
        """Photos that show this picture, the oldest first."""
        return self.ready().filter(fingerprint=fingerprint).exclude(fingerprint="").order_by("pk")

    def ready(self):
        """Photos with a picture, whatever their rights are."""
        return self.kept().filter(state=PhotoState.READY)

    # What the desk looks for

    def added_on(self, day):
        """Photos added on a day or later."""
        return self.filter(added_at__gte=timezone.make_aware(datetime.combine(day, time.min)))

    def undescribed_in(self, edition):
        name = column("alt", edition)
        return self.filter(Q(**{f"{name}__isnull": True}) | Q((name, "")))

    def ending_within(self, days):
        """Photos that may not be used any more, or only for so many days after today."""
        return self.filter(leased_until__lte=timezone.localdate() + timedelta(days=days))

    def used(self):
        """Photos that a row names which keeps them from being deleted: a story, a place in a text, or an author."""
        return self.filter(is_named(self.model))

    def unused(self):
        return self.exclude(is_named(self.model))

    def unready(self):
        return self.filter(state__in=[PhotoState.PROCESSING, PhotoState.FAILED])

    def removed(self):
        return self.filter(removed_at__isnull=False)


def is_named(model):
    relations = [one for one in model._meta.related_objects if one.on_delete is models.PROTECT]
    return Q(*map(has_row, relations), _connector=Q.OR)


def has_row(relation):
    rows = relation.related_model._base_manager
    return Exists(rows.filter(**{relation.field.name: OuterRef("pk")}))
