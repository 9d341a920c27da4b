"""Which rates are plausible, compared with the last plausible one before them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from newsroom.informers.readings import can_follow, is_old, is_plausible_weather, newest_good

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Rate:
    value: Decimal
    valid_on: date
    is_confirmed: bool = False


def rate(value, day=0, **fields):
    return Rate(Decimal(value), MONDAY + timedelta(days=day), **fields)


def newest(*values):
    """The newest plausible rate of consecutive days, oldest first. «!» marks a confirmed rate."""
    rates = [rate(value.rstrip("!"), day, is_confirmed=value.endswith("!")) for day, value in enumerate(values)]
    return str(newest_good(rates).value)


@pytest.mark.parametrize(
    ("value", "days", "can"),
    [
        ("462.04", 1, True),
        ("600.00", 1, True),
        ("600.66", 1, False),
        ("355.50", 1, True),
        ("355.30", 1, False),
        ("600.66", 2, True),
        ("781.00", 2, False),
        ("4620.40", 1, False),
        ("46.20", 1, False),
        ("4620.40", 30, False),
        ("46.20", 30, False),
        ("4620.40", 10_000, False),
        ("3600.00", 10_000, True),
        ("600.66", 0, False),
    ],
)
def test_a_rate_changes_by_less_than_a_third_a_day_and_never_tenfold(value, days, can):
    assert can_follow(rate(value, days), rate("462.04")) is can


def test_the_limits_come_from_the_settings(settings):
    assert can_follow(rate("500", 1), rate("462"))
    settings.INFORMERS_RATE_CHANGE_A_DAY = 1.05
    assert not can_follow(rate("500", 1), rate("462"))

    assert can_follow(rate("900", 60), rate("462"))
    settings.INFORMERS_RATE_CHANGE = 1.5
    assert not can_follow(rate("900", 60), rate("462"))


def test_no_rates_give_none():
    assert newest_good([]) is None


@pytest.mark.parametrize(
    ("values", "good"),
    [
        (["462"], "462"),
        (["462", "463"], "463"),
        (["462", "4620"], "462"),
        (["462", "46.2"], "462"),
        (["462", "4620", "463"], "463"),
        (["462", "46.2", "463"], "463"),
        (["462", "4620", "4621"], "462"),  # the same mistake twice
        (["4620", "462", "463", "464", "465"], "465"),  # the oldest is the wrong one
        (["46.2", "462", "463", "464", "465", "466"], "466"),
        (["462", "463", "640", "641"], "641"),  # a jump that lasts is real
        (["462", "463", "640"], "463"),
        (["462", "640!"], "640"),
        (["462", "640!", "645"], "645"),
        (["462", "4620!", "4600", "470"], "4600"),
        (["4620", "4621", "462!", "463", "4630"], "463"),
        (["462!", "4620"], "462"),
    ],
)
def test_the_newest_plausible_rate_is_found_among_others(values, good):
    assert newest(*values) == good


@pytest.mark.parametrize(
    ("low", "high", "can"),
    [
        (-10, -8, True),
        (-70, -70, True),
        (60, 60, True),
        (-20, 20, True),
        (-20, 21, False),
        (-71, -60, False),
        (50, 61, False),
        (1, 0, False),
        (-9999, -9999, False),
    ],
)
def test_plausible_temperatures(low, high, can):
    assert is_plausible_weather(low, high) is can


@pytest.mark.parametrize(
    ("days", "limit", "old"), [(0, 0, False), (1, 0, True), (4, 4, False), (5, 4, True), (-1, 0, False)]
)
def test_a_reading_is_old_after_its_limit(days, limit, old):
    assert is_old(MONDAY, MONDAY + timedelta(days=days), limit) is old
