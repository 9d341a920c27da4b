"""Fields that compute their value in `pre_save()`, like `auto_now_add`, so that every way of saving sets it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.choices import Status
from articles.slugs import SLUGS, slug_for
from newsroom import editions
from newsroom.database.locks import lock_until_commit
from newsroom.editions.columns import value_in


class EditionSlugField(models.SlugField):
    """The slug of one edition: ASCII, unique, made from the title.

    It is made when the edition is published and not before, so that a working title never becomes a URL. A slug that
    an editor writes is saved in lower case, because readers type it so.

    The unique constraint is declared on the model, because `unique=True` would index the untranslated column as well.
    """

    default_error_messages = {"unique": _("This address is taken by another story.")}

    def clean(self, value, model_instance):
        return in_lower_case(super().clean(value, model_instance))

    def pre_save(self, model_instance, add):
        slug = in_lower_case(super().pre_save(model_instance, add))
        language = getattr(self, "language", None)  # not set in migrations
        if slug or language is None:
            setattr(model_instance, self.attname, slug or None)
            return slug or None
        edition = editions.BY_CODE[language]
        if value_in(model_instance, "status", edition) != Status.PUBLISHED:
            return None
        slug = self.free(slug_for(model_instance, edition), model_instance)
        setattr(model_instance, self.attname, slug)
        return slug

    def free(self, slug, model_instance):
        """Return `slug`, or the first of slug-2, slug-3 … that no other story has or had."""
        if not slug:
            return None
        model = type(model_instance)
        lock_until_commit(model, SLUGS)  # two stories with one headline may be published at once
        current = model._base_manager.exclude(pk=model_instance.pk).filter(**{f"{self.attname}__startswith": slug})
        former = model._meta.get_field("legacy_addresses").related_model._base_manager
        former = former.exclude(article=model_instance.pk).filter(language=self.language, slug__startswith=slug)
        taken = {*current.values_list(self.attname, flat=True), *former.values_list("slug", flat=True)}
        number, candidate = 1, slug
        while candidate in taken:
            number += 1
            candidate = f"{slug[: self.max_length - 5]}-{number}"
        return candidate


def in_lower_case(slug):
    return slug and slug.lower()


class PublicSinceField(models.DateTimeField):
    """When readers first had an edition, even if they don't have it now. Null if they never had it.

    While the edition is scheduled, this is a time to come: it needs no job to be right afterwards. Once it has passed,
    it never changes. Save it with each status and each time of publication.
    """

    def pre_save(self, model_instance, add):
        moment = super().pre_save(model_instance, add)
        language = getattr(self, "language", None)  # not set in migrations
        if language is None or (moment and moment <= timezone.now()):
            return moment
        edition = editions.BY_CODE[language]
        is_published = value_in(model_instance, "status", edition) == Status.PUBLISHED
        moment = value_in(model_instance, "published_at", edition) if is_published else None
        setattr(model_instance, self.attname, moment)
        return moment


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
