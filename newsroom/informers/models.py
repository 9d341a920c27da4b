"""Weather and exchange rates: readings that were true on a day, each shown with that day."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from newsroom.natural_key import NamedRow


class Currency(models.TextChoices):
    USD = "USD", "USD"
    EUR = "EUR", "EUR"
    RUB = "RUB", "RUB"
    CNY = "CNY", "CNY"


class RateQuerySet(models.QuerySet):
    def latest_each(self):
        """The newest rate of each currency, dollar first."""
        newest = Rate.objects.filter(currency=OuterRef("currency")).order_by("-valid_on").values("pk")[:1]
        order = models.Case(*(models.When(currency=code, then=place) for place, code in enumerate(Currency.values)))
        return self.filter(pk=Subquery(newest)).order_by(order)

    def get_by_natural_key(self, currency, valid_on):
        return self.get(currency=currency, valid_on=valid_on)


class Rate(models.Model):
    """Tenge for one unit of a currency, on the day it is valid."""

    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices)
    value = models.DecimalField(
        _("tenge"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), _("A rate is greater than zero."))],
    )
    valid_on = models.DateField(_("valid on"))
    source = models.CharField(_("source"), max_length=100, blank=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-valid_on", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_on"], name="rate_one_a_day"),
            models.CheckConstraint(condition=Q(value__gt=0), name="rate_positive"),
        ]

    def __str__(self):
        return f"{self.currency} {self.value} ({self.valid_on})"

    def natural_key(self):
        return (self.currency, str(self.valid_on))


class Town(NamedRow):
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        ordering = ["position", "key"]


class WeatherQuerySet(models.QuerySet):
    def latest_each(self):
        """The newest reading of each town, in the towns' order."""
        newest = Weather.objects.filter(town=OuterRef("town")).order_by("-observed_on").values("pk")[:1]
        return self.filter(pk=Subquery(newest)).select_related("town").order_by("town__position", "town__key")

    def get_by_natural_key(self, town, observed_on):
        return self.get(town__key=town, observed_on=observed_on)


class Weather(models.Model):
    """Degrees Celsius in a town on a day; a range when the source gives one."""

    town = models.ForeignKey(Town, models.CASCADE, verbose_name=_("town"))
    observed_on = models.DateField(_("on"))
    low = models.SmallIntegerField(_("from, °C"))
    high = models.SmallIntegerField(_("to, °C"))
    source = models.CharField(_("source"), max_length=100, blank=True)

    objects = WeatherQuerySet.as_manager()

    class Meta:
        verbose_name = _("weather reading")
        verbose_name_plural = _("weather readings")
        ordering = ["-observed_on", "town__position"]
        constraints = [
            models.UniqueConstraint(fields=["town", "observed_on"], name="weather_one_a_day"),
            models.CheckConstraint(
                condition=Q(low__lte=models.F("high")),
                name="weather_low_first",
                violation_error_message=_("The lower temperature comes first."),
            ),
            models.CheckConstraint(
                condition=Q(low__gte=-70, high__lte=60),
                name="weather_on_earth",
                violation_error_message=_("Temperatures lie between −70 and 60 °C."),
            ),
        ]

    def __str__(self):
        return f"{self.town} {self.degrees} ({self.observed_on})"

    def natural_key(self):
        return (self.town.key, str(self.observed_on))

    natural_key.dependencies = ["informers.town"]

    @property
    def degrees(self):
        """−8…−10 °C as the source wrote it, colder end last; 10 °C."""
        ends = [self.high] if self.low == self.high else [self.high, self.low]
        return "…".join(str(end).replace("-", "\N{MINUS SIGN}") for end in ends) + "\N{NO-BREAK SPACE}°C"
