from itertools import groupby

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from newsroom import editions
from newsroom.database.cached_values import cached_values, computed_from
from newsroom.informers.models import Rate, Town, Weather
from newsroom.informers.sources import NAMES

register = template.Library()


@register.simple_tag(takes_context=True)
def informers(context):
    return cached_values(context["request"]).get(informers_html, editions.active(), timezone.localdate())


@computed_from(Rate, Town, Weather)
def informers_html(edition, today):
    weather, rates = Weather.objects.latest_each(today), Rate.objects.latest_each(today)
    context = {"weather": groups(weather), "rates": groups(rates), "today": today}
    return render_to_string("components/informers.html", context)


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
