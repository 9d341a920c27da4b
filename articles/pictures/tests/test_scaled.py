"""Large WebP and AVIF pictures are decoded at a smaller size, and nothing else about them changes.

The tests take small pictures for large ones. The pictures in `avif/` show the four colours in modes that Pillow doesn't
write: with 10 or 12 bits, with all colours, made of four tiles, with a transparent last quarter.
"""

import io
from pathlib import Path

import pytest
from PIL import Image

from articles.pictures import decoding, limits
from articles.pictures.decoding import DAMAGED, INCOMPLETE
from articles.pictures.limits import avif_pixel
from articles.pictures.processing import cleaned, reencode
from articles.pictures.structure import avif_header
from articles.pictures.tests.files import P3, exif, saved
from articles.pictures.webp import is_scaled

pytestmark = pytest.mark.one_database

COLOURS = (208, 32, 32), (32, 160, 32), (32, 64, 208), (224, 192, 32)
RED_OF_P3 = (227, 0, 14)
"""What the first of the colours is in sRGB, if it is one of Display P3."""
AVIF = {path.stem: path.read_bytes() for path in sorted(Path(__file__).with_name("avif").glob("*.avif"))}
SIDE = 128
LARGE = 64
"""A side above which the pictures count as large."""


@pytest.fixture(autouse=True)
def _small_pictures_are_large(monkeypatch):
    for kind in ("WEBP", "AVIF"):
        monkeypatch.setitem(limits.MOST_STORED_PIXELS, kind, LARGE**2)


def four_colours(transparent=False):
    """Return a picture of four quarters. The last can be transparent."""
    picture = Image.new("RGBA" if transparent else "RGB", (SIDE, SIDE))
    half = SIDE // 2
    for number, colour in enumerate(COLOURS):
        opacity = (0 if number == 3 else 255,) if transparent else ()
        picture.paste((*colour, *opacity), (number % 2 * half, number // 2 * half, *[SIDE] * 2))
    return picture


def quarters(picture):
    """Return the pixels in the middle of the four quarters."""
    near, far = picture.width // 4, picture.width * 3 // 4
    return [picture.getpixel(place) for place in ((near, near), (far, near), (near, far), (far, far))]


def are_similar(found, expected, most=10):
    return all(abs(one - other) <= most for one, other in zip(found, expected, strict=True))


def decoded(content):
    """Return the picture after all that is done before it is encoded, and the size that it had when it was decoded."""
    picture = decoding.read(io.BytesIO(content))
    return cleaned(picture), decoding.decoded(picture).size


MADE = {
    "WebP": ("WEBP", {"quality": 95}, False),
    "lossless WebP": ("WEBP", {"lossless": True}, False),
    "WebP, transparent": ("WEBP", {"quality": 95}, True),
    "lossless WebP, transparent": ("WEBP", {"lossless": True}, True),
    "AVIF": ("AVIF", {"quality": 95}, False),
    "AVIF with all colours": ("AVIF", {"quality": 95, "subsampling": "4:4:4"}, False),
    "AVIF, transparent": ("AVIF", {"quality": 95}, True),
}
FILES = {name: saved(four_colours(transparent), kind, **options) for name, (kind, options, transparent) in MADE.items()}
FILES |= AVIF


@pytest.mark.parametrize("name", FILES)
def test_a_large_picture_keeps_its_colours_and_its_opacity(name):
    picture, size = decoded(FILES[name])
    assert LARGE <= size[0] < SIDE
    assert picture.size == (LARGE, LARGE)
    assert picture.mode == ("RGBA" if "transparent" in name else "RGB")
    for number, (found, expected) in enumerate(zip(quarters(picture), COLOURS, strict=True)):
        if picture.mode == "RGBA":
            assert found[3] == (0 if number == 3 else 255)
        assert are_similar(found[:3], expected) or found[3:] == (0,)


def test_a_large_grey_picture_stays_grey():
    picture, size = decoded(saved(Image.new("L", (SIDE, SIDE), 100), "AVIF", quality=95))
    assert size == (LARGE, LARGE)
    assert are_similar(picture.getpixel((9, 9)), (100, 100, 100), most=2)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_the_profile_and_the_orientation_of_a_large_picture_are_applied(kind):
    """And neither is stored, nor any other metadata."""
    turned = exif(0x112, 3, b"\6\0")
    content = saved(four_colours(), kind, quality=95, icc_profile=P3, exif=b"Exif\0\0" + turned, xmp=b"SECRET")
    picture, _ = decoded(content)
    assert are_similar(quarters(picture)[1], RED_OF_P3)
    assert not are_similar(COLOURS[0], RED_OF_P3)
    _, [stored] = reencode(content)
    assert b"SECRET" in content
    assert b"SECRET" not in stored
    with Image.open(io.BytesIO(stored)) as picture:
        assert picture.size == (LARGE, LARGE)
        assert picture.info.keys() & {"icc_profile", "exif", "xmp"} == set()


def test_the_frames_of_an_animation_are_not_scaled_by_the_decoder():
    """They can be parts of the picture, whose places would be rounded."""
    frames = {"save_all": True, "append_images": [Image.new("RGB", (SIDE, SIDE), "red")]}
    content = saved(four_colours(), "WEBP", quality=95, **frames)
    assert is_scaled(FILES["WebP"], (SIDE, SIDE))
    assert not is_scaled(content, (SIDE, SIDE))
    picture, size = decoded(content)
    assert (size, picture.size) == ((SIDE, SIDE), (LARGE, LARGE))
    assert are_similar(quarters(picture)[0], COLOURS[0])


DAMAGE = [(b"\x9d\x01\x2a", 0, 3), (b"VP8L", 13, 16), (b"mdat", 4, 16)]
"""What the pixels of WebP, lossless WebP and AVIF begin with, and which bytes from there make them useless."""


def with_damaged_pixels(content):
    start, length = next((content.find(mark) + after, length) for mark, after, length in DAMAGE if mark in content)
    return content[:start] + b"\xff" * length + content[start + length :]


@pytest.mark.parametrize("size", [(16_383, 1), (16_383, 2), (1, 16_383)])
def test_a_picture_of_a_line_is_not_scaled_to_nothing(size):
    facts, _ = reencode(saved(Image.new("RGB", size, COLOURS[0]), "WEBP"))
    assert min(facts["size"]) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_large_picture_that_is_damaged_is_refused_with_the_reason(name):
    content = FILES[name]
    for file, reason in {content[:-9]: INCOMPLETE, with_damaged_pixels(content): DAMAGED}.items():
        with pytest.raises(decoding.RefusedPictureError) as refused:
            reencode(file)
        assert refused.value.message == reason


@pytest.mark.parametrize(
    ("content", "channels", "expected"),
    [
        (FILES["AVIF"], 3, 1.5 * 1.3 + 6.5),
        (FILES["AVIF with all colours"], 3, 3 * 1.3 + 6.5),
        (FILES["AVIF, transparent"], 4, (1.5 + 1) * 1.3 + 8.5),
        (AVIF["ten-bits-444"], 3, 6 * 1.3 + 6.5),
        (AVIF["ten-bits-444-transparent"], 4, (6 + 2) * 1.3 + 8.5),
        (AVIF["twelve-bits-422"], 3, 4 * 1.3 + 6.5),
        (AVIF["grid-420"], 3, 1.5 * (1.3 + 0.25) + 6.5),
        (AVIF["grid-ten-bits-444"], 3, 6 * (1.3 + 0.25) + 6.5),
        (saved(Image.new("L", (SIDE, SIDE)), "AVIF"), 1, 1 * 1.3 + 2.5),
        (b"", 3, 6 * 1.3 + 6.5),
    ],
)
def test_the_memory_that_avif_takes_depends_on_its_mode(content, channels, expected):
    assert round(avif_pixel(channels, avif_header(content), SIDE**2), 2) == round(expected, 2)
