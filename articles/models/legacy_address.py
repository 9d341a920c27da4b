"""URLs that stories once had, so that they can be redirected."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.editions.fields import StoredEditionField


class LegacyAddressQuerySet(models.QuerySet):
    def at(self, path):
        """Return the legacy address with this path; None if there is none.

        The path may be that of a derived edition.
        """
        if "\0" in path:  # PostgreSQL raises an error for such text, even in a condition
            return None
        edition = editions.BY_CODE.get(editions.first_part(path))
        return self.filter(path=in_stored_edition(path, edition)).select_related("article").first()

    def target_of(self, path):
        """Return the current URL of the story that was once at `path`, in the same edition; None if there was none."""
        legacy = self.at(path)
        edition = editions.BY_CODE.get(editions.first_part(path))
        return legacy and legacy.article.address_in(edition or editions.BY_CODE[legacy.language])


def in_stored_edition(path, edition):
    """Return the path in the stored edition. The paths of its derived editions differ only in their first part."""
    return path if edition is None else path.replace(f"/{edition.code}/", f"/{edition.stored_in}/", 1)


class LegacyAddress(models.Model):
    """A former URL of a story.

    It refers to the story and not to the next URL, so that readers are redirected only once, however often it moved.
    """

    path = models.CharField(_("former address"), max_length=300, unique=True)
    language = StoredEditionField(_("edition"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="legacy_addresses"
    )

    objects = LegacyAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["path"]

    def __str__(self):
        return self.path
