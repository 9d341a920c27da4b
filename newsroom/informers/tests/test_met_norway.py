"""The forecast of MET Norway, well-formed and not."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from newsroom.informers.models import Town
from newsroom.informers.sources import SourceError, WeatherReading
from newsroom.informers.sources.met_norway import MetNorway, read
from newsroom.informers.tests.answering import says
from newsroom.informers.tests.feeds import at, forecast, hourly

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


def refusal(body):
    with pytest.raises(SourceError) as refused:
        read(body, SUNDAY)
    return str(refused.value)


# Forecasts in good order


def test_the_coldest_and_the_warmest_hour_of_today_and_tomorrow_are_read():
    answer = read(forecast(hourly(SUNDAY, hours=72)), SUNDAY)

    assert answer.faults == []
    assert answer.readings == [
        WeatherReading(SUNDAY, -14, -8, is_whole=True),
        WeatherReading(MONDAY, -14, -8, is_whole=True),
    ]


@pytest.mark.parametrize(("first", "is_whole"), [(0, True), (5, True), (6, False), (16, False), (23, False)])
def test_the_rest_of_a_day_is_not_a_whole_day(first, is_whole):
    today, tomorrow = read(forecast(hourly(SUNDAY, first)), SUNDAY).readings

    assert (today.observed_on, today.is_whole) == (SUNDAY, is_whole)
    assert (tomorrow.observed_on, tomorrow.is_whole) == (MONDAY, True)


def test_a_day_that_ends_early_is_not_a_whole_day():
    assert [reading.is_whole for reading in read(forecast(hourly(SUNDAY, hours=17)), SUNDAY).readings] == [False]
    assert [reading.is_whole for reading in read(forecast(hourly(SUNDAY, hours=18)), SUNDAY).readings] == [True]


def test_a_day_lasts_from_midnight_to_midnight_in_almaty():
    steps = [(at(SUNDAY, 0) - timedelta(hours=1), -40), (at(SUNDAY, 0), -1), (at(SUNDAY, 23), 1), (at(MONDAY, 0), 40)]
    today, _tomorrow = read(forecast(steps), SUNDAY).readings

    assert (today.low, today.high) == (-1, 1)


@pytest.mark.parametrize(("degrees", "whole"), [(-0.4, 0), (-0.5, -1), (0.5, 1), (1.49, 1), (-14.5, -15), (7, 7)])
def test_degrees_are_rounded(degrees, whole):
    (today,) = read(forecast([(at(SUNDAY, 12), degrees)]), SUNDAY).readings

    assert (today.low, today.high) == (whole, whole)


def test_coordinates_are_put_into_the_address_with_four_decimals(start):
    server = start(lambda path: says(forecast(hourly(SUNDAY)), "application/json"))
    town = Town(key="astana", latitude=Decimal("51.16667"), longitude=Decimal("71.4"))
    source = MetNorway(f"{server.address}/compact?lat={{latitude}}&lon={{longitude}}")

    assert len(source.weather(town, SUNDAY).readings) == 2
    assert [path for path, _headers in server.requests] == ["/compact?lat=51.1667&lon=71.4000"]


# Forecasts that cannot be used


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"rubbish",
        b"\xff\xfe\x00",
        b"<html></html>",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b'{"properties": null}',
        b'{"properties": {"timeseries": []}}',
        b"[" * 100_000,
        b"1" * 5_000,
        forecast(hourly(SUNDAY))[:-20],
        forecast([(at(SUNDAY, 12), float("nan"))]),
        forecast([(at(SUNDAY, 12), float("inf"))]),
    ],
)
def test_an_answer_without_a_forecast_is_refused(body):
    assert refusal(body).startswith("not a forecast: ")


@pytest.mark.parametrize("degrees", [None, "7", True, [7], {"value": 7}])
def test_an_invalid_temperature_is_refused(degrees):
    assert (
        refusal(forecast([(at(SUNDAY, 11), 7), (at(SUNDAY, 12), degrees)])) == f"{str(degrees)!a} is not a temperature"
    )


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400, "9999"])
def test_a_number_that_is_too_large_is_not_a_temperature(number):
    body = forecast([(at(SUNDAY, 12), 7)]).replace(b": 7}", f": {number}}}".encode())

    assert refusal(body).endswith(" is not a temperature")


def test_another_unit_is_refused():
    assert refusal(forecast(hourly(SUNDAY), unit="fahrenheit")) == "temperatures in 'fahrenheit'"


@pytest.mark.parametrize(
    "written",
    ["tomorrow", 5, None, "2026-11-22T12:00:00", "2026-11-22", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"],
)
def test_a_step_without_a_valid_time_is_refused(written):
    found = json.loads(forecast([(at(SUNDAY, 12), 7)]))
    found["properties"]["timeseries"][0]["time"] = written

    assert refusal(json.dumps(found).encode()) == f"{str(written)!a} is not a time with a time zone"


@pytest.mark.parametrize("steps", [[], hourly(SUNDAY - timedelta(days=7)), hourly(SUNDAY + timedelta(days=2))])
def test_a_forecast_of_other_days_is_refused(steps):
    assert refusal(forecast(steps)) == "no temperatures for 2026-11-22"
