"""How large a picture may be, how much memory it takes to decode it, and at what size it is stored.

Neither the size of a file nor its number of pixels says enough: a WebP file of 38 bytes can take a gigabyte.
"""

from math import ceil, inf

from django.utils.translation import gettext_lazy as _

from articles.pictures.structure import (
    AV1_CONFIGURATION,
    AVIF_SIZE,
    DEEP,
    START_OF_SCAN,
    avif_header,
    jpeg_segments,
    png_count,
    png_depth,
)

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
"""Of the file."""
MOST_DECODED_BYTES = 340 * MEGABYTE
"""So that the process that decodes a picture has at most 400 MB, with the file and with itself."""
MOST_DATA = {"AVIF": 440 * MEGABYTE}
"""What the system lets that process ask for, which is more than it uses, where the data may differ from the header."""
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 40_000_000, "WEBP": 40_000_000, "AVIF": 40_000_000}
"""Of all frames of an animation. A large JPEG is decoded at a smaller size."""
MOST_SCANS = 50
"""Of a JPEG; most have 1 or about 10. Each takes as much time as a whole picture, even if it is empty."""
LONGEST_SIDE = 4096
"""Of a stored picture, in pixels. It is enough for a double page."""
ENCODED_PIXEL = 33
"""Bytes per pixel that the encoders of WebP and AVIF take."""
MOST_STORED_PIXELS = {"WEBP": 8_000_000, "AVIF": 8_000_000}
"""So that encoding them takes less memory than decoding may take."""

TOO_MANY_BYTES = _("The picture is larger than 20 MB.")
TOO_MANY_PIXELS = _("The picture has more than %(most)d megapixels.")
TOO_MUCH_MEMORY = _(
    "The picture has %(megapixels)d megapixels. A picture of this kind in %(format)s can have at most %(most)d, "
    "because opening it takes much memory. Make it smaller, or save it as a JPEG that is not progressive."
)

PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2}
"""{Pillow's mode: bytes per pixel}; 4 for all others, even without transparency"""
TRANSPARENT_DEEP_PIXEL = 10
"""Bytes per pixel of a PNG with colours of 16 bits and a transparent one: it is decoded twice and gets its opacity."""
WEBP_PIXEL = 16
"""Bytes per pixel: two canvases, the decoded bytes, and Pillow's copy."""
SCALED_WEBP_PIXEL = 8
"""Bytes per pixel of a large one: those of a lossless picture, and several copies of the smaller picture."""
AVIF_PLANE = 1.3
"""Bytes that the decoder takes for each byte of its planes of brightness, colours and opacity."""
AVIF_COPIES = 2
"""How many times the pixels are in memory besides the planes."""
AVIF_DECODER = 0.5
"""Bytes per pixel that the decoder takes for itself."""
HIGH_DEPTH, MONOCHROME, HALF_WIDTH, HALF_HEIGHT = 0x40, 0x10, 0x08, 0x04
"""Flags of AVIF: more than 8 bits, no colours, half of the colours in each direction."""
COEFFICIENT = 2
"""Bytes. JPEG pictures with several scans are decoded from an array of all coefficients."""
SEQUENTIAL = {0xC0, 0xC1}
"""The JPEG markers of pictures that may have only one scan."""


def reason_to_refuse(kind, size, frames, decoded_bytes):
    """Return (message, code); None if a picture may be decoded."""
    pixels = size[0] * size[1]
    if pixels * frames > MOST_PIXELS[kind]:
        return too_many_pixels(kind)
    if decoded_bytes > MOST_DECODED_BYTES:
        most = pixels * MOST_DECODED_BYTES // decoded_bytes
        params = {"format": kind, "megapixels": ceil(pixels / 1_000_000), "most": most // 1_000_000}
        return TOO_MUCH_MEMORY % params, "too_much_memory"
    return None


def too_many_pixels(kind):
    return TOO_MANY_PIXELS % {"most": MOST_PIXELS[kind] // 1_000_000}, "too_many_pixels"


def decoded_bytes(picture, kind, content):
    """Return how much memory it takes to decode an opened picture of which nothing is decoded yet."""
    pixels = picture.width * picture.height
    if kind == "AVIF":
        return round(pixels * avif_pixel(len(picture.getbands()), avif_header(content), pixels))
    coefficients = pixels * coefficients_per_pixel(picture, content) if kind == "JPEG" else 0
    picture.draft(None, stored_size(picture.size, kind))  # as in `decoding.decoded`
    return round(picture.width * picture.height * bytes_per_pixel(picture, kind, content) + coefficients * COEFFICIENT)


def avif_pixel(channels, header, pixels):
    """Return how many bytes per pixel it takes to decode an AVIF picture at a smaller size."""
    flags = [ord(match[1]) for match in AV1_CONFIGURATION.finditer(header)] or [HIGH_DEPTH]
    planes = max(plane_bytes(one) for one in flags)
    if channels == 4:
        planes += max(1 + bool(one & HIGH_DEPTH) for one in flags)
    return planes * (AVIF_PLANE + largest_tile(header, pixels)) + channels * AVIF_COPIES + AVIF_DECODER


def largest_tile(header, pixels):
    """Return the size of the pictures that a picture consists of, as a share of it. It is 0 for most.

    One of them is in memory next to the whole.
    """
    if b"grid" not in header:
        return 0
    areas = [int.from_bytes(width) * int.from_bytes(height) for width, height in AVIF_SIZE.findall(header)]
    return max((area for area in areas if area < pixels), default=pixels) / pixels


def plane_bytes(flags):
    """Return how many bytes per pixel the planes take that are stored with these flags."""
    colours = 2 / ((1 + bool(flags & HALF_WIDTH)) * (1 + bool(flags & HALF_HEIGHT)))
    return (1 + bool(flags & HIGH_DEPTH)) * (1 if flags & MONOCHROME else 1 + colours)


def bytes_per_pixel(picture, kind, content):
    if kind == "PNG" and picture.mode == "RGB" and png_depth(content) == DEEP and png_count(content, b"tRNS"):
        return TRANSPARENT_DEEP_PIXEL
    return PIXEL.get(picture.mode, 4)


def coefficients_per_pixel(picture, content):
    """Return 0 for a JPEG that is decoded row by row."""
    starts = {marker: start for marker, start, _ in jpeg_segments(content)}
    scan = starts.get(START_OF_SCAN)
    if SEQUENTIAL & starts.keys() and scan and content[scan + 4] == picture.layers:
        return 0
    samples = [horizontal * vertical for _, vertical, horizontal, _ in picture.layer]
    return sum(samples) / max([*samples, 1])


# What is stored


def stored_size(size, kind):
    """Return the size at which a picture is stored. Larger ones are scaled down."""
    scale = min(1, LONGEST_SIDE / max(size), (MOST_STORED_PIXELS.get(kind, inf) / (size[0] * size[1])) ** 0.5)
    return tuple(max(1, int(side * scale + 0.001)) for side in size)  # 4096, even if floats give 4095.9999
