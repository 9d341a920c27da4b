"""Make rates, towns and weather readings."""

from datetime import date
from decimal import Decimal

from newsroom.informers.models import Rate, Town, Weather

MONDAY, TUESDAY, WEDNESDAY = date(2025, 11, 24), date(2025, 11, 25), date(2025, 11, 26)


def make_rate(currency="USD", value="462.04", valid_on=MONDAY, **fields):
    return Rate.objects.create(currency=currency, value=Decimal(value), valid_on=valid_on, **fields)


def make_town(key="astana", position=1, place=(None, None), **names):
    latitude, longitude = place
    names = names or {"name_kk": "Астана", "name_ru": "Астана"}
    return Town.objects.create(key=key, position=position, latitude=latitude, longitude=longitude, **names)


def make_weather(town, low=-10, high=-8, observed_on=MONDAY, **fields):
    return Weather.objects.create(town=town, low=low, high=high, observed_on=observed_on, **fields)
