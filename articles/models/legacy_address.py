from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.editions.fields import StoredEditionField


class LegacyAddressQuerySet(models.QuerySet):
    def at(self, path):
        """The legacy address that is `path`, in whichever alphabet it was asked for; None if there is none."""
        if "\0" in path:  # PostgreSQL takes no such text, not even to look for
            return None
        edition = editions.BY_CODE.get(editions.first_part(path))
        return self.filter(path=in_stored_edition(path, edition)).select_related("article").first()

    def target_of(self, path):
        """Today's address of what once stood at `path`, in the edition that was asked for; None if nothing did."""
        legacy = self.at(path)
        edition = editions.BY_CODE.get(editions.first_part(path))
        return legacy and legacy.article.address_in(edition or editions.BY_CODE[legacy.language])


def in_stored_edition(path, edition):
    """Addresses of derived editions differ from the stored one's in their first part only."""
    return path if edition is None else path.replace(f"/{edition.code}/", f"/{edition.stored_in}/", 1)


class LegacyAddress(models.Model):
    """Where a story once stood. It points at the story, not at its next address: one hop, however often it moved."""

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
