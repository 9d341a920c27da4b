"""Generates damaged picture files of every format, and good ones with unusual metadata."""

from itertools import islice, product

from PIL import Image
from PIL.ExifTags import GPSTAGS, TAGS

from articles.pictures.tests.files import LINEAR_GREY, ORIENTATION, P3, RGB, SRGB, exif, png, saved, with_exif

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
TYPES = range(1, 13)
VALUES = (b"\0\1\0\0\0\0\0\0", b"\0\0\0\0\0\0\0\0", b"\xff\xff\xff\xff\xff\xff\xff\xff", b"\1\0\0\0\0\0\0\0")
"""The first is 256 as a number of two bytes."""


def unusual_exif(formats=FORMATS, values=VALUES, step=1):
    """Yield (name, file) of good pictures: every tag of EXIF × every type, or each `step`-th of them."""
    tags = [(tag, False) for tag in TAGS] + [(tag, True) for tag in GPSTAGS]
    for (tag, in_gps), kind, value, picture in islice(product(tags, TYPES, values, formats), 0, None, step):
        size = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 11: 4}.get(kind, 8)
        name = f"{picture} with tag {tag:#06x} of type {kind} = {value[:size]}"
        turned = None if tag == ORIENTATION else 6  # Pillow reads all tags when it turns a picture
        yield name, with_exif(picture, exif(tag, kind, value[:size], in_gps, turned))


def small_files():
    """Return {name: file}: one of each way in which our formats store pixels, colours and frames."""
    picture = Image.effect_noise((16, 12), 60)
    colours = Image.merge("RGB", [picture, picture.rotate(90), picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)])
    clear = colours.copy()
    clear.putalpha(picture)
    upside_down = exif(0x112, 3, b"\3\0")
    return {
        "JPEG": saved(colours, "JPEG", icc_profile=P3, exif=b"Exif\0\0" + upside_down),
        "progressive JPEG": saved(colours, "JPEG", progressive=True),
        "grey JPEG": saved(picture, "JPEG", icc_profile=LINEAR_GREY),
        "CMYK JPEG": saved(colours.convert("CMYK"), "JPEG"),
        "JPEG with a preview": saved(colours, "MPO", save_all=True, append_images=[picture]),
        "PNG": saved(colours, "PNG", icc_profile=SRGB, exif=b"Exif\0\0" + upside_down),
        "grey PNG with alpha": saved(clear.convert("LA"), "PNG", icc_profile=LINEAR_GREY),
        "PNG with a palette": saved(colours.quantize(16), "PNG", transparency=3),
        "PNG with a transparent colour": saved(colours, "PNG", transparency=colours.getpixel((3, 3))),
        "grey PNG with a transparent shade": saved(picture, "PNG", transparency=picture.getpixel((3, 3))),
        "PNG with colours of 16 bits": png(
            RGB, 16, bytes(range(48)), 8, (b"cICP", b"\x0c\x0d\0\1"), (b"tRNS", bytes(range(6)))
        ),
        "PNG with 16 bits": saved(picture.convert("I;16"), "PNG"),
        "animated PNG": saved(colours, "PNG", save_all=True, append_images=[clear]),
        "WEBP": saved(colours, "WEBP", icc_profile=P3, exif=upside_down),
        "lossless WEBP": saved(clear, "WEBP", lossless=True),
        "WEBP with alpha": saved(clear, "WEBP"),
        "animated WEBP": saved(colours, "WEBP", save_all=True, append_images=[clear]),
        "AVIF": saved(colours, "AVIF", speed=10, icc_profile=P3, exif=b"Exif\0\0" + upside_down),
        "AVIF with alpha": saved(clear, "AVIF", speed=10),
    }


def good_files():
    return small_files().items()


def changed_bytes(values=(0x01, 0x10, 0xFF), step=1):
    """Yield (name, file) of small files of which one byte is changed: a low or a high bit, or all bits."""
    for name, content in small_files().items():
        for position, value in islice(product(range(len(content)), values), 0, None, step):
            changed = bytearray(content)
            changed[position] ^= value
            yield f"{name} with byte {position} ^ {value:#04x}", bytes(changed)


def shortened(step=1):
    """Yield (name, file) of small files that end too early."""
    for name, content in small_files().items():
        for length in range(0, len(content), step):
            yield f"{name} of {length} bytes", content[:length]
