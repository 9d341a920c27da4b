"""Template tags about the request and the site: absolute and share addresses, saving data."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from newsroom.content import share_links
from newsroom.desk.colleagues import zone_words
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

register = template.Library()

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""What could end a script element. Browsers of 2018 take the last two for ends of lines."""


@register.simple_tag(takes_context=True)
def saves_data(context):
    """Whether the reader saves data. For components, which don't get `site_context`."""
    return hasattr(context, "request") and site_context.of(context.request).saves_data


@register.simple_tag(takes_context=True)
def share_addresses(context, address, title):
    """{"whatsapp", "telegram", "mail": the address that shares a page}, with the title in the edition's letters."""
    request = context.request
    return share_links.addresses(site_context.of(request).absolute(address), in_letters(request, title))


@register.simple_block_tag
def capture(content):
    """`{% capture as title %}…{% endcapture %}`: stores what is between the tags, to print it in several places."""
    return content


@register.simple_tag(takes_context=True)
def absolute(context, address):
    return site_context.of(context["request"]).absolute(address)


@register.simple_tag
def time_zone():
    """Print the zone of the times on a page of the desk: «Almaty time, UTC+5»."""
    return zone_words(timezone.now())


@register.filter
def as_json(value, element_id):
    """Print data for a script, as Django's `json_script` does, in letters: Cyrillic ones are a third as long."""
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script id="{}" type="application/json">{}</script>', element_id, mark_safe(text))


@register.filter
def as_html(cleaned):
    """Mark the HTML of a `CleanHTMLField` as safe: the field has passed it through the allow-list."""
    return mark_safe(cleaned)
