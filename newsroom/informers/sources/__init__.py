"""Where readings come from. A source is asked, answers in our terms, or raises `SourceError`; it stores nothing.

The key of a source stands in the rows that were read from it: only those may be written over by its next answer.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

# How each is named to readers, in their own language.
NAMES = {
    "nationalbank.kz": _("National Bank of Kazakhstan"),
    "api.met.no": _("MET Norway"),
}


class SourceError(Exception):
    """Nothing of an answer can be used; the message says why, for whoever runs the command."""


class RateReading(NamedTuple):
    currency: str
    value: Decimal
    """Tenge for one unit, to a hundredth."""
    valid_on: date


class WeatherReading(NamedTuple):
    observed_on: date
    low: int
    high: int
    """Degrees Celsius, the coldest and the warmest hour of that day."""
    is_whole: bool
    """Whether the day was read from before its coldest hour to after its warmest, or only what is left of it."""


@dataclass
class Answer:
    readings: list = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What stood beside them and cannot be used."""


class RateSource(Protocol):
    key: str

    def rates(self, day: date) -> Answer:
        """`RateReading`s for `day`, or for the day that the source takes in its place; none on days without rates."""


class WeatherSource(Protocol):
    key: str

    def weather(self, town, today: date) -> Answer:
        """`WeatherReading`s of a town that has a latitude and a longitude: of today and, if it can, of tomorrow."""


def shown(text):
    """A piece of a foreign answer for a message: short, and without signs that a terminal would obey."""
    return ascii(text if len(text) <= 60 else text[:59] + "…") if text is not None else "nothing"
