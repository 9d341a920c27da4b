"""Forecasts of the Norwegian Meteorological Institute: worldwide, without a key, CC BY 4.0 (it must be named).

Locationforecast 2.0 gives hourly temperatures from now on; we take the lowest and the highest of a day. Its terms ask
clients to identify themselves, to send at most four decimals of a coordinate and to avoid needless requests.
"""

import json
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from newsroom.editions.dates import in_almaty
from newsroom.informers.sources import Answer, SourceError, WeatherReading, quoted
from newsroom.informers.sources.fetch import fetch

COLDEST_FROM, WARMEST_UNTIL = 5, 17
"""Hours. A forecast that starts at 5:00 or earlier and ends at 17:00 or later has the coldest and the warmest hour."""


class MetNorway:
    key = "api.met.no"

    def __init__(self, address):
        """`address` contains «{latitude}» and «{longitude}», which are replaced by those of a town."""
        self.address = address

    def weather(self, town, today):
        coordinates = {"{latitude}": town.latitude, "{longitude}": town.longitude}
        address = self.address
        for name, degrees in coordinates.items():
            address = address.replace(name, f"{degrees:.4f}")
        return read(fetch(address, "json"), today)


def read(body, today):
    """Make an `Answer` of the JSON in `body`: today, and tomorrow so that there is a forecast from midnight on."""
    temperatures = by_day(series(body))
    answer = Answer()
    for day in (today, today + timedelta(days=1)):
        if hours := temperatures.get(day):
            answer.readings.append(reading(day, hours))
    if not answer.readings:
        raise SourceError(f"no temperatures for {today}")
    return answer


def series(body):
    try:
        properties = json.loads(body, parse_constant=refuse_constant)["properties"]
        unit = properties["meta"]["units"]["air_temperature"]
        steps = [
            (step["time"], step["data"]["instant"]["details"]["air_temperature"]) for step in properties["timeseries"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"not a forecast: {type(error).__name__} {quoted(str(error))}") from error
    if unit != "celsius":
        raise SourceError(f"temperatures in {quoted(str(unit))}")
    return steps


def refuse_constant(name):
    raise ValueError(name)  # NaN, Infinity and -Infinity, which Python's parser would accept


def by_day(steps):
    """{day in Almaty: {hour: degrees}}."""
    found = defaultdict(dict)
    for written, degrees in steps:
        moment = moment_of(written)
        if isinstance(degrees, bool) or not isinstance(degrees, int | float) or not -1000 < degrees < 1000:
            raise SourceError(f"{quoted(str(degrees))} is not a temperature")
        found[moment.date()][moment.hour] = degrees
    return found


def moment_of(written):
    """Parse a time with a UTC offset and convert it to Almaty time."""
    try:
        return in_almaty(datetime.fromisoformat(written))
    except (TypeError, ValueError, OverflowError) as error:
        raise SourceError(f"{quoted(str(written))} is not a time with a time zone") from error


def reading(day, hours):
    is_whole = min(hours) <= COLDEST_FROM and max(hours) >= WARMEST_UNTIL
    return WeatherReading(day, whole_degrees(min(hours.values())), whole_degrees(max(hours.values())), is_whole)


def whole_degrees(degrees):
    return int(Decimal(str(degrees)).quantize(Decimal(1), ROUND_HALF_UP))
