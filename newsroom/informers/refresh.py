"""Store what the sources answer. If a source fails, the last good values are kept."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from newsroom.informers.models import Rate, Town, Weather
from newsroom.informers.readings import can_follow, is_plausible_weather
from newsroom.informers.sources import SourceError

SATURDAY = 5


@dataclass
class Outcome:
    stored: int = 0
    """Number of readings that are new or have changed."""
    faults: list[str] = field(default_factory=list)


def refresh_rates(source, today):
    """Store the rates for today and, once they are set, for the next business day. Return an `Outcome`."""
    readings, faults = ask(source.rates, [(today,), (next_business_day(today),)])
    outcome = Outcome(faults=faults)
    with transaction.atomic():
        for reading in readings:
            before = Rate.objects.last_good_before(reading.currency, reading.valid_on)
            if before and not can_follow(reading, before):
                outcome.faults.append(
                    f"{reading.currency}: {reading.value} for {reading.valid_on} is implausible after {before.value} of"
                    f" {before.valid_on}; if it is correct, confirm it at the desk"
                )
                continue
            row = {"currency": reading.currency, "valid_on": reading.valid_on}
            outcome.stored += store(Rate, row, {"value": reading.value}, source.key)
    return outcome


def refresh_weather(source, today):
    """Store the weather of every town with coordinates. Return an `Outcome`."""
    towns = Town.objects.located()
    outcome = Outcome()
    found = []
    for town in towns:
        readings, faults = ask(source.weather, [(town, today)])
        outcome.faults += [f"{town.key}: {fault}" for fault in faults]
        found += [(town, reading) for reading in readings]
    with transaction.atomic():
        for town, reading in found:
            if not is_plausible_weather(reading.low, reading.high):
                outcome.faults.append(f"{town.key}: {reading.low} to {reading.high} °C on {reading.observed_on}")
                continue
            row = {"town": town, "observed_on": reading.observed_on}
            degrees = {"low": reading.low, "high": reading.high}
            outcome.stored += store(Weather, row, degrees, source.key, only_new=not reading.is_whole)
    return outcome


def ask(question, each):
    """Call `question` with each of the arguments in `each`, until it fails. Return (readings, faults)."""
    readings, faults = [], []
    for arguments in each:
        try:
            answer = question(*arguments)
        except SourceError as error:
            faults.append(str(error))
            break
        readings += answer.readings
        faults += [fault for fault in answer.faults if fault not in faults]
    return readings, faults


def store(model, row, values, key, only_new=False):
    """Return how many rows changed, 0 or 1. A row that this source did not write was typed in by hand and is kept."""
    stored, is_new = model.objects.get_or_create(**row, defaults=values | {"source": key})
    if is_new:
        return 1
    if only_new:
        return 0
    return model.objects.filter(pk=stored.pk, source=key).exclude(**values).update(**values)


def next_business_day(day):
    """The next day that is neither a Saturday nor a Sunday. A holiday is simply a day without rates."""
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
