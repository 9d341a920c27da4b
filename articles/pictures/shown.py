"""Which files a page offers of a photo, and in which sizes: what `<picture>` needs."""

from functools import lru_cache
from types import SimpleNamespace

from articles.pictures.renditions import FORMATS, SHAPES, are_made, name_of

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


def shown_as(photo, shape, place, saves_data=False):
    """{"sources", "sizes", "address", "width", "height"} of a photo in a shape of SHAPES at a place of SIZES.

    The photo itself while its renditions are being made. Only the smallest for a reader who saves data.
    """
    if not are_made(photo):
        return {"address": photo.file.url, "width": photo.width, "height": photo.height}
    offered = offered_renditions(
        photo.file.storage,
        photo.file.name,
        (photo.width, photo.height),
        (photo.focal_x, photo.focal_y),
        shape,
        saves_data,
    )
    return offered | {"sizes": SIZES[place]}


@lru_cache(maxsize=5_000)
def offered_renditions(storage, name, size, focal_point, shape, saves_data):
    """The addresses of renditions follow from these values alone, and a front page asks for a thousand of them."""
    photo = SimpleNamespace(file=SimpleNamespace(storage=storage, name=name))
    photo.width, photo.height = size
    photo.focal_x, photo.focal_y = focal_point
    shape = SHAPES[shape]
    widths = shape.widths_of(photo)[: 1 if saves_data else None]
    sources = [
        (kind, ", ".join(f"{address_of(photo, shape, width, ending)} {width}w" for width in widths))
        for ending, kind in FORMATS.items()
        if ending != "jpg"
    ]
    width = width_for_all(widths)
    return {
        "sources": sources,
        "address": address_of(photo, shape, width, "jpg"),
        "width": width,
        "height": shape.height_for(photo, width),
    }


def poster_of(photo):
    """Address of the one picture that stands for a video until it is started."""
    whole = SHAPES["whole"]
    if not are_made(photo):
        return photo.file.url
    return address_of(photo, whole, width_for_all(whole.widths_of(photo)), "jpg")


def address_of(photo, shape, width, ending):
    return photo.file.storage.url(name_of(photo, shape, width, ending))


def width_for_all(widths):
    """The width that is sent to browsers that can't choose."""
    return max((width for width in widths if width <= FALLBACK), default=widths[0])
