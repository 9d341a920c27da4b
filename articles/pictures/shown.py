"""The sources and sizes of a photo for `<picture>`."""

from functools import lru_cache
from types import SimpleNamespace

from articles.pictures.renditions import FORMATS, SHAPES, are_made, name_of

SIZES = {
    "lead": "(min-width: 77rem) 36rem, (min-width: 48rem) 46vw, calc(100vw - 2rem)",
    "story": "(min-width: 64rem) 42rem, calc(100vw - 2rem)",
    "sheet": "(min-width: 77rem) 55rem, (min-width: 64rem) calc(100vw - 22rem), calc(100vw - 2rem)",
    "row": "(min-width: 77rem) 36rem, (min-width: 64rem) 46vw, calc(100vw - 2rem)",
    "gallery": "(min-width: 64rem) 21rem, (min-width: 30rem) 46vw, calc(100vw - 2rem)",
    "top": "(min-width: 64rem) 18rem, (min-width: 48rem) 45vw, calc(100vw - 2rem)",
    "thumb": "(min-width: 64rem) 18rem, (min-width: 48rem) 45vw, 5.5rem",
    "list": "(min-width: 48rem) 13rem, 5.5rem",
    "face": "5.5rem",
}
"""The `sizes` attribute, by the place of a picture. It repeats the widths in `layout.css` and the components."""
FALLBACK = 720
"""Width in pixels of the JPEG for browsers that support neither AVIF nor WebP."""


def shown_as(photo, shape, place, saves_data=False):
    """Return {"sources", "sizes", "address", "width", "height"} of a photo in a shape of SHAPES at a place of SIZES.

    Until the renditions are made, it is the original file. Readers who save data get only the smallest rendition. For a
    photo that isn't ready, which only previews can have, return {}.
    """
    if not photo.file:
        return {}
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
    """Cached, because a front page needs a thousand URLs of renditions, and they depend on these values only."""
    photo = SimpleNamespace(file=SimpleNamespace(storage=storage, name=name))
    photo.width, photo.height = size
    photo.focal_x, photo.focal_y = focal_point
    shape = SHAPES[shape]
    widths = shape.widths_of(photo)[: 1 if saves_data else None]
    sources = [
        (mime_type, ", ".join(f"{address_of(photo, shape, width, extension)} {width}w" for width in widths))
        for extension, mime_type in FORMATS.items()
        if extension != "jpg"
    ]
    width = width_for_all(widths)
    return {
        "sources": sources,
        "address": address_of(photo, shape, width, "jpg"),
        "width": width,
        "height": shape.height_for(photo, width),
    }


def poster_of(photo):
    """Return the URL of the picture that is shown in place of a video until it is started."""
    if not photo.file:
        return ""
    whole = SHAPES["whole"]
    if not are_made(photo):
        return photo.file.url
    return address_of(photo, whole, width_for_all(whole.widths_of(photo)), "jpg")


def address_of(photo, shape, width, extension):
    return photo.file.storage.url(name_of(photo, shape, width, extension))


def width_for_all(widths):
    """Return the width for browsers that can't choose between sources."""
    return max((width for width in widths if width <= FALLBACK), default=widths[0])
