"""Bring decoded pictures of every mode into RGB or RGBA, scaled down and in sRGB, with what is transparent in them.

Pillow's modes of pictures that are decoded: 1, L, LA, P, RGB, RGBA, CMYK and I;16, some with a transparent colour.
"""

import io
from math import ceil, floor

from PIL import Image, ImageChops, ImageCms

SRGB = ImageCms.createProfile("sRGB")
WHITE = "#ffffff"
BAND = 1_000_000
"""Pixels that are converted and scaled at a time, so that a large picture never has to be in memory twice."""
REACH = 3
"""How many pixels of the scaled picture a pixel of the original has influence on, to each side (Lanczos)."""


def scaled(picture, size):
    """Return a picture in this size, in mode L, RGB, RGBA or CMYK."""
    step = picture.height / size[1]
    rows = max(1, int(BAND / picture.width / step))
    result = None
    for top in range(0, size[1], rows):
        bottom = min(top + rows, size[1])
        band = scaled_band(picture, size[0], top, bottom, step)
        if result is None:
            result = Image.new(band.mode, size)
        result.paste(band, (0, top))
    return result


def scaled_band(picture, width, top, bottom, step):
    """Return the rows from `top` to `bottom` of the scaled picture. `step` is the height of one in the original."""
    reach = ceil(REACH * step) if step > 1 else 0
    first, last = max(0, floor(top * step) - reach), min(picture.height, ceil(bottom * step) + reach)
    band = without_palette(picture.crop((0, first, picture.width, last)))
    box = (0, top * step - first, picture.width, min(band.height, bottom * step - first))
    return band.resize((width, bottom - top), Image.Resampling.LANCZOS, box)


def without_palette(picture):
    """Return a picture in mode L, RGB, RGBA or CMYK, with one byte a channel."""
    if picture.mode in ("I", "I;16"):
        return grey_of_16_bits(picture)
    if picture.mode == "La":
        picture = picture.convert("LA")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert({"1": "L", "L": "L", "CMYK": "CMYK"}.get(picture.mode, "RGB"))


def grey_of_16_bits(picture):
    values = picture.convert("I")
    grey = values.point([round(value / 257) for value in range(65_536)], "L")
    transparent = picture.info.pop("transparency", None)
    grey.info.pop("transparency", None)
    if transparent is None:
        return grey
    opacity = values.point([0 if value == transparent else 255 for value in range(65_536)], "L")
    return Image.merge("RGBA", (grey, grey, grey, opacity))


# Colour profiles


def in_srgb(picture, profile):
    """Return a picture in mode RGB or RGBA. If the profile can't be used, the colours stay as they are."""
    opacity = picture.getchannel("A") if picture.mode == "RGBA" else None
    try:
        colours = converted(picture, profile or b"")
    except (ImageCms.PyCMSError, OSError):
        colours = picture.convert("RGB")
    if opacity:
        colours.putalpha(opacity)
    return colours


def converted(picture, profile):
    colours = in_space(picture, profile[16:20])
    return ImageCms.profileToProfile(colours, io.BytesIO(profile), SRGB, outputMode="RGB")


def in_space(picture, space):
    """Return a picture in the mode of a profile. Raise PyCMSError if the profile must be of another picture."""
    if space == b"GRAY" and is_grey(picture):
        return picture.getchannel(0)
    if space == b"RGB " and picture.mode != "CMYK":
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    if space == b"CMYK" and picture.mode == "CMYK":
        return picture
    raise ImageCms.PyCMSError(f"a profile for {space}")


def is_grey(picture):
    """Whether the picture is grey, although its mode may have colours: many formats have no mode for grey."""
    if picture.mode not in ("RGB", "RGBA"):
        return picture.mode == "L"
    red, green, blue = picture.split()[:3]
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def without_transparency(picture):
    """Put a picture on white, for formats without transparency."""
    if picture.mode == "RGB":
        return picture
    flattened = Image.new("RGB", picture.size, WHITE)
    flattened.paste(picture, mask=picture.getchannel("A"))
    return flattened
