"""Sources of readings. A source returns an `Answer` or raises `SourceError`; it stores nothing.

Rows keep the key of the source that they were read from. Only those rows may be overwritten by its next answer.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

# The names that readers see, in their own language.
NAMES = {
    "nationalbank.kz": _("National Bank of Kazakhstan"),
    "api.met.no": _("MET Norway"),
}


class SourceError(Exception):
    """No part of an answer can be used. The message gives the reason to the person who runs the command."""


class RateReading(NamedTuple):
    currency: str
    value: Decimal
    """Tenge for one unit, rounded to hundredths."""
    valid_on: date


class WeatherReading(NamedTuple):
    observed_on: date
    low: int
    high: int
    """Degrees Celsius in the coldest and in the warmest hour of that day."""
    is_whole: bool
    """Whether the answer covers the coldest and the warmest hour of the day, or only the rest of the day."""


@dataclass
class Answer:
    readings: list = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Messages about parts of the answer that cannot be used."""


class RateSource(Protocol):
    key: str

    def rates(self, day: date) -> Answer:
        """`RateReading`s for `day`, or for another day that the source answers with; none on days without rates."""


class WeatherSource(Protocol):
    key: str

    def weather(self, town, today: date) -> Answer:
        """`WeatherReading`s of a town with a latitude and a longitude: for today and, if possible, for tomorrow."""


def quoted(text):
    """Quote a piece of a foreign answer in a message: shortened, with control characters escaped for terminals."""
    return ascii(text if len(text) <= 60 else text[:59] + "…") if text is not None else "nothing"
