"""The template tag that tells the desk where previews are."""

from django import template

from newsroom import editions
from newsroom.editions.addresses import address_in

register = template.Library()


@register.simple_tag
def previews_of(article, edition):
    """[(edition, address)] of the previews of a story: first those with the words of `edition`, then all others."""
    ordered = sorted(editions.EDITIONS, key=lambda other: (other != edition, other.stored_in != edition.code))
    return [(other, address_in(other, "preview", pk=article.pk)) for other in ordered]
