"""Makes small picture files of every kind, with parts that Pillow doesn't write."""

import io
import struct
import zlib
from functools import cache

from PIL import Image, ImageCms

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
"""The colour types of PNG."""


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(colour_type, depth, row, width, *chunks, height=1):
    """Return a PNG file with one row of bytes; `chunks` are pairs (kind, data)."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0" + row)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def saved(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


# Colour profiles

DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""The colours of red, green and blue in D50, as in the profiles of these names."""
D50 = (0.9642, 1, 0.82491)
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
GAMMA_2_2 = (563 / 256, 1, 0, 0, 0)


def fixed(numbers):
    return b"".join(struct.pack(">i", round(number * 65_536)) for number in numbers)


def profile(space, connection=b"XYZ ", **tags):
    """Return an ICC profile of version 4. The values of `tags` are bytes."""
    entries, data = b"", b""
    for name, value in tags.items():
        entries += struct.pack(">4sII", name.encode(), 132 + 12 * len(tags) + len(data), len(value))
        data += value
    table = struct.pack(">I", len(tags)) + entries + data
    header = struct.pack(">I4xI4s4s4s12x4s", 128 + len(table), 0x04300000, b"mntr", space, connection, b"acsp")
    return header.ljust(68, b"\0") + fixed(D50).ljust(60, b"\0") + table


def rgb_profile(primaries, curve):
    curve = b"para\0\0\0\0\0\3\0\0" + fixed(curve)
    points = {f"{name}XYZ": b"XYZ \0\0\0\0" + fixed(point) for name, point in zip("rgb", primaries, strict=True)}
    return profile(b"RGB ", wtpt=b"XYZ \0\0\0\0" + fixed(D50), **points, rTRC=curve, gTRC=curve, bTRC=curve)


def grey_profile(gamma):
    return profile(b"GRAY", wtpt=b"XYZ \0\0\0\0" + fixed(D50), kTRC=b"para\0\0\0\0\0\0\0\0" + fixed([gamma]))


def cmyk_profile(lightness):
    """Return a profile in which all colours are one grey of a lightness, from 0 to 255."""
    straight, grey = bytes(range(256)), bytes([lightness, 128, 128])
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + fixed([1, 0, 0, 0, 1, 0, 0, 0, 1])
    return profile(b"CMYK", b"Lab ", A2B0=table + straight * 4 + grey * 2**4 + straight * 3)


P3 = rgb_profile(DISPLAY_P3, SRGB_CURVE)
ADOBE = rgb_profile(ADOBE_RGB, GAMMA_2_2)
LINEAR_GREY = grey_profile(1)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


# EXIF

ORIENTATION, LOCATION = 0x0112, 0x8825


def exif(tag, kind, data, in_gps=False, orientation=None):
    """Return EXIF data with one tag of a type (1 to 12), in the first list of tags or in the one of the location.

    With an orientation, the first list has that tag, too.
    """
    size = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}[kind]
    tags = [] if orientation is None else [(ORIENTATION, 3, 1, struct.pack("<HH", orientation, 0))]
    if in_gps:
        tags.append((LOCATION, 4, 1, struct.pack("<L", 8 + length_of(len(tags) + 1))))
    start = 8 + length_of(len(tags) if in_gps else len(tags) + 1)
    beyond = start + (length_of(1) if in_gps else 0)
    wanted = tag, kind, len(data) // size, data.ljust(4, b"\0") if len(data) <= 4 else struct.pack("<L", beyond)
    lists = list_of(tags) + list_of([wanted]) if in_gps else list_of(sorted([*tags, wanted]))
    return b"II*\0" + struct.pack("<L", 8) + lists + (data if len(data) > 4 else b"")


def length_of(tags):
    return 2 + 12 * tags + 4


def list_of(tags):
    return struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHL4s", *tag) for tag in tags) + bytes(4)


def with_exif(kind, content):
    """Return a small picture file with these EXIF data, whatever they are."""
    picture = Image.new("RGB", (8, 6), "#b99a4d")
    if kind == "PNG":
        plain = saved(picture, "PNG")
        return plain[:33] + chunk(b"eXIf", content) + plain[33:]
    if kind == "AVIF":  # Pillow would parse the data
        plain, placeholder = avif_with_exif()
        assert len(content) <= len(placeholder)
        return plain.replace(placeholder, content.ljust(len(placeholder), b"\0"))
    return saved(picture, kind, exif=b"Exif\0\0" + content)


@cache
def avif_with_exif():
    """Return a picture file, and the EXIF data in it that can be replaced."""
    data = exif(0x010E, 2, b"x" * 60)
    plain = saved(Image.new("RGB", (8, 6), "#b99a4d"), "AVIF", exif=b"Exif\0\0" + data)
    assert plain.count(data) == 1
    return plain, data
