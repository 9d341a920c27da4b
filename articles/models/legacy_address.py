"""URLs that stories once had, so that they can be redirected."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.editions.columns import column, columns
from newsroom.editions.fields import StoredEditionField

PATH_OF_STORY = re.compile(r"/[a-z-]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/([-a-zA-Z0-9_]{1,120})/")


class LegacyAddressQuerySet(models.QuerySet):
    def at(self, *paths):
        """Return the legacy address with one of these paths, with or without a slash at its end; None if there is none.

        The paths may be those of a derived edition.
        """
        edition = editions.BY_CODE.get(editions.first_part(paths[0]))
        wanted = {in_stored_edition(path, edition) for path in paths if "\0" not in path}  # PostgreSQL refuses NUL
        wanted |= {f"{path.rstrip('/')}/" for path in wanted}
        return self.filter(path__in=wanted).select_related("article").first() if wanted else None

    def target_of(self, *paths):
        """Return the current URL of the story that was once at `paths`, in the same edition; None if there was none."""
        legacy = self.at(*paths)
        edition = editions.BY_CODE.get(editions.first_part(paths[0]))
        return legacy and legacy.article.address_in(edition or editions.BY_CODE[legacy.language])

    def in_the_way_of(self, article):
        """Return {column: legacy address of another story that has the slug which the column shall get}."""
        wanted = {here.edition.code: here for here in article.editions() if here.slug}
        same_slug = [Q(language=code, slug=here.slug) for code, here in wanted.items()]
        if not same_slug:
            return {}
        others = self.filter(Q(*same_slug, _connector=Q.OR)).exclude(article=article.pk).select_related("article")
        found = {wanted[legacy.language].column("slug"): legacy for legacy in others}
        stored = type(article)._base_manager.filter(pk=article.pk).values(*columns("slug")).first() if found else None
        return {name: legacy for name, legacy in found.items() if not stored or stored[name] != getattr(article, name)}


def in_stored_edition(path, edition):
    """Return the path in the stored edition. The paths of its derived editions differ only in their first part."""
    return path if edition is None else path.replace(f"/{edition.code}/", f"/{edition.stored_in}/", 1)


class SlugOfPathField(models.SlugField):
    """The slug in `path`, in lower case; "" if it is not the path of a story."""

    def pre_save(self, model_instance, add):
        match = PATH_OF_STORY.fullmatch(model_instance.path)
        model_instance.slug = match[1].lower() if match else ""
        return model_instance.slug


class LegacyAddress(models.Model):
    """A former URL of a story.

    It refers to the story and not to the next URL, so that readers are redirected only once, however often it moved.

    Its slug belongs to that story for good: triggers refuse it to others (`articles/address_triggers.py`).
    """

    path = models.CharField(_("former address"), max_length=300, unique=True)
    language = StoredEditionField(_("edition"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="legacy_addresses"
    )
    slug = SlugOfPathField(max_length=120, blank=True, default="", db_default="", editable=False)

    objects = LegacyAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["path"]

    def __str__(self):
        return self.path

    def clean(self):
        """Refuse the current slug of another story: a page and a redirect can't be at the same URL."""
        edition, match = editions.stored(self.language), PATH_OF_STORY.fullmatch(self.path)
        if not (edition and match and self.article_id):
            return
        stories = type(self.article)._base_manager.exclude(pk=self.article_id)
        if other := stories.filter(**{column("slug", edition): match[1].lower()}).first():
            message = _("Another story has this address now: “%(story)s”.") % {"story": other}
            raise ValidationError({"path": message})
