"""Template tags about the request and the site: absolute and share addresses, saving data."""

from django import template
from django.utils.safestring import mark_safe

from newsroom.content import share_links
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

register = template.Library()


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


@register.filter
def as_html(cleaned):
    """Mark the HTML of a `CleanHTMLField` as safe: the field has passed it through the allow-list."""
    return mark_safe(cleaned)
