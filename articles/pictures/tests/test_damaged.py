"""A damaged picture is refused with the reason. Unusual metadata doesn't matter.

`python -m benchmarks.damaged_pictures` tries all files of `damage.py`, which takes minutes.
"""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from articles.pictures.decoding import (
    DAMAGED,
    INCOMPLETE,
    NO_MEMORY,
    NOT_A_PICTURE,
    RefusedPictureError,
    refusing,
)
from articles.pictures.field import CleanPicture
from articles.pictures.limits import TOO_MANY_PIXELS
from articles.pictures.tests import damage, structures
from articles.pictures.tests.files import GREY, PALETTE, RGB, exif, png, saved, with_exif

ROTATED = exif(0x112, 3, b"\6\0")


def reason(content):
    """Return why a file is refused; None if it is accepted. Anything else that is raised fails the test."""
    try:
        CleanPicture(ContentFile(content))
    except ValidationError as error:
        return error.message
    return None


def size_of(content):
    with Image.open(CleanPicture(ContentFile(content))) as picture:
        return picture.size


def test_small_files_of_every_kind_are_good():
    assert {name: reason(content) for name, content in damage.good_files()} == dict.fromkeys(damage.small_files())


@pytest.mark.parametrize("kind", damage.FORMATS)
def test_metadata_that_are_not_stored_need_not_be_right(kind):
    files = list(damage.unusual_exif([kind], damage.VALUES[:1], step=17))
    assert len(files) > 200
    assert {name: reason(content) for name, content in files if reason(content)} == {}
    if kind != "AVIF":
        assert {size_of(content) for name, content in files if "tag 0x0112" not in name} == {(6, 8)}


@pytest.mark.parametrize("kind", damage.FORMATS)
def test_tags_that_were_refused_or_caused_errors_are_ignored(kind):
    for content in [
        exif(0x0213, 1, b"\1", orientation=3),  # YCbCrPositioning as BYTE
        exif(0x011A, 2, b"\0", orientation=3),  # XResolution as empty text
        exif(5, 3, b"\0\1", in_gps=True, orientation=3),  # GPSAltitudeRef 256
        ROTATED[:20],
        b"II*\0\xff\xff\xff\xff",
        b"nothing",
    ]:
        assert reason(with_exif(kind, content)) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_orientation_is_read_even_if_other_tags_are_damaged(kind):
    assert size_of(with_exif(kind, ROTATED)) == (6, 8)
    damaged = ROTATED.replace(b"\1\0\x12\1", b"\2\0\x1a\1\2\0\xff\xff\xff\xff\xff\xff\xff\xff\x12\1")
    assert size_of(with_exif(kind, damaged)) == (6, 8)
    for value in (0, 1, 9, 255):
        assert size_of(with_exif(kind, exif(0x112, 3, bytes([value, 0])))) == (8, 6)


def test_the_orientation_of_an_avif_picture_is_that_of_its_own_boxes():
    assert size_of(saved(Image.new("RGB", (8, 6)), "AVIF", exif=b"Exif\0\0" + ROTATED)) == (6, 8)
    assert size_of(with_exif("AVIF", ROTATED)) == (8, 6)


def test_every_byte_of_a_picture_may_be_wrong():
    outcomes = [reason(content) for _, content in damage.changed_bytes(step=53)]
    assert len(outcomes) > 500
    assert {None, DAMAGED, NOT_A_PICTURE} <= set(outcomes)


def test_a_picture_may_end_anywhere():
    outcomes = [reason(content) for name, content in damage.shortened(step=29)]
    assert len(outcomes) > 300
    assert INCOMPLETE in outcomes
    assert DAMAGED not in outcomes


def test_parts_of_a_picture_may_be_doubled_moved_or_resized():
    outcomes = [reason(content) for _, content in structures.random_structures(1_500, seed=5)]
    assert {None, DAMAGED, INCOMPLETE} <= set(outcomes)


def png_with(colour_type, depth, row, *chunks):
    return png(colour_type, depth, row * 16, 16, *chunks)


GREY_HEADER, RGB_HEADER = ((b"IHDR", struct.pack(">IIBBBBB", 16, 1, 8, kind, 0, 0, 0)) for kind in (GREY, RGB))
COLOUR = b"PLTE", b"\xc8\x1e\x1e"


def test_a_png_with_two_headers_is_refused():
    for first, row, *chunks in [
        (GREY, b"\1\1\1", COLOUR, (b"tRNS", bytes(2)), RGB_HEADER),
        (GREY, b"\1\1\1", COLOUR, RGB_HEADER),
        (RGB, b"\1", (b"tRNS", bytes(6)), GREY_HEADER),
        (PALETTE, b"\0", COLOUR, (b"tRNS", bytes(2)), GREY_HEADER),
    ]:
        assert reason(png_with(first, 8, row, *chunks)) == DAMAGED


def test_whatever_a_picture_causes_is_a_refusal(caplog):
    picture = saved(Image.new("RGB", (8, 6)), "PNG")
    for error, message in [
        (MemoryError(), NO_MEMORY),
        (Image.DecompressionBombError(), TOO_MANY_PIXELS % {"most": 40}),
        *[(cause("of Pillow"), DAMAGED) for cause in (OSError, TypeError, AssertionError, StopIteration, SyntaxError)],
        (ImageCms.PyCMSError("of Pillow"), DAMAGED),
    ]:
        with pytest.raises(RefusedPictureError) as raised, refusing(picture):
            raise error
        assert raised.value.message == message
        assert raised.value.__cause__ is error
    assert "TypeError('of Pillow')" in caplog.text
    with pytest.raises(KeyboardInterrupt), refusing(picture):
        raise KeyboardInterrupt


def test_the_reason_is_given_in_the_language_of_the_desk():
    half = saved(Image.effect_noise((60, 40), 60), "JPEG")[:500]
    without_palette = png(PALETTE, 8, b"\0\1", 2)
    for language, truncated, damaged in [
        ("en", "truncated", "damaged"),
        ("ru", "обрезан", "повреждён"),
        ("kk", "қиылып", "бүлінген"),
    ]:
        with translation.override(language):
            assert truncated in str(reason(half))
            assert damaged in str(reason(without_palette))


@pytest.mark.parametrize("kind", damage.FORMATS)
def test_half_a_picture_is_called_truncated(kind):
    content = saved(Image.effect_noise((60, 40), 60).convert("RGB"), kind)
    assert reason(content) is None
    for share in (0.1, 0.5, 0.9):
        assert reason(content[: int(len(content) * share)]) == INCOMPLETE


def test_long_texts_in_a_png_are_no_fault():
    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", "history" * 400_000, zip=True)
    assert reason(saved(Image.new("RGB", (8, 6)), "PNG", pnginfo=words)) is None
