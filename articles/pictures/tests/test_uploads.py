"""An upload must be a picture of a limited size. It gets a generated name; anything else is rejected with a message."""

import io
import re
import resource
import struct
import zlib

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Photo
from articles.pictures.limits import MOST_BYTES
from articles.pictures.uploads import validate_picture
from articles.tests.makers import make_photo, picture_bytes
from articles.tests.page_content import parts_of, submit, words_of
from conftest import skip_or_fail

pytestmark = pytest.mark.one_database

ADD = "/admin/articles/photo/add/?edition=ru"
HOSTILE = settings.BASE_DIR.parent / "shared" / "hostile" / "own" / "images"
FILES = sorted(path for folder in ("bomb", "confusion") for path in (HOSTILE / folder).glob("*"))
OUR_NAME = re.compile(r"photos/\d{4}/\d{2}/[0-9a-f]{32}\.(jpeg|png|webp|avif)")
NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
DAMAGED = "The picture is damaged and cannot be opened. Save it again in a picture editor."
TRUNCATED = "The picture is truncated: the end of the file is missing. Copy or download it again."
TOO_MANY_PIXELS = "The picture has more than 40 megapixels."
ACCEPTED = {
    "alpha.png", "cmyk.jpg", "gray16.png", "jpeg_html_comment.jpg", "jpeg_trailing_html.jpg", "jpeg_trailing_zip.jpg",
    "png_idat_html.png",
}  # fmt: skip
REJECTED = {
    "gif_10000x10000_5000frames.gif", "gif_65535x65535_1frame.gif", "png_30000x30000_1bit.png",
    "png_claims_2147483647x1.png", "png_claims_65500x65500_no_data.png", "empty.png", "gif_js_polyglot.gif",
    "html_named.png", "one_byte.jpg", "pdf_named.jpg", "svg_named.jpg",
}  # fmt: skip


def messages_for(content, name="picture.jpg"):
    """Return the messages of the validator; [] if it accepts the file."""
    try:
        validate_picture(ContentFile(content, name))
    except ValidationError as error:
        return error.messages
    return []


def upload(client, content, name="picture.jpg", **fields):
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return submit(client, client.get(ADD), "photo_form", file=file, **fields)


def errors_on(response):
    return [words_of(item) for errors in parts_of(response, "errorlist") for item in errors.iter("li")]


def stored_files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def assert_rejected(response, settings):
    assert response.status_code == 200
    assert [bool(message) for message in errors_on(response)] == [True]
    assert (Photo.objects.count(), stored_files(settings)) == (0, [])


def assert_stored(response, ending):
    assert (response.status_code, errors_on(response)) == (302, [])
    photo = Photo.objects.latest("pk")
    assert OUR_NAME.fullmatch(photo.file.name)
    assert photo.file.name.rpartition(".")[2] == ending
    assert photo.width > 0 < photo.height
    return photo


def encoded(kind, size=(60, 40), **options):
    """Return a picture file in a format."""
    file = io.BytesIO()
    Image.new("RGB", size, "#b99a4d").save(file, kind, **options)
    return file.getvalue()


# Accepted files


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("name", ["picture.jpg", "picture.PNG", "picture.gif"])
def test_a_picture_is_stored_with_the_extension_of_its_format(signed_in, kind, name):
    content = encoded(kind)
    assert messages_for(content, name) == []
    photo = assert_stored(upload(signed_in("reporter"), content, name, alt_ru="Станция"), kind.lower())
    assert (photo.width, photo.height, photo.alt_ru) == (60, 40, "Станция")
    with photo.file.open() as file, Image.open(file) as stored, Image.open(io.BytesIO(content)) as sent:
        assert (stored.format, stored.size) == (sent.format, sent.size)
        assert all(abs(a - b) < 6 for a, b in zip(stored.getpixel((30, 20)), sent.getpixel((30, 20)), strict=True))


@pytest.mark.parametrize(
    "name",
    ["Фото с телефона.JPG", "my secret source.jpg", "../../../etc/passwd.jpg", "shell.php.jpg", "a b\u202egpj.jpg",
     "CON.jpg", "-rf.jpg", "<script>.jpg", "新聞.jpg"],
)  # fmt: skip
def test_the_name_of_the_uploaded_file_is_never_used(signed_in, name):
    photo = assert_stored(upload(signed_in("reporter"), picture_bytes(), name), "jpeg")
    stem = name.rpartition("/")[2].rpartition(".")[0]
    assert stem not in photo.file.name


def test_the_name_of_the_uploaded_file_may_be_long(signed_in):
    assert_stored(upload(signed_in("reporter"), picture_bytes(), f"{'Очень длинное имя ' * 10}.jpg"), "jpeg")


def test_two_uploads_of_the_same_name_are_two_files(signed_in):
    client = signed_in("reporter")
    names = {assert_stored(upload(client, picture_bytes(), "same.jpg"), "jpeg").file.name for _ in range(2)}
    assert len(names) == 2


def test_a_jpeg_with_a_second_picture_in_it_is_a_jpeg(signed_in):
    """Phones append a preview or an HDR map to the picture; Pillow calls such a file MPO."""
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])
    assert file.getvalue()[:3] == b"\xff\xd8\xff"
    assert_stored(upload(signed_in("reporter"), file.getvalue(), "IMG_0001.jpg"), "jpeg")


def test_a_picture_can_be_replaced(signed_in):
    photo, client = make_photo(alt_ru="Станция"), signed_in("reporter")
    before = photo.file.name
    form = client.get(f"/admin/articles/photo/{photo.pk}/change/?edition=ru")
    file = SimpleUploadedFile("new.jpg", encoded("PNG", (20, 10)))
    assert submit(client, form, "photo_form", file=file).status_code == 302
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.file.name.rpartition(".")[2]) == (20, 10, "png")
    assert photo.file.name != before


def test_the_text_of_a_photo_can_be_changed_without_another_upload(signed_in):
    photo, client = make_photo(alt_ru="Станция"), signed_in("reporter")
    before = photo.file.name
    form = client.get(f"/admin/articles/photo/{photo.pk}/change/?edition=ru")
    assert submit(client, form, "photo_form", alt_ru="Вокзал", focal_x="20").status_code == 302
    photo.refresh_from_db()
    assert (photo.alt_ru, photo.focal_x, photo.file.name, photo.width) == ("Вокзал", 20, before, 60)


@pytest.mark.django_db
def test_a_photo_saved_by_a_script_gets_a_generated_name_too():
    photo = Photo(key="scripted")
    photo.file.save("Original name.gif", ContentFile(encoded("WEBP")))
    assert OUR_NAME.fullmatch(photo.file.name)
    assert photo.file.name.endswith(".webp")


@pytest.mark.django_db
def test_a_photo_can_be_validated_and_saved_again():
    photo = make_photo(alt_ru="Станция")
    for again in (photo, Photo.objects.get()):
        again.full_clean()
        again.save()
        again.full_clean()
    assert Photo.objects.get().width == 60


# Rejected files


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PDF", "TGA", "PPM", "JPEG2000"])
@pytest.mark.parametrize("ending", ["own", "jpg"])
def test_other_formats_are_rejected(signed_in, settings, kind, ending):
    content = encoded(kind)
    name = f"picture.{kind.lower() if ending == 'own' else ending}"
    assert messages_for(content, name) == [NOT_A_PICTURE]
    assert_rejected(upload(signed_in("reporter"), content, name), settings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n",
        b"GIF89a/*",
        b"PK\x03\x04",
        b"\x00",
        b"words",
    ],
)
@pytest.mark.parametrize("name", ["picture.jpg", "picture.svg", "picture.html", "picture"])
def test_a_file_that_is_not_a_picture_is_rejected(signed_in, settings, content, name):
    assert messages_for(content, name) == [NOT_A_PICTURE]
    assert_rejected(upload(signed_in("reporter"), content, name), settings)


def test_an_empty_or_missing_file_is_rejected(signed_in, settings):
    client = signed_in("reporter")
    assert messages_for(b"") == [NOT_A_PICTURE]
    assert_rejected(upload(client, b""), settings)
    assert_rejected(submit(client, client.get(ADD), "photo_form"), settings)


def test_a_picture_may_have_twenty_megabytes_but_no_byte_more():
    picture = picture_bytes()
    assert messages_for(picture + bytes(MOST_BYTES - len(picture))) == []
    assert messages_for(picture + bytes(MOST_BYTES - len(picture) + 1)) == ["The picture is larger than 20 MB."]


def one_bit_png(width, height, rows):
    """Return a black PNG whose header states this size, with `rows` rows of data, made row by row to save memory."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, row = zlib.compressobj(), bytes(1 + (width + 7) // 8) if rows else b""
    data = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "size",
    [(8000, 5001), (40_000_001, 1), (7000, 8000), (10_000, 8001), (12_000, 9000), (30_000, 30_000), (2**31 - 1, 1)],
)
def test_a_picture_of_more_than_forty_megapixels_is_rejected(signed_in, settings, size):
    content = one_bit_png(*size, rows=0)
    assert messages_for(content) == [TOO_MANY_PIXELS]
    assert_rejected(upload(signed_in("reporter"), content), settings)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_the_desk_says_that_a_picture_has_too_many_pixels(signed_in):
    for size in ((8000, 5001), (12_000, 9000)):
        assert errors_on(upload(signed_in("reporter"), one_bit_png(*size, rows=0))) == [TOO_MANY_PIXELS]


def test_a_picture_of_forty_megapixels_is_accepted():
    assert messages_for(one_bit_png(8000, 5000, rows=5000)) == []


def test_a_picture_of_many_pixels_is_rejected_without_being_decoded():
    content = one_bit_png(30_000, 30_000, rows=30_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(messages_for(content)) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes; decoding takes 900,000


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_frames_of_an_animation_count_towards_the_limit(kind):
    def animation(frames):
        pictures = [Image.new("RGB", (1500, 1500), (number * 9, 0, 0)) for number in range(frames)]
        file = io.BytesIO()
        pictures[0].save(file, kind, save_all=True, append_images=pictures[1:])
        return file.getvalue()

    assert messages_for(animation(17)) == []
    assert messages_for(animation(18)) == [TOO_MANY_PIXELS]


# The collection of hostile files


@pytest.fixture(params=FILES or [None], ids=[path.name for path in FILES] or ["none"])
def hostile(request):
    if request.param is None:
        skip_or_fail(f"no hostile pictures in {HOSTILE}")
    return request.param


@pytest.mark.slow
def test_a_hostile_file_causes_no_other_error(hostile):
    messages = messages_for(hostile.read_bytes(), hostile.name)
    assert messages in ([], [NOT_A_PICTURE], [DAMAGED], [TRUNCATED], [TOO_MANY_PIXELS])
    if hostile.name in ACCEPTED | REJECTED:
        assert bool(messages) == (hostile.name in REJECTED)


def test_a_hostile_file_is_rejected_or_stored_under_a_generated_name(signed_in, settings, hostile):
    response = upload(signed_in("reporter"), hostile.read_bytes(), hostile.name)
    if response.status_code == 200:
        assert_rejected(response, settings)
    else:
        start = hostile.read_bytes()[:4]
        photo = assert_stored(response, "png" if start == b"\x89PNG" else "jpeg")
        kept = settings.MEDIA_ROOT / photo.file.name
        assert kept in stored_files(settings)
        assert len({path.name[:32] for path in stored_files(settings)}) == 1  # its renditions have its name
    if hostile.name in ACCEPTED | REJECTED:
        assert response.status_code == (200 if hostile.name in REJECTED else 302)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["picture.jpg", "photo.png"])
def test_a_hostile_file_with_a_harmless_name_is_treated_the_same(signed_in, settings, hostile, name):
    if hostile.name in REJECTED:
        assert_rejected(upload(signed_in("reporter"), hostile.read_bytes(), name), settings)
    else:
        assert upload(signed_in("reporter"), hostile.read_bytes(), name).status_code in (200, 302)
