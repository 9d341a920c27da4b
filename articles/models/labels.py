"""Labels that readers see before they read a story: who paid for it, how it was made, and for which age it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paid(models.TextChoices):
    ADVERTISING = "advertising", _("Advertisement")
    PARTNER = "partner", _("Partner material")


class Machine(models.TextChoices):
    MADE = "made", _("Made by artificial intelligence")
    ASSISTED = "assisted", _("Prepared with the help of artificial intelligence")


class Age(models.TextChoices):
    FROM_6 = "6+", "6+"
    FROM_12 = "12+", "12+"
    FROM_16 = "16+", "16+"
    FROM_18 = "18+", "18+"


# {code of the original's edition: label}. A whole sentence each, because languages inflect the name of a language.
TRANSLATED_FROM = {
    "kk": _("Translated from Kazakh"),
    "ru": _("Translated from Russian"),
    "en": _("Translated from English"),
    "zh-hans": _("Translated from Chinese"),
    "uz-cyrl": _("Translated from Uzbek"),
}


class Labelled(models.Model):
    """The label fields of a story. The label of a paid story is printed in every list, too."""

    paid = models.CharField(
        _("paid for"),
        max_length=20,
        choices=Paid.choices,
        blank=True,
        help_text=_("Paid stories are not shown in the feed, at the top of the front page or in the editor's choice."),
    )
    is_official_answer = models.BooleanField(_("official answer"), default=False)
    machine_part = models.CharField(_("artificial intelligence"), max_length=20, choices=Machine.choices, blank=True)
    age_mark = models.CharField(_("age mark"), max_length=4, choices=Age.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def is_paid(self):
        return bool(self.paid)

    @property
    def labels(self):
        """Return the texts of its labels, the most important one first. The age mark isn't among them."""
        texts = [
            self.get_paid_display(),
            _("Official answer") if self.is_official_answer else "",
            self.get_machine_part_display(),
        ]
        return [text for text in texts if text]
