"""The name of the site, its links and its standing pages."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.content.clean_html import CleanHTMLField
from newsroom.content.natural_keys import KeyedManager
from newsroom.database.table_versions import versioned
from newsroom.editions.name_order import InOrder, SortedRow, add_name_order


@versioned
class SiteIdentity(models.Model):
    """The name and imprint of the site. A constraint allows only one row."""

    key = models.SlugField(_("key"), unique=True, default="site", editable=False)
    name = models.CharField(_("name"), max_length=60)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    imprint = models.CharField(
        _("imprint"), max_length=300, blank=True, help_text=_("The line at the foot of every page.")
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    age_mark = models.CharField(_("age mark"), max_length=4, blank=True, validators=[RegexValidator(r"^\d{1,2}\+$")])

    objects = KeyedManager()

    class Meta:
        verbose_name = verbose_name_plural = _("site identity")
        constraints = [models.CheckConstraint(condition=models.Q(key="site"), name="identity_one_row")]

    def __str__(self):
        return self.name or self.key

    def natural_key(self):
        return (self.key,)

    @property
    def dialled_phone(self):
        """The number for a `tel:` link: digits and a leading plus."""
        return "".join(character for character in self.phone if character.isdigit() or character == "+")


class Place(models.TextChoices):
    MENU = "menu", _("menu")
    FOOTER = "footer", _("footer")
    SOCIAL = "social", _("social networks")
    PARTNER = "partner", _("news partner")


def validate_address(address):
    """Accept an address below the edition («section/news/») or a full URL."""
    if "://" in address or address.startswith("//"):
        URLValidator(schemes=["https", "http"])(address)
    elif address.startswith("/") or ":" in address.split("/")[0]:
        raise ValidationError(
            _("Enter an address below the edition, such as “section/news/”, or a full one with https://.")
        )


@versioned
class Link(models.Model):
    """An entry of one of the site's lists: the menu, the footer, social networks, news partners."""

    key = models.SlugField(_("key"), unique=True)
    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label"), max_length=120)
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[validate_address],
        help_text=_(
            "An address below the edition, such as “section/news/”, or a full one. If empty, the name is not a link."
        ),
    )

    objects = KeyedManager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["place", "position", "key"]

    def __str__(self):
        return self.label or self.key

    def natural_key(self):
        return (self.key,)

    @property
    def is_ours(self):
        return bool(self.address) and "://" not in self.address


class Page(SortedRow):
    """A standing page: about, rules, corrections."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Also its address."))
    title = models.CharField(_("title"), max_length=200)
    body = CleanHTMLField(_("text"), blank=True, has_nodes=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())

    objects = KeyedManager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = [InOrder("title_order"), "pk"]

    def __str__(self):
        return self.title or self.key

    def natural_key(self):
        return (self.key,)

    def get_absolute_url(self):
        return reverse("page", args=[self.key])


add_name_order(Page, "title")


class LoadedFixtures(models.Model):
    """The name of a loaded fixture set. It isn't loaded again, so that what people have changed is not overwritten."""

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True, db_default=Now())

    def __str__(self):
        return self.name
