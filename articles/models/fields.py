"""Fields that compute their value in `pre_save()`, like `auto_now_add`, so that every way of saving sets it."""

from django.db import models
from django.utils import timezone

from articles.models.choices import Status
from articles.slugs import slug_for
from newsroom import editions
from newsroom.editions.columns import value_in


class EditionSlugField(models.SlugField):
    """The slug of one edition: ASCII, unique, made from the title.

    It is made when the edition is published and not before, so that a working title never becomes a URL.

    The unique constraint is declared on the model, because `unique=True` would index the untranslated column as well.
    """

    def pre_save(self, model_instance, add):
        slug = super().pre_save(model_instance, add)
        language = getattr(self, "language", None)  # not set in migrations
        if slug or language is None:
            return slug or None
        edition = editions.BY_CODE[language]
        if value_in(model_instance, "status", edition) != Status.PUBLISHED:
            return None
        slug = self.free(slug_for(model_instance, edition), model_instance)
        setattr(model_instance, self.attname, slug)
        return slug

    def free(self, slug, model_instance):
        """Return `slug`, or the first of slug-2, slug-3 … that no other story uses."""
        if not slug:
            return None
        others = type(model_instance)._base_manager.exclude(pk=model_instance.pk)
        taken = set(others.filter(**{f"{self.attname}__startswith": slug}).values_list(self.attname, flat=True))
        number, candidate = 1, slug
        while candidate in taken:
            number += 1
            candidate = f"{slug[: self.max_length - 5]}-{number}"
        return candidate


class FirstPublicationField(models.DateTimeField):
    """When a story was first published in any edition. Its day is part of all the story's URLs and doesn't change.

    Until that time has passed, rescheduling the story also changes the day.
    """

    def pre_save(self, model_instance, add):
        moment = super().pre_save(model_instance, add)
        if moment is None or moment > timezone.now():
            moment = min(model_instance.publication_times(), default=None)
            setattr(model_instance, self.attname, moment)
        return moment
