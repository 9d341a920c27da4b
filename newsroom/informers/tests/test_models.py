"""A rate or a temperature without its day, or one that cannot be, is worse than none."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils.translation import override

from newsroom.informers.models import Currency, Rate, Town, Weather
from newsroom.tests.parsed import parse

pytestmark = pytest.mark.django_db

NB = "\N{NO-BREAK SPACE}"
MONDAY, TUESDAY, WEDNESDAY = date(2025, 11, 24), date(2025, 11, 25), date(2025, 11, 26)


def make_rate(currency="USD", value="462.04", valid_on=MONDAY):
    return Rate.objects.create(currency=currency, value=Decimal(value), valid_on=valid_on)


def make_town(key="astana", position=1, **names):
    return Town.objects.create(key=key, position=position, **names or {"name_kk": "Астана", "name_ru": "Астана"})


def make_weather(town, low=-10, high=-8, observed_on=MONDAY):
    return Weather.objects.create(town=town, low=low, high=high, observed_on=observed_on)


def refuses(write):
    """Whether the database refuses to be written to like this."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


# The newest of each


def test_the_newest_rate_of_each_currency_dollar_first():
    for currency in reversed(Currency.values):
        make_rate(currency, "1", valid_on=MONDAY)
    make_rate("CNY", "68.12", valid_on=WEDNESDAY)
    make_rate("CNY", "2", valid_on=TUESDAY)
    make_rate("USD", "462.04", valid_on=TUESDAY)

    assert [(rate.currency, rate.value, rate.valid_on) for rate in Rate.objects.latest_each()] == [
        ("USD", Decimal("462.04"), TUESDAY),
        ("EUR", Decimal("1.00"), MONDAY),
        ("RUB", Decimal("1.00"), MONDAY),
        ("CNY", Decimal("68.12"), WEDNESDAY),
    ]


def test_a_currency_without_a_rate_is_left_out():
    make_rate("RUB")

    assert [rate.currency for rate in Rate.objects.latest_each()] == ["RUB"]


def test_the_newest_reading_of_each_town_in_the_order_of_towns():
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


def test_towns_in_one_place_go_by_their_key():
    for key in ("oral", "almaty"):
        make_weather(make_town(key, 1))

    assert [reading.town.key for reading in Weather.objects.latest_each()] == ["almaty", "oral"]


# What cannot be


@pytest.mark.parametrize("value", ["0", "-0.01", "-462.04"])
def test_the_database_refuses_a_rate_that_is_not_above_zero(value):
    rate = make_rate()

    assert refuses(lambda: Rate.objects.bulk_create([Rate(currency="EUR", value=Decimal(value), valid_on=MONDAY)]))
    assert refuses(lambda: Rate.objects.filter(pk=rate.pk).update(value=Decimal(value)))
    assert [stored.value for stored in Rate.objects.all()] == [Decimal("462.04")]


def test_the_database_has_one_rate_of_a_currency_for_a_day():
    make_rate("USD", "462.04")

    assert refuses(lambda: make_rate("USD", "462.05"))
    assert not refuses(lambda: make_rate("EUR", "504.09"))
    assert not refuses(lambda: make_rate("USD", "462.05", valid_on=TUESDAY))


@pytest.mark.parametrize(("low", "high"), [(-8, -10), (1, 0), (-71, 0), (0, 61)])
def test_the_database_refuses_a_temperature_that_cannot_be(low, high):
    town = make_town()
    reading = make_weather(town)

    assert refuses(lambda: make_weather(town, low, high, observed_on=TUESDAY))
    assert refuses(lambda: Weather.objects.filter(pk=reading.pk).update(low=low, high=high))
    assert [(stored.low, stored.high) for stored in Weather.objects.all()] == [(-10, -8)]


@pytest.mark.parametrize(("low", "high"), [(-70, 60), (-70, -70), (60, 60), (0, 0)])
def test_the_database_takes_every_temperature_there_is(low, high):
    town = make_town()

    assert not refuses(lambda: make_weather(town, low, high))


def test_the_database_has_one_reading_of_a_town_for_a_day():
    town = make_town()
    make_weather(town)

    assert refuses(lambda: make_weather(town, 0, 1))
    assert not refuses(lambda: make_weather(make_town("almaty"), 0, 1))


@pytest.mark.parametrize("value", ["0.01", "6.74", "99999999.99"])
def test_the_form_takes_every_rate_above_zero(value):
    Rate(currency="RUB", value=Decimal(value), valid_on=MONDAY).full_clean()


@pytest.mark.parametrize(
    ("value", "message"), [("0", "A rate is greater than zero."), ("-1", "A rate is greater than zero.")]
)
def test_the_form_says_what_is_wrong_with_a_rate(value, message):
    with override("en"), pytest.raises(ValidationError) as refused:
        Rate(currency="RUB", value=Decimal(value), valid_on=MONDAY).full_clean(validate_constraints=False)

    assert refused.value.message_dict == {"value": [message]}


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [(1, 0, "The lower temperature comes first."), (-71, 0, "Temperatures lie between −70 and 60 °C.")],
)
def test_the_form_says_what_is_wrong_with_a_temperature(low, high, message):
    with override("en"), pytest.raises(ValidationError) as refused:
        Weather(town=make_town(), low=low, high=high, observed_on=MONDAY).full_clean()

    assert refused.value.messages == [message]


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
def test_degrees_are_written_as_the_source_wrote_them(low, high, written):
    assert Weather(low=low, high=high).degrees == written


# On the page


def modules(html):
    """The informers of a page: for each list, its lines; days as («words», machine's date)."""
    found = parse(html).findall(".//aside[@class='informers']")
    assert len(found) <= 1
    return [[line(item) for item in block.findall("li")] for aside in found for block in aside.findall("ul")]


def line(item):
    days = [day.get("datetime") for day in item.findall("time")]
    return ("".join(item.itertext()), *days)


def test_each_reading_is_printed_with_its_day(client):
    make_weather(make_town())
    make_weather(make_town("almaty", 2, name_ru="Алматы"), 10, 10, observed_on=TUESDAY)
    make_rate("USD", "462.04")
    make_rate("EUR", "1504.09")
    make_rate("RUB", "6.74", valid_on=TUESDAY)

    assert modules(client.get("/ru/").content.decode()) == [
        [
            (f"Астана −8…−10{NB}°C 24{NB}ноября 2025", "2025-11-24"),
            (f"Алматы 10{NB}°C 25{NB}ноября 2025", "2025-11-25"),
        ],
        [("USD 462,04",), (f"EUR 1{NB}504,09",), (f"24{NB}ноября 2025", "2025-11-24")],
        [("RUB 6,74",), (f"25{NB}ноября 2025", "2025-11-25")],
    ]


def test_the_readings_of_the_seed_pages_are_on_every_page(seeds, client):
    expected = [
        [
            (f"Астана −8…−10{NB}°C 26{NB}января 2023", "2023-01-26"),
            (f"Алматы 10{NB}°C 24{NB}ноября 2025", "2025-11-24"),
        ],
        [("USD 462,04",), ("EUR 504,09",), ("RUB 6,74",), ("CNY 68,12",), (f"26{NB}января 2023", "2023-01-26")],
    ]

    addresses = ["/ru/", "/ru/archive/", "/ru/section/president/", "/ru/page/about/", "/ru/nowhere/"]
    assert {address: modules(client.get(address).content.decode()) for address in addresses} == dict.fromkeys(
        addresses, expected
    )


def test_a_town_lent_by_another_language_says_so(client):
    make_weather(make_town(name_ru="Астана"))

    assert '<bdi lang="ru" translate="no">Астана</bdi> <b>' in client.get("/kk/").content.decode()


def test_without_readings_there_is_no_module(client):
    make_town()
    assert 'class="informers"' not in client.get("/ru/").content.decode()

    make_rate()
    assert 'class="informers"' in client.get("/ru/").content.decode()


def test_one_kind_of_reading_leaves_no_empty_list_for_the_other(client):
    make_rate()
    assert len(modules(client.get("/ru/").content.decode())) == 1

    Rate.objects.all().delete()
    make_weather(make_town())
    assert len(modules(client.get("/ru/").content.decode())) == 1


def test_two_queries_are_enough_however_many_readings(django_assert_num_queries):
    for number in range(5):
        make_weather(make_town(f"town-{number}"))
    for currency in Currency.values:
        make_rate(currency)

    with override("ru"), django_assert_num_queries(2):
        html = Template("{% load informers %}{% informers %}").render(Context())

    assert [len(block) for block in modules(html)] == [5, 5]
