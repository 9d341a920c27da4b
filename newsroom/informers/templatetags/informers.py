from itertools import groupby

from django import template
from django.utils import timezone
from django.utils.html import format_html

from newsroom.informers.models import Rate, Weather
from newsroom.informers.sources import NAMES

register = template.Library()


@register.inclusion_tag("components/informers.html")
def informers():
    today = timezone.localdate()
    weather, rates = Weather.objects.latest_each(today), Rate.objects.latest_each(today)
    return {"weather": groups(weather), "rates": groups(rates), "today": today}


def groups(readings):
    """Group neighbouring readings of one day and one source, so that both are printed once, after the last reading."""
    found = [list(group) for _origin, group in groupby(readings, key=lambda reading: (reading.day, reading.credit))]
    return [{"readings": group, "last": group[-1]} for group in found]


@register.filter
def credit(reading):
    """The source as readers see it. A name typed in by an editor is not transliterated in any edition."""
    if reading.source and reading.source not in NAMES:
        return format_html('<bdi translate="no">{}</bdi>', reading.source)
    return reading.credit
