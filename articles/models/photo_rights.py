"""Where a photo comes from, and what must be known about it before it is used."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.editions.columns import value_in


class PhotoRights(models.TextChoices):
    STAFF = "staff", _("our own photographer")
    AGENCY = "agency", _("agency")
    HANDOUT = "handout", _("handout")
    SOCIAL_MEDIA = "social_media", _("social media")
    READER = "reader", _("reader’s photo")
    OFFICIAL = "official", _("official website")


REQUIRED = {
    PhotoRights.STAFF: ["credit"],
    PhotoRights.AGENCY: ["credit", "terms"],
    PhotoRights.HANDOUT: ["credit"],
    PhotoRights.SOCIAL_MEDIA: ["credit", "source_url", "terms"],
    PhotoRights.READER: ["credit", "terms"],
    PhotoRights.OFFICIAL: ["credit", "source_url"],
}
"""{category: the fields that it needs}. A photo whose category nobody has chosen needs none of them."""


def expired():
    """The condition that photos may not be used any more."""
    return Q(leased_until__lt=timezone.localdate())


class Licensed(models.Model):
    """What is known about the rights to a photo. Its credit is a field of the photo, because readers see it."""

    rights = models.CharField(_("rights"), max_length=20, choices=PhotoRights.choices, blank=True, default="")
    source_url = models.URLField(
        _("where it was published"), max_length=500, blank=True, help_text=_("The page that the photo comes from.")
    )
    terms = models.CharField(
        _("terms"),
        max_length=300,
        blank=True,
        help_text=_("The licence or contract, or who agreed, when and how. Readers don’t see it."),
    )
    leased_until = models.DateField(
        _("may be used until"), null=True, blank=True, help_text=_("The last day. Empty: without an end.")
    )
    caution = models.CharField(
        _("caution"),
        max_length=300,
        blank=True,
        help_text=_("What editors must know before they use it: a face to be hidden, a wrong caption of the agency."),
    )

    class Meta:
        abstract = True

    def missing(self):
        """Return the names of the fields that its rights need and that are empty."""
        return [name for name in REQUIRED.get(self.rights, []) if not self.has_any(name)]

    def has_any(self, name):
        """Whether a field has a value; a translated one, in any edition."""
        values = [getattr(self, name)] if name != "credit" else [value_in(self, name, one) for one in editions.STORED]
        return any((value or "").strip() for value in values)

    def words_of_missing(self):
        return "; ".join(str(self._meta.get_field(name).verbose_name) for name in self.missing())

    def has_credit_in(self, edition):
        """Whether it has a credit in an edition, or needs none."""
        return "credit" not in REQUIRED.get(self.rights, []) or bool((value_in(self, "credit", edition) or "").strip())

    def is_expired(self, day=None):
        """Whether it may not be used any more on a day; by default today."""
        return self.leased_until is not None and self.leased_until < (day or timezone.localdate())

    def refuse_missing_rights(self):
        """Raise ValidationError if a field is empty that its rights need."""
        if self.missing():
            message = _("Photos of the kind “%(rights)s” need: %(fields)s.")
            raise ValidationError(message % {"rights": self.get_rights_display(), "fields": self.words_of_missing()})
