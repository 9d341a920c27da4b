"""Stored pictures have no metadata: they do not tell where, by whom or with what a picture was taken."""

import io

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from articles.models import Photo
from articles.tests.makers import make_photo
from articles.tests.page_content import submit
from conftest import skip_or_fail

pytestmark = pytest.mark.one_database

ADD = "/admin/articles/photo/add/?edition=ru"
HOSTILE = project.BASE_DIR.parent / "shared" / "hostile" / "own" / "images"
FILES = sorted((HOSTILE / "privacy").glob("*.*"))
SECRET = "SECRET-OF-THE-SOURCE"
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
COLOURS = {"top left": "#d02020", "top right": "#20a020", "bottom left": "#2040d0", "bottom right": "#e0c020"}


def four_colours(size=(600, 400)):
    """Return a picture with a different colour in each corner, so that a rotation can be detected."""
    picture = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    places = [(0, 0), (width, 0), (0, height), (width, height)]
    for colour, place in zip(COLOURS.values(), places, strict=True):
        picture.paste(Image.new("RGB", (width, height), colour), place)
    return picture


def with_metadata(kind, orientation=1, picture=None):
    """Return a picture file with a location, names and text in every place that its format has for metadata."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Artist] = exif[Base.Copyright] = exif[Base.Make] = SECRET
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (49.0, 48.0, 24.7)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSAreaInformation] = SECRET.encode()
    exif.get_ifd(IFD.Exif)[Base.UserComment] = SECRET.encode()
    options = {"exif": exif, "xmp": f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET)
        words.add_itxt("XML:com.adobe.xmp", SECRET)
        options = {"exif": exif, "pnginfo": words}
    file = io.BytesIO()
    (picture or four_colours()).save(file, kind, **options)
    return file.getvalue() + SECRET.encode()  # also after the end of the picture


def traces_in(content):
    return [mark for mark in (b"SECRET", "SECRET".encode("utf-16-le"), b"xmpmeta", b"GPS") if mark in content]


def metadata_of(content):
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return dict(picture.getexif()), sorted(
            picture.info.keys() & {"exif", "xmp", "comment", "icc_profile", "Author"}
        )


def upload(client, content):
    file = SimpleUploadedFile("picture.jpg", content)
    return submit(client, client.get(ADD), "photo_form", file=file, alt_ru="Степь")


def stored(settings):
    return {path: path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.django_db(transaction=True)
def test_no_stored_file_has_metadata(signed_in, settings, kind):
    content = with_metadata(kind)
    assert traces_in(content)
    assert upload(signed_in("photo editor"), content).status_code == 302
    files = stored(settings)
    assert len(files) > 20  # the picture and its renditions
    assert {path.name: traces_in(content) for path, content in files.items() if traces_in(content)} == {}
    assert {path.name for path, content in files.items() if metadata_of(content) != ({}, [])} == set()


@pytest.mark.django_db
def test_a_picture_stored_by_a_script_has_no_metadata_either(settings):
    photo = Photo(key="scripted")
    photo.file.save("picture.jpg", SimpleUploadedFile("picture.jpg", with_metadata("JPEG")))
    assert [traces_in(content) for content in stored(settings).values()] == [[]]


@pytest.fixture(params=FILES or [None], ids=[path.name for path in FILES] or ["none"])
def private(request):
    if request.param is None:
        skip_or_fail(f"no pictures with secrets in {HOSTILE}")
    return request.param


@pytest.mark.django_db(transaction=True)
def test_no_metadata_of_the_collected_files_is_stored(signed_in, settings, private):
    assert traces_in(private.read_bytes())
    response = upload(signed_in("photo editor"), private.read_bytes())
    assert response.status_code == (200 if private.suffix == ".tif" else 302)
    assert bool(stored(settings)) == (response.status_code == 302)
    assert [path.name for path, content in stored(settings).items() if traces_in(content)] == []


# Orientation


def corners(picture):
    """Return which of the four colours each corner has; lossy formats change them a little."""
    width, height = picture.size
    places = [(5, 5), (width - 6, 5), (5, height - 6), (width - 6, height - 6)]
    found = []
    for place in places:
        pixel = picture.convert("RGB").getpixel(place)
        wanted = {name: Image.new("RGB", (1, 1), colour).getpixel((0, 0)) for name, colour in COLOURS.items()}
        found.append(min(wanted, key=lambda name: sum(abs(a - b) for a, b in zip(wanted[name], pixel, strict=True))))
    return found


TRANSPOSED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""{EXIF orientation: how the pixels of an upright picture are stored in such a file}"""


@pytest.mark.slow
@pytest.mark.parametrize("orientation", TRANSPOSED)
@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.django_db(transaction=True)
def test_a_picture_and_all_its_renditions_are_upright(signed_in, settings, kind, orientation):
    pixels = four_colours() if TRANSPOSED[orientation] is None else four_colours().transpose(TRANSPOSED[orientation])
    assert (corners(pixels) == list(COLOURS)) == (orientation == 1)
    assert upload(signed_in("photo editor"), with_metadata(kind, orientation, pixels)).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (600, 400)
    for content in stored(settings).values():
        with Image.open(io.BytesIO(content)) as picture:
            assert corners(picture) == list(COLOURS)
            assert picture.width > picture.height


@pytest.mark.django_db
def test_a_cmyk_or_grey_picture_keeps_its_colours():
    """The stored copy is in sRGB and has no colour profile."""
    for mode, expected in (("CMYK", (185, 154, 77)), ("L", (156, 156, 156))):
        file = io.BytesIO()
        Image.new("RGB", (60, 40), "#b99a4d").convert(mode).save(file, "JPEG", quality=95)
        photo = make_photo(key=f"of-mode-{mode.lower()}")
        photo.file.save("picture.jpg", SimpleUploadedFile("picture.jpg", file.getvalue()))
        with photo.file.open() as kept, Image.open(kept) as picture:
            assert picture.mode == "RGB"
            assert all(abs(a - b) < 8 for a, b in zip(picture.getpixel((30, 20)), expected, strict=True))
