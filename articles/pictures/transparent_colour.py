"""The colour of a PNG that is transparent wherever it is, in the bits of the file and in those that Pillow returns."""

from functools import reduce

from PIL import Image, ImageChops

MOST_COLOURS = 256
"""Of a palette. Pillow refuses the opacity of more."""
BAND = 1_000_000
"""Pixels that are compared at a time, to save memory."""


def set_transparent_colour(pixels, depth):
    """Bring a PNG's transparent colour to 8 bits. Pillow does it with the pixels, but leaves this colour as it is.

    In a palette it is the opacity of each colour, as bytes, or the number of the only one that is transparent.
    """
    colour, highest = pixels.info.get("transparency"), 2**depth - 1
    if isinstance(colour, bytes):
        pixels.info["transparency"] = colour[:MOST_COLOURS]
    elif pixels.mode == "P" and colour is not None and colour >= MOST_COLOURS:
        del pixels.info["transparency"]
    elif pixels.mode == "L" and colour is not None:
        pixels.info["transparency"] = (colour & highest) * 255 // highest
    elif pixels.mode == "RGB" and colour is not None:
        pixels.info["transparency"] = tuple(value & 255 for value in colour)


def make_transparent(high, low):
    """Make the transparent colour of 16 bits transparent, given the pictures of the high and of the low bytes.

    With the high bytes alone, similar colours would become transparent too.
    """
    colour = high.info.pop("transparency")
    opacity = Image.new("L", high.size)
    rows = max(1, BAND // high.width)
    for top in range(0, high.height, rows):
        box = (0, top, high.width, min(top + rows, high.height))
        bands = [
            other_than([value >> 8 & 255 for value in colour], high.crop(box)),
            other_than([value & 255 for value in colour], low.crop(box)),
        ]
        opacity.paste(ImageChops.lighter(*bands), box)
    high.putalpha(opacity)


def other_than(colour, picture):
    """Return a picture that is 0 where a picture in mode RGB has this colour, and 255 elsewhere."""
    table = [255 * (value != wanted) for wanted in colour for value in range(256)]
    return reduce(ImageChops.lighter, picture.point(table).split())
