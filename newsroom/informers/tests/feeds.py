"""Answers in the formats of the sources, filled in for a test."""

import json
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

ITEM = """
    <item>
        <fullname>НАЗВАНИЕ</fullname>
        <title>{title}</title>
        <description>{description}</description>
        <quant>{quant}</quant>
        <index>UP</index>
        <change>+0.51</change>
    </item>"""
RATES = {
    "AMD": ("13.05", "10"),
    "USD": ("521.17", "1"),
    "EUR": ("604.33", "1"),
    "UZS": ("3.96", "100"),
    "IRR": ("0.4", "1000"),
    "CNY": ("73.2", "1"),
    "RUB": ("6.42", "1"),
}
NO_RATES = "<rates><info>на указанную дату курсов нет</info></rates>".encode()


def feed(day, rates=RATES):
    """The XML of the National Bank for a day. `rates` is {currency: (description, quant)}."""
    items = "".join(ITEM.format(title=code, description=value, quant=quant) for code, (value, quant) in rates.items())
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rates>
    <generator>Alternate RSS Builder</generator>
    <title>Official exchange rates of National Bank of Republic Kazakhstan</title>
    <link>www.nationalbank.kz</link>
    <date>{day:%d.%m.%Y}</date>
{items}
</rates>""".encode()


def at(day, hour):
    """The moment of an hour in Almaty."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def hourly(day, first=0, low=-14.4, high=-7.6, hours=48):
    """[(moment, degrees)] from hour `first` of a day on, coldest at 6:00 and warmest at 15:00."""
    moments = [at(day, first) + timedelta(hours=number) for number in range(hours)]
    degrees = {6: low, 15: high}
    return [(moment, degrees.get(timezone.localtime(moment).hour, (low + high) / 2)) for moment in moments]


def forecast(steps, unit="celsius"):
    """MET Norway's JSON for [(moment, degrees)]."""
    return json.dumps(
        {
            "type": "Feature",
            "properties": {
                "meta": {"updated_at": "2026-11-22T06:00:00Z", "units": {"air_temperature": unit}},
                "timeseries": [
                    {
                        "time": f"{moment.astimezone(tz=UTC):%Y-%m-%dT%H:%M:%SZ}",
                        "data": {"instant": {"details": {"air_temperature": degrees}}},
                    }
                    for moment, degrees in steps
                ],
            },
        }
    ).encode()
