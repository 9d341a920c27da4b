"""Photos on a page: which rendition for which width, in every format."""

from django import template

from articles.pictures.renditions import FORMATS, SHAPES, are_made, name_of
from newsroom.templatetags.site import saves_data

register = template.Library()

SIZES = {
    "lead": "(min-width: 77rem) 36rem, (min-width: 48rem) 46vw, calc(100vw - 2rem)",
    "story": "(min-width: 64rem) 42rem, calc(100vw - 2rem)",
    "sheet": "(min-width: 77rem) 55rem, (min-width: 64rem) calc(100vw - 22rem), calc(100vw - 2rem)",
    "row": "(min-width: 77rem) 36rem, (min-width: 64rem) 46vw, calc(100vw - 2rem)",
    "top": "(min-width: 64rem) 18rem, (min-width: 48rem) 45vw, calc(100vw - 2rem)",
    "thumb": "(min-width: 64rem) 18rem, (min-width: 48rem) 45vw, 5.5rem",
    "list": "(min-width: 48rem) 13rem, 5.5rem",
    "face": "5.5rem",
}
"""How wide a picture is shown, by its place: what `layout.css` and the components make of it."""
FALLBACK = 720
"""Pixels of the one JPEG for browsers that know neither AVIF nor WebP."""


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context, photo, shape, place, alt="", first=False):
    """A photo in a shape ("whole", "wide", "card") at a place of SIZES; the first of a page is fetched at once.

    Without renditions, while they are being made, the photo itself. A reader who saves data gets the smallest.
    """
    shape = SHAPES[shape]
    shown = {"alt": alt, "first": first}
    if not are_made(photo):
        return shown | {"address": photo.file.url, "width": photo.width, "height": photo.height}
    widths = shape.widths_of(photo)[: 1 if saves_data(context) else None]
    sources = [
        (kind, ", ".join(f"{address_of(photo, shape, width, ending)} {width}w" for width in widths))
        for ending, kind in FORMATS.items()
        if ending != "jpg"
    ]
    width = width_for_all(widths)
    return shown | {
        "sources": sources,
        "sizes": SIZES[place],
        "address": address_of(photo, shape, width, "jpg"),
        "width": width,
        "height": shape.height_for(photo, width),
    }


@register.simple_tag
def poster(photo):
    """Address of the one picture that stands for a video until it is started."""
    whole = SHAPES["whole"]
    if not are_made(photo):
        return photo.file.url
    return address_of(photo, whole, width_for_all(whole.widths_of(photo)), "jpg")


def address_of(photo, shape, width, ending):
    return photo.file.storage.url(name_of(photo, shape, width, ending))


def width_for_all(widths):
    """The width that is sent where a browser cannot choose."""
    return max((width for width in widths if width <= FALLBACK), default=widths[0])
