"""Weather and exchange rates. A reading is valid for one day and is shown with that day."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.content.natural_keys import KeyedQuerySet, NamedRow
from newsroom.database.table_versions import versioned
from newsroom.editions import dates
from newsroom.editions.name_order import InOrder
from newsroom.informers import readings
from newsroom.informers.sources import NAMES


class Currency(models.TextChoices):
    USD = "USD", "USD"
    EUR = "EUR", "EUR"
    RUB = "RUB", "RUB"
    CNY = "CNY", "CNY"


class Reading(models.Model):
    """A value for a day, with its origin: one of our sources, a name typed in by an editor, or the editors."""

    source = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("If empty, the editors are the source.")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        abstract = True

    @property
    def credit(self):
        """The origin as readers see it: in their language if it is one of our sources or the editors."""
        return NAMES.get(self.source) or self.source or (_("The editors") if self.entered_by_id else "")


NEWEST = readings.HISTORY * len(Currency)
"""How many rates are read with one query: the newest ones of all currencies."""


class RateQuerySet(models.QuerySet):
    def latest_each(self, today=None):
        """Return the newest plausible rate of each currency that is valid by now, dollar first."""
        known = self.filter(valid_on__lte=today or timezone.localdate())
        # Tuples, because only four of the forty rates become instances.
        columns = [field.attname for field in self.model._meta.concrete_fields]
        rows = list(known.order_by("-valid_on").values_list(*columns, named=True)[:NEWEST])
        by_currency = [
            [row for row in rows if row.currency == currency][: readings.HISTORY] for currency in Currency.values
        ]
        if len(rows) == NEWEST and any(len(rates) < readings.HISTORY for rates in by_currency):
            # A currency that comes less often has older rates than these.
            by_currency = [
                list(known.newest_of(currency).values_list(*columns, named=True)) for currency in Currency.values
            ]
        return [Rate(**readings.newest_good(rates[::-1])._asdict()) for rates in by_currency if rates]

    def last_good_before(self, currency, day):
        """Return the last plausible rate before a day, or None."""
        rates = self.filter(valid_on__lt=day).newest_of(currency)
        return readings.newest_good(list(rates)[::-1])

    def newest_of(self, currency):
        return self.filter(currency=currency).order_by("-valid_on")[: readings.HISTORY]

    def get_by_natural_key(self, currency, valid_on):
        return self.get(currency=currency, valid_on=valid_on)


@versioned
class Rate(Reading):
    """The price of one unit of a currency in tenge, for the day on which it is valid."""

    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices)
    value = models.DecimalField(
        _("tenge"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), _("A rate must be greater than zero."))],
    )
    valid_on = models.DateField(_("valid on"))
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_(
            "Correct, although it differs a lot from the previous rate. Readers see it only if it is confirmed."
        ),
    )

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-valid_on", "currency"]
        indexes = [models.Index(fields=["-valid_on"], name="rate_newest")]
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_on"], name="rate_one_a_day"),
            models.CheckConstraint(condition=Q(value__gt=0), name="rate_positive"),
        ]

    def __str__(self):
        return f"{self.currency} {self.value} ({self.valid_on})"

    def natural_key(self):
        return (self.currency, str(self.valid_on))

    def clean(self):
        if self.is_confirmed or not isinstance(self.valid_on, date) or not self.value or self.value < 0:
            return
        before = Rate.objects.last_good_before(self.currency, self.valid_on)
        if before and not readings.can_follow(self, before):
            known = {
                "value": dates.decimal(before.value, editions.active()),
                "day": dates.day(before.valid_on, editions.active()),
            }
            message = _("The rate of %(day)s was %(value)s. If this one is correct, mark it as confirmed.") % known
            raise ValidationError({"value": message})

    @property
    def day(self):
        return self.valid_on

    @property
    def is_old(self):
        return readings.is_old(self.valid_on, timezone.localdate(), settings.INFORMERS_RATE_DAYS)


class TownQuerySet(KeyedQuerySet):
    def located(self):
        """Towns with coordinates, for which a forecast can be fetched."""
        return self.filter(latitude__isnull=False)


def degrees_within(most):
    return [MinValueValidator(-most), MaxValueValidator(most)]


@versioned
class Town(NamedRow):
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=6,
        decimal_places=4,
        null=True,
        blank=True,
        validators=degrees_within(90),
        help_text=_(
            "Degrees north of the equator, such as 51.1667. With both coordinates the weather is updated automatically."
        ),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=degrees_within(180),
        help_text=_("Degrees east of Greenwich, such as 71.4333."),
    )

    objects = models.Manager.from_queryset(TownQuerySet, "TownManager")()

    class Meta(NamedRow.Meta):
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        ordering = ["position", InOrder("name_order"), "pk"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,  # without this, one NULL makes the condition unknown, which passes
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="town_on_the_map",
                violation_error_message=_("Enter both the latitude and the longitude, or neither."),
            ),
        ]


class WeatherQuerySet(models.QuerySet):
    def latest_each(self, today=None):
        """Return the newest reading of each town that is not for a future day, in the order of the towns."""
        known = self.filter(town=OuterRef("pk"), observed_on__lte=today or timezone.localdate())
        newest = Subquery(known.order_by("-observed_on").values("pk")[:1])
        rows = self.filter(pk__in=Town.objects.order_by().values_list(newest))
        return rows.select_related("town").order_by("town__position", InOrder("town__name_order"), "town")

    def get_by_natural_key(self, town, observed_on):
        return self.get(town__key=town, observed_on=observed_on)


@versioned
class Weather(Reading):
    """Degrees Celsius in a town on a day; a range if the source gives one."""

    town = models.ForeignKey(Town, models.CASCADE, verbose_name=_("town"))
    observed_on = models.DateField(_("on"))
    low = models.SmallIntegerField(_("from, °C"))
    high = models.SmallIntegerField(_("to, °C"))

    objects = WeatherQuerySet.as_manager()

    class Meta:
        verbose_name = _("weather reading")
        verbose_name_plural = _("weather readings")
        ordering = ["-observed_on", "town"]
        constraints = [
            models.UniqueConstraint(fields=["town", "observed_on"], name="weather_one_a_day"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="weather_low_first",
                violation_error_message=_("Enter the lower temperature first."),
            ),
            models.CheckConstraint(
                condition=Q(low__gte=readings.COLDEST, high__lte=readings.WARMEST),
                name="weather_on_earth",
                violation_error_message=_("Temperatures must be between −70 and 60 °C."),
            ),
            models.CheckConstraint(
                condition=Q(high__lte=F("low") + readings.FARTHEST_APART),
                name="weather_of_one_day",
                violation_error_message=_("The temperatures of one day can differ by at most 40 degrees."),
            ),
        ]

    def __str__(self):
        return f"{self.town} {self.degrees} ({self.observed_on})"

    def natural_key(self):
        return (self.town.key, str(self.observed_on))

    natural_key.dependencies = ["informers.town"]

    @property
    def day(self):
        return self.observed_on

    @property
    def is_old(self):
        return readings.is_old(self.observed_on, timezone.localdate(), settings.INFORMERS_WEATHER_DAYS)

    @property
    def degrees(self):
        """−8…−10 °C, the colder end last as the source writes it, or 10 °C."""
        ends = [self.high] if self.low == self.high else [self.high, self.low]
        return "…".join(str(end).replace("-", "\N{MINUS SIGN}") for end in ends) + "\N{NO-BREAK SPACE}°C"
