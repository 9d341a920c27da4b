"""`manage.py refresh_informers` stores what the sources answer. If a source fails, the stored values are kept."""

import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom.informers.models import Currency, Rate, Weather
from newsroom.informers.refresh import next_business_day, refresh_rates, refresh_weather
from newsroom.informers.sources.met_norway import MetNorway
from newsroom.informers.sources.national_bank import NationalBank
from newsroom.informers.tests.answering import cut, endless, never, not_http, says
from newsroom.informers.tests.feeds import NO_RATES, RATES, feed, forecast, hourly
from newsroom.informers.tests.makers import make_rate, make_town, make_weather
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
BANK, INSTITUTE = "nationalbank.kz", "api.met.no"
PLACE = (Decimal("51.1667"), Decimal("71.4333"))


def usd(value, quant="1"):
    return feed(FRIDAY, {"USD": (value, quant)})


@pytest.fixture
def bank(start):
    """bank({day: body}, currencies) makes a source with these answers. Other days have no rates."""

    def answering(answers, currencies=("USD",)):
        bodies = {f"{day:%d.%m.%Y}": body for day, body in answers.items()}
        server = start(lambda path: says(bodies.get(path.rpartition("=")[2], NO_RATES)))
        source = NationalBank(f"{server.address}/?fdate={{day}}", currencies)
        source.server = server
        return source

    return answering


@pytest.fixture
def institute(start):
    """institute({latitude: body}) makes a source with these answers. It answers with an error for other places."""

    def answering(answers):
        def answer(path):
            body = answers.get(path.partition("=")[2])
            return says(body, "application/json") if body else says(b"", status=422)

        return MetNorway(f"{start(answer).address}/?lat={{latitude}}")

    return answering


def rates():
    return [(rate.currency, str(rate.value), rate.valid_on, rate.source) for rate in Rate.objects.order_by("pk")]


def weather():
    return [
        (reading.town.key, reading.low, reading.high, reading.observed_on, reading.source)
        for reading in Weather.objects.order_by("pk")
    ]


# Rates


def test_the_rates_of_today_and_of_the_next_business_day_are_stored(bank):
    source = bank({FRIDAY: feed(FRIDAY), MONDAY: feed(MONDAY, {"USD": ("522.5", "1")})})

    outcome = refresh_rates(source, FRIDAY)

    assert (outcome.stored, outcome.faults) == (2, [])
    assert rates() == [("USD", "521.17", FRIDAY, BANK), ("USD", "522.50", MONDAY, BANK)]
    assert [path for path, _headers in source.server.requests] == ["/?fdate=20.11.2026", "/?fdate=23.11.2026"]
    assert [rate.value for rate in Rate.objects.latest_each(FRIDAY)] == [Decimal("521.17")]
    assert [rate.value for rate in Rate.objects.latest_each(MONDAY)] == [Decimal("522.50")]


@pytest.mark.parametrize(("day", "following"), [(FRIDAY, MONDAY), (SATURDAY, MONDAY), (MONDAY, date(2026, 11, 24))])
def test_the_next_business_day_skips_the_weekend(day, following):
    assert next_business_day(day) == following


def test_on_a_day_without_rates_the_last_ones_are_kept(bank):
    make_rate(valid_on=FRIDAY)

    outcome = refresh_rates(bank({}), SATURDAY)

    assert (outcome.stored, outcome.faults) == (0, [])
    assert rates() == [("USD", "462.04", FRIDAY, "")]


def test_a_second_run_changes_nothing(bank):
    source = bank({FRIDAY: feed(FRIDAY)}, Currency.values)

    assert refresh_rates(source, FRIDAY).stored == 4
    before = rates()
    assert refresh_rates(source, FRIDAY).stored == 0
    assert rates() == before


def test_a_rate_that_the_bank_corrects_is_updated(bank):
    refresh_rates(bank({FRIDAY: usd("521.17")}), FRIDAY)

    assert refresh_rates(bank({FRIDAY: usd("520.00")}), FRIDAY).stored == 1
    assert rates() == [("USD", "520.00", FRIDAY, BANK)]


@pytest.mark.parametrize("value", ["0.0", "0", "5211.70", "52.12", "700.00", "390.00", "-521.17"])
def test_an_implausible_rate_is_reported_and_not_stored(bank, value):
    make_rate("USD", "521.17", valid_on=FRIDAY - timedelta(days=1))

    outcome = refresh_rates(bank({FRIDAY: usd(value)}), FRIDAY)

    assert outcome.stored == 0
    assert [fault[:4] for fault in outcome.faults] == ["USD:"]
    assert [row[1] for row in rates()] == ["521.17"]


def test_a_plausible_rate_is_stored_in_the_same_situation(bank):
    """Without this, the test above could pass because nothing is ever stored."""
    make_rate("USD", "521.17", valid_on=FRIDAY - timedelta(days=1))

    assert refresh_rates(bank({FRIDAY: usd("5300", "10")}), FRIDAY).stored == 1


def test_the_report_gives_the_rate_that_an_implausible_one_was_compared_with(bank):
    make_rate("USD", "521.17", valid_on=FRIDAY - timedelta(days=1))

    assert refresh_rates(bank({FRIDAY: usd("5211.7")}), FRIDAY).faults == [
        "USD: 5211.70 for 2026-11-20 is implausible after 521.17 of 2026-11-19;"
        " if it is correct, confirm it at the desk"
    ]


def test_a_rate_is_compared_with_the_last_plausible_rate(bank):
    for day, value in ((3, "521.00"), (2, "522.00"), (1, "5220.00")):
        make_rate("USD", value, valid_on=FRIDAY - timedelta(days=day))

    assert refresh_rates(bank({FRIDAY: usd("523")}), FRIDAY).stored == 1


def test_a_rate_is_stored_after_a_jump_that_an_editor_has_confirmed(bank):
    thursday = FRIDAY - timedelta(days=1)
    make_rate("USD", "188.38", valid_on=thursday - timedelta(days=1))
    make_rate("USD", "255.26", valid_on=thursday, is_confirmed=True)

    assert refresh_rates(bank({FRIDAY: usd("252.47")}), FRIDAY).stored == 1


def test_one_bad_currency_does_not_affect_the_others(bank):
    outcome = refresh_rates(bank({FRIDAY: feed(FRIDAY, RATES | {"RUB": ("0.0", "1")})}, Currency.values), FRIDAY)

    assert (outcome.stored, outcome.faults) == (3, ["RUB: a rate of 0.0"])
    assert [row[0] for row in rates()] == ["USD", "EUR", "CNY"]


@pytest.mark.parametrize("value", ["521.17", "0.0"])
def test_a_rate_typed_in_at_the_desk_is_kept(bank, value):
    editor = User.objects.create_user("editor")
    make_rate("USD", "520.00", valid_on=FRIDAY, entered_by=editor)

    assert refresh_rates(bank({FRIDAY: usd(value)}), FRIDAY).stored == 0
    assert rates() == [("USD", "520.00", FRIDAY, "")]

    editor.delete()  # the row still does not belong to the bank
    assert refresh_rates(bank({FRIDAY: usd("521.17")}), FRIDAY).stored == 0


# Weather


def test_the_weather_of_every_town_with_coordinates_is_stored(institute):
    make_town("astana", 1, PLACE)
    make_town("almaty", 2, (Decimal("43.24"), Decimal("76.915")))
    make_town("oral", 3)
    source = institute({"51.1667": forecast(hourly(FRIDAY)), "43.2400": forecast(hourly(FRIDAY, low=0.6, high=7))})

    outcome = refresh_weather(source, FRIDAY)

    assert (outcome.stored, outcome.faults) == (4, [])
    assert weather() == [
        ("astana", -14, -8, FRIDAY, INSTITUTE),
        ("astana", -14, -8, SATURDAY, INSTITUTE),
        ("almaty", 1, 7, FRIDAY, INSTITUTE),
        ("almaty", 1, 7, SATURDAY, INSTITUTE),
    ]
    assert refresh_weather(source, FRIDAY).stored == 0


def test_a_later_forecast_of_a_whole_day_replaces_an_earlier_one(institute):
    make_town(place=PLACE)
    refresh_weather(institute({"51.1667": forecast(hourly(FRIDAY))}), FRIDAY)

    assert refresh_weather(institute({"51.1667": forecast(hourly(SATURDAY, low=-20))}), SATURDAY).stored == 2
    assert [row[1:4] for row in weather()] == [
        (-14, -8, FRIDAY),
        (-20, -8, SATURDAY),
        (-20, -8, SATURDAY + timedelta(1)),
    ]


def test_the_rest_of_a_day_is_stored_but_does_not_replace_a_whole_day(institute):
    make_town(place=PLACE)
    evening = institute({"51.1667": forecast(hourly(FRIDAY, first=20, low=-30))})

    refresh_weather(evening, FRIDAY)
    assert weather()[0] == ("astana", -19, -19, FRIDAY, INSTITUTE)

    Weather.objects.update(low=-14, high=-8)
    refresh_weather(evening, FRIDAY)
    assert weather()[0] == ("astana", -14, -8, FRIDAY, INSTITUTE)


@pytest.mark.parametrize(("low", "high"), [(-71, -50), (50, 61), (-30, 11)])
def test_implausible_weather_is_reported_and_not_stored(institute, low, high):
    make_town(place=PLACE)

    outcome = refresh_weather(institute({"51.1667": forecast(hourly(FRIDAY, low=low, high=high, hours=24))}), FRIDAY)

    assert (outcome.stored, outcome.faults) == (0, [f"astana: {low} to {high} °C on 2026-11-20"])
    assert weather() == []


def test_a_town_unknown_to_the_source_does_not_affect_the_others(institute):
    make_town("nowhere", 1, (Decimal("1"), Decimal("1")))
    make_town("astana", 2, PLACE)

    outcome = refresh_weather(institute({"51.1667": forecast(hourly(FRIDAY))}), FRIDAY)

    assert outcome.stored == 2
    assert [(fault.split(":")[0], fault.rpartition(": ")[2]) for fault in outcome.faults] == [("nowhere", "status 422")]


def test_weather_typed_in_at_the_desk_is_kept(institute):
    make_weather(make_town(place=PLACE), -10, -9, FRIDAY, entered_by=User.objects.create_user("editor"))

    refresh_weather(institute({"51.1667": forecast(hourly(FRIDAY))}), FRIDAY)

    assert weather()[0] == ("astana", -10, -9, FRIDAY, "")


# The command


@pytest.fixture
def run(start, settings, capsys):
    """run(rates, weather) returns (failure, stdout, stderr) of the command with these answers of the servers."""

    def call(bank_says, institute_says):
        settings.RATES_URL = f"{start(lambda path: bank_says).address}/?fdate={{day}}"
        settings.WEATHER_URL = f"{start(lambda path: institute_says).address}/?lat={{latitude}}"
        failure = None
        try:
            call_command("refresh_informers")
        except CommandError as error:
            failure = str(error)
        return failure, *capsys.readouterr()

    return call


def good_rates():
    return says(feed(timezone.localdate()))


def good_weather():
    return says(forecast(hourly(timezone.localdate())), "application/json")


def test_both_are_refreshed_without_output_on_stderr(run):
    make_town(place=PLACE)

    assert run(good_rates(), good_weather()) == (
        None,
        "Rates: 4 readings are new or have changed.\nWeather: 2 readings are new or have changed.\n",
        "",
    )
    assert (len(rates()), len(weather())) == (4, 2)
    assert run(good_rates(), good_weather())[1] == (
        "Rates: 0 readings are new or have changed.\nWeather: 0 readings are new or have changed.\n"
    )


BAD = {
    "rubbish": says(b"\x00\xff rubbish"),
    "another type": says(b"<html>Come back later</html>", "text/html"),
    "incomplete": cut(feed(FRIDAY), 300),
    "never": never,
    "endless": endless,
    "not HTTP": not_http,
    "an error": says(b"", status=500),
    "a redirect": says(b"", status=302, Location="file:///etc/passwd"),
    "a bomb": says(gzip.compress(b"0" * 2_000_000), Content_Encoding="gzip"),
}


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
def test_when_one_source_fails_its_last_values_are_kept_and_the_other_is_refreshed(run, settings, answer):
    settings.INFORMERS_TIMEOUT = 1
    today = timezone.localdate()
    town = make_town(place=PLACE)
    make_rate("USD", "520.00", valid_on=today - timedelta(days=1), source=BANK)
    make_weather(town, -3, 0, today - timedelta(days=1), source=INSTITUTE)

    failure, _stdout, faults = run(answer, good_weather())
    assert failure == "Not everything could be refreshed; the last good values are kept."
    assert faults.startswith("Rates: ")
    assert "Weather" not in faults
    assert [row[1] for row in rates()] == ["520.00"]
    assert len(weather()) == 3

    Weather.objects.filter(observed_on__gte=today).delete()
    failure, _stdout, faults = run(good_rates(), answer)
    assert failure is not None
    assert faults.startswith("Weather: astana: ")
    assert "Rates" not in faults
    assert len(rates()) == 5
    assert [row[1:3] for row in weather()] == [(-3, 0)]


def test_an_empty_address_is_not_fetched_and_is_not_a_failure(settings, capsys):
    call_command("refresh_informers")

    assert capsys.readouterr() == ("Rates: no source is set.\nWeather: no source is set.\n", "")


def test_the_help_says_how_often_to_run_it(capsys):
    with pytest.raises(SystemExit):
        call_command("refresh_informers", "--help")

    assert "once an hour" in " ".join(capsys.readouterr().out.split())
