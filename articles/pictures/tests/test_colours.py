"""What can be seen in a picture can be seen in the stored copy, in the same colours, however its pixels were stored."""

import io
import zlib

import pytest
from PIL import Image, ImageChops

from articles.pictures.colours import scaled, without_palette
from articles.pictures.processing import reencoded
from articles.pictures.tests.files import (
    ADOBE,
    GREY,
    GREY_ALPHA,
    LINEAR_GREY,
    P3,
    PALETTE,
    RGB,
    RGBA,
    SRGB,
    cmyk_profile,
    png,
    saved,
)


def transparent(colour):
    return b"tRNS", colour


def profiled(profile):
    return b"iCCP", b"profile\0\0" + zlib.compress(profile)


COLOURS = b"PLTE", bytes([200, 30, 30, 100, 100, 100, 1, 2, 3])
CLEAR = None
"""A pixel that can't be seen, whatever its colour."""
PNG = {
    "1 bit": (png(GREY, 1, b"\x80", 2), [255, 0]),
    "1 bit, one transparent": (png(GREY, 1, b"\x80", 2, transparent(b"\0\1")), [CLEAR, 0]),
    "2 bits, one transparent": (png(GREY, 2, b"\x1b", 4, transparent(b"\0\2")), [0, 85, CLEAR, 255]),
    "4 bits, one transparent": (png(GREY, 4, b"\x0a\xff", 4, transparent(b"\0\x0a")), [0, CLEAR, 255, 255]),
    "8 bits, one transparent": (png(GREY, 8, b"\x0a\xff", 2, transparent(b"\0\x0a")), [CLEAR, 255]),
    "16 bits": (png(GREY, 16, b"\x0a\x0a\xff\xff", 2), [10, 255]),
    "16 bits, one transparent": (
        png(GREY, 16, b"\x0a\x0a\xff\xff\x0a\x0b", 3, transparent(b"\x0a\x0a")),
        [CLEAR, 255, 10],
    ),
    "grey with alpha": (png(GREY_ALPHA, 8, bytes([100, 255, 50, 0, 30, 128]), 3), [100, CLEAR, (30, 30, 30, 128)]),
    "grey with alpha, 16 bits": (png(GREY_ALPHA, 16, bytes([100, 0, 255, 255, 50, 0, 0, 0]), 2), [100, CLEAR]),
    "colours, one transparent": (
        png(RGB, 8, bytes([1, 2, 3, 4, 5, 6]), 2, transparent(b"\0\1\0\2\0\3")),
        [CLEAR, (4, 5, 6)],
    ),
    "colours of 16 bits, one transparent": (
        png(RGB, 16, bytes([1, 9, 2, 9, 3, 9, 4, 0, 5, 0, 6, 0]), 2, transparent(b"\1\x09\2\x09\3\x09")),
        [CLEAR, (4, 5, 6)],
    ),
    "colours of 16 bits like the transparent one": (
        png(RGB, 16, b"\0\0\0\0\xff\xfe\0\0\0\0\xff\xff\0\1\0\0\xff\xff", 3, transparent(b"\0\0\0\0\xff\xff")),
        [(0, 0, 255), CLEAR, (0, 0, 255)],
    ),
    "colours with alpha": (png(RGBA, 8, bytes([4, 5, 6, 7, 1, 2, 3, 0]), 2), [(4, 5, 6, 7), CLEAR]),
    "palette": (png(PALETTE, 8, b"\0\1", 2, COLOURS), [(200, 30, 30), 100]),
    "palette, one transparent": (png(PALETTE, 8, b"\0\1", 2, COLOURS, transparent(b"\xff\0")), [(200, 30, 30), CLEAR]),
    "palette with alpha": (
        png(PALETTE, 8, b"\0\1", 2, COLOURS, transparent(b"\x80")),
        [(200, 30, 30, 128), 100],
    ),
    # A palette has at most 256 colours, and bytes of tRNS beyond them mean nothing.
    "palette with alpha for 300 colours": (
        png(PALETTE, 8, b"\0\1", 2, COLOURS, transparent(b"\x80".ljust(300, b"\xff"))),
        [(200, 30, 30, 128), 100],
    ),
    "palette, the 301st colour transparent": (
        png(PALETTE, 8, b"\0\1", 2, COLOURS, transparent(b"\xff" * 300 + b"\0")),
        [(200, 30, 30), 100],
    ),
    # With colour profiles. Half of the light is 188 of 255 in sRGB, and 100 of 255 is 168.
    "grey": (png(GREY, 8, b"\x64\x00", 2, profiled(LINEAR_GREY)), [168, 0]),
    "grey, one transparent, with a profile": (
        png(GREY, 8, b"\x64\x32", 2, profiled(LINEAR_GREY), transparent(b"\0\x32")),
        [168, CLEAR],
    ),
    "grey with alpha and a profile": (
        png(GREY_ALPHA, 8, bytes([100, 255, 50, 0, 100, 128]), 3, profiled(LINEAR_GREY)),
        [168, CLEAR, (168, 168, 168, 128)],
    ),
    "grey of 16 bits with alpha and a profile": (
        png(GREY_ALPHA, 16, bytes([100, 0, 255, 255, 50, 0, 0, 0]), 2, profiled(LINEAR_GREY)),
        [168, CLEAR],
    ),
    "grey of 16 bits, one transparent, with a profile": (
        png(GREY, 16, b"\x64\x64\x32\x32", 2, profiled(LINEAR_GREY), transparent(b"\x32\x32")),
        [168, CLEAR],
    ),
    "palette in AdobeRGB": (png(PALETTE, 8, b"\0", 1, COLOURS, profiled(ADOBE)), [(233, 24, 24)]),
    "palette in Display P3": (png(PALETTE, 8, b"\0", 1, COLOURS, profiled(P3)), [(218, 0, 6)]),
    "palette with alpha in Display P3": (
        png(PALETTE, 8, b"\0\1", 2, COLOURS, profiled(P3), transparent(b"\x80")),
        [(218, 0, 6, 128), 100],
    ),
    "colours in Display P3": (png(RGB, 8, bytes([200, 30, 30]), 1, profiled(P3)), [(218, 0, 6)]),
    "colours of 16 bits in Display P3": (png(RGB, 16, bytes([200, 0, 30, 0, 30, 0]), 1, profiled(P3)), [(218, 0, 6)]),
    "colours with alpha in Display P3": (
        png(RGBA, 8, bytes([200, 30, 30, 255, 200, 30, 30, 0]), 2, profiled(P3)),
        [(218, 0, 6), CLEAR],
    ),
    "colours in Display P3 by numbers": (
        png(RGB, 8, bytes([200, 30, 30]), 1, (b"cICP", b"\x0c\x0d\0\1"), profiled(SRGB)),
        [(218, 0, 6)],
    ),
    "colours in sRGB by numbers": (png(RGB, 8, bytes([200, 30, 30]), 1, (b"cICP", b"\1\x0d\0\1")), [(200, 30, 30)]),
    "damaged numbers": (png(RGB, 8, bytes([200, 30, 30]), 1, (b"cICP", b"\x0c")), [(200, 30, 30)]),
    "colours in sRGB": (png(RGB, 8, bytes([200, 30, 30]), 1, profiled(SRGB)), [(200, 30, 30)]),
    # Profiles that can't be used leave the colours as they are.
    "colours with a grey profile": (png(RGB, 8, bytes([200, 30, 30]), 1, profiled(LINEAR_GREY)), [(200, 30, 30)]),
    "a damaged profile": (png(RGB, 8, bytes([200, 30, 30]), 1, profiled(P3[:200])), [(200, 30, 30)]),
    "a profile that can't be unpacked": (png(GREY, 8, b"\x64", 1, (b"iCCP", b"profile\0\0no zlib")), [100]),
    "a profile of 2 MB": (png(GREY, 8, b"\x64", 1, profiled(bytes(2_000_000))), [100]),
}


def stored(content):
    """Return the pixels of the stored copy, from left to right."""
    with Image.open(io.BytesIO(reencoded(io.BytesIO(content)).content)) as picture:
        assert picture.mode in ("RGB", "RGBA")
        return list(picture.convert("RGBA").get_flattened_data())


def as_rgba(pixel):
    if isinstance(pixel, int):
        return (pixel, pixel, pixel, 255)
    return pixel if len(pixel) == 4 else (*pixel, 255)


@pytest.mark.parametrize(("content", "expected"), PNG.values(), ids=PNG)
def test_a_png_of_any_kind_keeps_what_can_be_seen(content, expected):
    seen = [pixel if wanted is not CLEAR else pixel[3] for pixel, wanted in zip(stored(content), expected, strict=True)]
    assert seen == [0 if wanted is CLEAR else as_rgba(wanted) for wanted in expected]


def with_primaries(number, avif):
    """Return an AVIF file that states other colours of red, green and blue, with the curve of sRGB."""
    start = avif.index(b"colrnclx") + 8
    return avif[:start] + bytes([0, number, 0, 13]) + avif[start + 4 :]


def test_other_formats_keep_their_colours():
    """The others lose a little of each colour."""
    red, grey = Image.new("RGB", (16, 16), (200, 30, 30)), Image.new("L", (16, 16), 100)
    for content, expected in [
        (saved(red, "JPEG", quality=95, icc_profile=ADOBE), (233, 24, 24)),
        (saved(red, "WEBP", lossless=True, icc_profile=P3), (218, 0, 6)),
        (saved(red, "AVIF", quality=95, icc_profile=P3), (218, 0, 6)),
        (with_primaries(12, saved(red, "AVIF", quality=95)), (218, 0, 6)),  # Display P3
        (with_primaries(12, saved(red, "AVIF", quality=95, icc_profile=SRGB)), (200, 30, 30)),  # which counts more
        (with_primaries(1, saved(red, "AVIF", quality=95)), (200, 30, 30)),
        (saved(red.convert("CMYK"), "JPEG", quality=95), (200, 30, 30)),
        (saved(red.convert("CMYK"), "JPEG", icc_profile=cmyk_profile(lightness=128)), (120, 120, 120)),
        (saved(red.convert("CMYK"), "JPEG", quality=95, icc_profile=P3), (200, 30, 30)),  # of another picture
        (saved(grey, "JPEG", icc_profile=LINEAR_GREY), (168, 168, 168)),
        (saved(grey, "WEBP", lossless=True, icc_profile=LINEAR_GREY), (168, 168, 168)),  # has no grey mode
    ]:
        assert all(abs(one - other) < 8 for one, other in zip(stored(content)[100], (*expected, 255), strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "I"])
def test_every_mode_of_pillow_can_be_brought_into_the_modes_that_are_stored(mode):
    if mode == "I":
        picture = Image.new("I", (2, 1), 0x6464)
    else:
        by_way_of = {"La": "LA", "PA": "RGBA", "RGBa": "RGBA"}.get(mode, mode)
        picture = Image.new("RGB", (2, 1), (255, 255, 255)).convert(by_way_of).convert(mode)
    result = without_palette(picture)
    assert result.mode in ("L", "RGB", "RGBA", "CMYK")
    assert result.convert("RGB").getpixel((0, 0)) == ((100, 100, 100) if mode == "I" else (255, 255, 255))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("size", [(400, 801), (1000, 2000)], ids=["smaller", "as it is"])
def test_a_picture_is_scaled_in_bands_as_if_it_were_scaled_at_once(mode, size):
    noise = Image.effect_noise((1000, 2000), 80)
    picture = Image.merge(mode, [noise, noise.rotate(180), noise.transpose(0), noise.transpose(1)][: len(mode)])
    once = picture.resize(size, Image.Resampling.LANCZOS)
    seen = {"RGB": "RGB", "RGBA": "RGBa"}[mode]  # colours that are almost transparent may differ
    difference = ImageChops.difference(scaled(picture, size).convert(seen), once.convert(seen))
    assert max(high for _, high in difference.getextrema()) <= 2
