"""Photos on a page."""

from django import template

from articles.pictures.shown import poster_of, shown_as
from newsroom.templatetags.site import saves_data

register = template.Library()


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context, photo, shape, place, alt="", first=False):
    """Show a photo in a shape ("whole", "wide", "card") at a place of SIZES. The first on a page isn't lazy-loaded."""
    return shown_as(photo, shape, place, saves_data(context)) | {"alt": alt, "first": first}


@register.simple_tag
def poster(photo):
    return poster_of(photo)
