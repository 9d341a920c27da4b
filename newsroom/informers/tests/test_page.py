"""Readings on public pages: the value, its day and its source, in the words and number formats of each edition."""

from datetime import timedelta
from functools import partial

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from newsroom import editions
from newsroom.alphabets import convert
from newsroom.editions import dates
from newsroom.informers.models import Currency, Rate, Weather
from newsroom.informers.tests.makers import TUESDAY, make_rate, make_town, make_weather
from newsroom.staff.models import User
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.django_db

NB = "\N{NO-BREAK SPACE}"
BANK, INSTITUTE = "nationalbank.kz", "api.met.no"
TODAY = timezone.localdate


def lists(html):
    """The lists of readings on a page, one for each day and source: (is it old, lines, `datetime` attributes)."""
    found = parse(html).findall(".//aside[@class='informers']")
    assert len(found) <= 1
    return [
        (
            "is-old" in part.get("class").split(),
            ["".join(item.itertext()) for item in part.findall("li")],
            [time.get("datetime") for time in part.iter("time")],
        )
        for aside in found
        for part in aside.findall("ul")
    ]


def front(client, code="ru"):
    return lists(client.get(f"/{code}/").content.decode())


def sources(found):
    """[(day, source)] as printed."""
    return [tuple(lines[-1].split(" · ")) for _old, lines, _days in found]


# Day and source


def test_readings_of_one_day_and_source_are_printed_with_both_once(client):
    make_weather(make_town(), source="Казгидромет")
    make_weather(make_town("almaty", 2, name_ru="Алматы"), 10, 10, observed_on=TUESDAY)
    make_rate("USD", "462.04")
    make_rate("EUR", "1504.09")
    make_rate("RUB", "6.74", valid_on=TUESDAY)

    assert front(client) == [
        (True, [f"Астана −8…−10{NB}°C", f"24{NB}ноября 2025 · Казгидромет"], ["2025-11-24"]),
        (True, [f"Алматы 10{NB}°C", f"25{NB}ноября 2025"], ["2025-11-25"]),
        (True, ["USD 462,04", f"EUR 1{NB}504,09", f"24{NB}ноября 2025"], ["2025-11-24"]),
        (True, ["RUB 6,74", f"25{NB}ноября 2025"], ["2025-11-25"]),
    ]


@pytest.mark.parametrize(
    ("code", "dollar", "bank", "institute", "editors"),
    [
        ("ru", "1 521,17", "Национальный банк", "Метеоинститут Норвегии", "Редакция"),
        ("kk", "1 521,17", "Ұлттық Банк", "Норвегия метеоинституты", "Редакция"),
        ("uz-cyrl", "1 521,17", "Қозоғистон Миллий банки", "Норвегия метеоинститути", "Таҳририят"),
        ("en", "1,521.17", "National Bank of Kazakhstan", "MET Norway", "The editors"),
        ("zh-hans", "1,521.17", "哈萨克斯坦国家银行", "挪威气象研究所", "编辑部"),
    ],
)
def test_every_edition_has_its_own_words_and_number_format(client, code, dollar, bank, institute, editors):
    make_weather(make_town(), -3, 4, TODAY(), source=INSTITUTE)
    make_rate("USD", "1521.17", valid_on=TODAY(), source=BANK)
    make_rate("EUR", "604.33", valid_on=TODAY(), entered_by=User.objects.create_user("editor"))

    day = dates.day_of_year(TODAY(), editions.BY_CODE[code])
    found = front(client, code)
    assert [(old, days) for old, _lines, days in found] == [(False, [str(TODAY())])] * 3
    assert sources(found) == [(day, institute), (day, bank), (day, editors)]
    assert found[1][1][0] == f"USD {dollar.replace(' ', NB)}"


@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_derived_editions_have_the_kazakh_words_transliterated(client, code):
    make_weather(make_town(), -3, 4, TODAY(), source=INSTITUTE)
    make_rate("USD", "1521.17", valid_on=TODAY(), source=BANK)

    transliterate = partial(convert, to=editions.BY_CODE[code].tag)
    kazakh, found = front(client, "kk"), front(client, code)
    assert sources(found) == [tuple(map(transliterate, words)) for words in sources(kazakh)]
    assert sources(found) != sources(kazakh)
    assert found[1][1][0] == kazakh[1][1][0]


def test_a_source_typed_in_by_an_editor_is_escaped_and_not_transliterated(client):
    make_rate(source="Қазгидромет <b>", entered_by=User.objects.create_user("editor"))

    for code in ("ru", "kk", "kk-latn", "kk-arab"):
        html = client.get(f"/{code}/").content.decode()
        assert ' · <bdi translate="no">Қазгидромет &lt;b&gt;</bdi></span>' in html


def test_without_a_source_there_is_no_separator(client):
    make_rate()

    assert front(client)[0][1][-1] == f"24{NB}ноября 2025"


# Old readings


@pytest.mark.parametrize(("days", "old"), [(0, False), (4, False), (5, True), (400, True)])
def test_a_rate_is_old_after_four_days(client, days, old):
    make_rate(valid_on=TODAY() - timedelta(days=days))

    assert [found[0] for found in front(client)] == [old]


@pytest.mark.parametrize(("days", "old"), [(0, False), (1, True)])
def test_weather_is_old_when_its_day_is_over(client, days, old):
    make_weather(make_town(), observed_on=TODAY() - timedelta(days=days))

    assert [found[0] for found in front(client)] == [old]


def test_the_day_has_a_year_if_it_is_not_this_year(client):
    make_rate("USD", valid_on=TODAY().replace(month=1, day=1))
    make_rate("EUR", valid_on=TODAY().replace(month=1, day=1) - timedelta(days=1))

    year = TODAY().year
    assert [found[1][-1] for found in front(client)] == [f"1{NB}января", f"31{NB}декабря {year - 1}"]


# Readings that are not shown


@pytest.mark.parametrize("code", ["ru", "kk-arab", "en"])
@pytest.mark.parametrize("value", ["4620.40", "46.20", "700.00"])
def test_the_last_good_rate_is_printed_instead_of_an_implausible_one(client, code, value):
    make_rate("USD", "462.04", valid_on=TODAY() - timedelta(days=1))
    bad = make_rate("USD", value, valid_on=TODAY())

    mark = {"en": "462.04"}.get(code, "462,04")
    assert front(client, code)[0][1][0] == f"USD {mark}"
    bad.is_confirmed = True
    bad.save()
    assert front(client, code)[0][1][0] != f"USD {mark}"


def test_readings_for_tomorrow_are_not_shown_today(client):
    tomorrow = TODAY() + timedelta(days=1)
    make_rate("EUR", "504.09", valid_on=tomorrow)
    make_weather(make_town(), observed_on=tomorrow)
    assert front(client) == []

    make_rate("USD", "462.04", valid_on=TODAY())
    assert [found[1][0] for found in front(client)] == ["USD 462,04"]


def test_without_readings_there_is_no_box(client):
    make_town()
    assert 'class="informers"' not in client.get("/ru/").content.decode()

    make_rate()
    assert 'class="informers"' in client.get("/ru/").content.decode()


def test_a_kind_without_readings_has_no_empty_list(client):
    make_rate()
    assert len(front(client)) == 1

    Rate.objects.all().delete()
    make_weather(make_town())
    assert len(front(client)) == 1


# On every page


def test_the_readings_of_the_seed_pages_are_on_every_page(seeds, client):
    expected = [
        (True, [f"Астана −8…−10{NB}°C", f"26{NB}января 2023 · Kazinform"], ["2023-01-26"]),
        (True, [f"Алматы 10{NB}°C", f"24{NB}ноября 2025"], ["2025-11-24"]),
        (
            True,
            ["USD 462,04", "EUR 504,09", "RUB 6,74", "CNY 68,12", f"26{NB}января 2023 · Kazinform"],
            ["2023-01-26"],
        ),
    ]

    addresses = ["/ru/", "/ru/archive/", "/ru/section/president/", "/ru/page/about/", "/ru/nowhere/"]
    found = {address: lists(client.get(address).content.decode()) for address in addresses}
    assert found == dict.fromkeys(addresses, expected)


def test_the_towns_of_the_seed_pages_have_coordinates(seeds):
    towns = {reading.town.key: reading.town for reading in Weather.objects.latest_each()}

    assert {key: (str(town.latitude), str(town.longitude)) for key, town in towns.items()} == {
        "astana": ("51.1667", "71.4333"),
        "almaty": ("43.2400", "76.9150"),
    }


def test_a_town_name_from_another_language_is_marked(client):
    make_weather(make_town(name_ru="Астана"))

    assert '<bdi lang="ru" translate="no">Астана</bdi> <b>' in client.get("/kk/").content.decode()


def test_all_readings_are_read_with_two_queries_and_cached(rf, django_assert_num_queries):
    for number in range(5):
        make_weather(make_town(f"town-{number}"))
    for currency in Currency.values:
        make_rate(currency, entered_by=User.objects.create_user(currency))

    template = Template("{% load informers %}{% informers %}")
    with override("ru"), django_assert_num_queries(1 + 2):  # the versions of the tables come first
        html = template.render(Context({"request": rf.get("/ru/")}))
    with override("ru"), django_assert_num_queries(1):
        assert template.render(Context({"request": rf.get("/ru/")})) == html

    assert [len(lines) for _old, lines, _days in lists(html)] == [6, 5]
