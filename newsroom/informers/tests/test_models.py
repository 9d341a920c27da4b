"""Which readings are shown and which are refused: an implausible or undated reading is worse than none."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from newsroom.informers.models import Currency, Rate, Town, Weather
from newsroom.informers.tests.makers import MONDAY, TUESDAY, WEDNESDAY, make_rate, make_town, make_weather

pytestmark = pytest.mark.django_db

NB = "\N{NO-BREAK SPACE}"


def refuses(write):
    """Whether the database refuses this write."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


# The newest readings


def test_the_newest_rate_of_each_currency_is_shown_dollar_first():
    for currency in reversed(Currency.values):
        make_rate(currency, "68", valid_on=MONDAY)
    make_rate("CNY", "68.12", valid_on=WEDNESDAY)
    make_rate("CNY", "67", valid_on=TUESDAY)
    make_rate("USD", "69.04", valid_on=TUESDAY)

    assert [(rate.currency, rate.value, rate.valid_on) for rate in Rate.objects.latest_each()] == [
        ("USD", Decimal("69.04"), TUESDAY),
        ("EUR", Decimal("68.00"), MONDAY),
        ("RUB", Decimal("68.00"), MONDAY),
        ("CNY", Decimal("68.12"), WEDNESDAY),
    ]


def test_a_currency_without_a_rate_is_left_out():
    make_rate("RUB")

    assert [rate.currency for rate in Rate.objects.latest_each()] == ["RUB"]


def test_a_rate_that_comes_less_often_than_the_others_is_found_too():
    make_rate("EUR", "504.09", MONDAY - timedelta(days=100))
    for number in range(45):
        make_rate("USD", "462.04", MONDAY - timedelta(days=number))

    assert [rate.currency for rate in Rate.objects.latest_each(MONDAY)] == ["USD", "EUR"]


def test_the_newest_reading_of_each_town_is_shown_in_the_order_of_towns():
    almaty, astana, silent = make_town("almaty", 2), make_town("astana", 1), make_town("oral", 3)
    make_weather(almaty, 10, 10, observed_on=WEDNESDAY)
    make_weather(astana, -3, 0, observed_on=MONDAY)
    make_weather(astana, -10, -8, observed_on=TUESDAY)
    make_weather(almaty, 1, 2, observed_on=MONDAY)

    newest = Weather.objects.latest_each()

    assert [(reading.town.key, reading.high, reading.observed_on) for reading in newest] == [
        ("astana", -8, TUESDAY),
        ("almaty", 10, WEDNESDAY),
    ]
    assert Weather.objects.filter(town=silent).count() == 0


def test_towns_with_the_same_position_are_sorted_by_name():
    for key, name in [("a", "Орал"), ("b", "Қызылорда"), ("c", "Көкшетау")]:
        make_weather(make_town(key, 1, name_kk=name))

    assert [reading.town.key for reading in Weather.objects.latest_each()] == ["c", "b", "a"]
    assert [reading.town.key for reading in Weather.objects.all()] == ["c", "b", "a"]


@pytest.mark.parametrize(("today", "value"), [(MONDAY, "462.04"), (TUESDAY, "462.04"), (WEDNESDAY, "463.00")])
def test_a_rate_is_shown_from_its_day(today, value):
    make_rate("USD", "462.04", valid_on=MONDAY)
    make_rate("USD", "463.00", valid_on=WEDNESDAY)

    assert [str(rate.value) for rate in Rate.objects.latest_each(today)] == [value]
    assert Rate.objects.latest_each(MONDAY - timedelta(days=1)) == []


def test_weather_is_shown_from_its_day():
    town = make_town()
    make_weather(town, -10, -8, observed_on=MONDAY)
    make_weather(town, 1, 2, observed_on=TUESDAY)

    assert [reading.high for reading in Weather.objects.latest_each(MONDAY)] == [-8]
    assert [reading.high for reading in Weather.objects.latest_each(TUESDAY)] == [2]
    assert [*Weather.objects.latest_each(MONDAY - timedelta(days=1))] == []


@pytest.mark.parametrize("value", ["4620.40", "46.20", "0.46", "99999.00"])
def test_the_last_good_rate_is_shown_instead_of_an_implausible_one(value):
    make_rate("USD", "462.04", valid_on=MONDAY)
    bad = make_rate("USD", value, valid_on=TUESDAY)
    make_rate("EUR", "504.09", valid_on=TUESDAY)

    assert [str(rate.value) for rate in Rate.objects.latest_each()] == ["462.04", "504.09"]
    bad.is_confirmed = True
    bad.save()
    assert [str(rate.value) for rate in Rate.objects.latest_each()] == [value, "504.09"]


def test_one_query_finds_the_newest_rates_among_many():
    day = MONDAY - timedelta(days=365)
    Rate.objects.bulk_create(
        Rate(currency=currency, value=Decimal(5), valid_on=day + timedelta(days=number))
        for currency in Currency.values
        for number in range(300)
    )
    with CaptureQueriesContext(connection) as captured:
        newest = Rate.objects.latest_each()

    assert len(captured) == 1
    assert [rate.valid_on for rate in newest] == [day + timedelta(days=299)] * 4


# Refused values


@pytest.mark.parametrize("value", ["0", "-0.01", "-462.04"])
def test_the_database_refuses_rates_of_zero_or_less(value):
    rate = make_rate()

    assert refuses(lambda: Rate.objects.bulk_create([Rate(currency="EUR", value=Decimal(value), valid_on=MONDAY)]))
    assert refuses(lambda: Rate.objects.filter(pk=rate.pk).update(value=Decimal(value)))
    assert [stored.value for stored in Rate.objects.all()] == [Decimal("462.04")]


def test_the_database_refuses_a_second_rate_of_a_currency_for_a_day():
    make_rate("USD", "462.04")

    assert refuses(lambda: make_rate("USD", "462.05"))
    assert not refuses(lambda: make_rate("EUR", "504.09"))
    assert not refuses(lambda: make_rate("USD", "462.05", valid_on=TUESDAY))


@pytest.mark.parametrize(("low", "high"), [(-8, -10), (1, 0), (-71, -40), (30, 61), (-20, 21)])
def test_the_database_refuses_impossible_temperatures(low, high):
    town = make_town()
    reading = make_weather(town)

    assert refuses(lambda: make_weather(town, low, high, observed_on=TUESDAY))
    assert refuses(lambda: Weather.objects.filter(pk=reading.pk).update(low=low, high=high))
    assert [(stored.low, stored.high) for stored in Weather.objects.all()] == [(-10, -8)]


@pytest.mark.parametrize(("low", "high"), [(-70, -30), (-20, 20), (-70, -70), (20, 60), (60, 60), (0, 0)])
def test_the_database_accepts_all_possible_temperatures(low, high):
    town = make_town()

    assert not refuses(lambda: make_weather(town, low, high))


def test_the_database_refuses_a_second_reading_of_a_town_for_a_day():
    town = make_town()
    make_weather(town)

    assert refuses(lambda: make_weather(town, 0, 1))
    assert not refuses(lambda: make_weather(make_town("almaty"), 0, 1))


@pytest.mark.parametrize("value", ["0.01", "6.74", "99999999.99"])
def test_the_form_accepts_rates_above_zero(value):
    Rate(currency="RUB", value=Decimal(value), valid_on=MONDAY).full_clean()


@pytest.mark.parametrize(
    ("value", "message"), [("0", "A rate must be greater than zero."), ("-1", "A rate must be greater than zero.")]
)
def test_the_form_explains_what_is_wrong_with_a_rate(value, message):
    with override("en"), pytest.raises(ValidationError) as refused:
        Rate(currency="RUB", value=Decimal(value), valid_on=MONDAY).full_clean(validate_constraints=False)

    assert refused.value.message_dict == {"value": [message]}


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (1, 0, "Enter the lower temperature first."),
        (-71, -40, "Temperatures must be between −70 and 60 °C."),
        (-20, 21, "The temperatures of one day can differ by at most 40 degrees."),
    ],
)
def test_the_form_explains_what_is_wrong_with_a_temperature(low, high, message):
    with override("en"), pytest.raises(ValidationError) as refused:
        Weather(town=make_town(), low=low, high=high, observed_on=MONDAY).full_clean()

    assert refused.value.messages == [message]


WRONG_COORDINATES = [
    ("51.1667", None),
    (None, "71.4333"),
    ("90.0001", "71"),
    ("-90.0001", "71"),
    ("51", "180.0001"),
    ("51", "-181"),
]


@pytest.mark.parametrize(("latitude", "longitude"), WRONG_COORDINATES)
def test_the_database_refuses_incomplete_and_impossible_coordinates(latitude, longitude):
    town = make_town()

    assert refuses(lambda: Town.objects.filter(pk=town.pk).update(latitude=latitude, longitude=longitude))
    assert not refuses(lambda: Town.objects.filter(pk=town.pk).update(latitude="-90", longitude="180"))


@pytest.mark.parametrize("value", ["4620.40", "46.20", "601.00", "355.00"])
def test_the_form_gives_the_rate_that_an_implausible_one_was_compared_with(value):
    make_rate("USD", "462.04", valid_on=MONDAY)
    rate = Rate(currency="USD", value=Decimal(value), valid_on=TUESDAY)
    with override("en"), pytest.raises(ValidationError) as refused:
        rate.full_clean()

    assert refused.value.message_dict == {
        "value": [f"The rate of 24{NB}November 2025 was 462.04. If this one is correct, mark it as confirmed."]
    }
    rate.is_confirmed = True
    rate.full_clean()


# Degrees


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (-10, -8, f"−8…−10{NB}°C"),
        (10, 10, f"10{NB}°C"),
        (-5, -5, f"−5{NB}°C"),
        (0, 0, f"0{NB}°C"),
        (-2, 3, f"3…−2{NB}°C"),
        (8, 10, f"10…8{NB}°C"),
    ],
)
def test_degrees_are_written_with_the_warmer_end_first(low, high, written):
    assert Weather(low=low, high=high).degrees == written
