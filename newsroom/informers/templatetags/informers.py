from django import template

from newsroom.informers.models import Rate, Weather

register = template.Library()


@register.inclusion_tag("components/informers.html")
def informers():
    return {"weather": Weather.objects.latest_each(), "rates": Rate.objects.latest_each()}
