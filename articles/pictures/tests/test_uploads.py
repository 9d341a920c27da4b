"""What is uploaded as a picture is one, of a size we can carry, under a name of ours; all else is refused in words."""

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
from articles.pictures.uploads import MOST_BYTES, validate_picture
from articles.tests.makers import make_photo, picture_bytes
from articles.tests.reading import parts_of, submit, words_of
from conftest import skip_or_fail

pytestmark = pytest.mark.one_database

ADD = "/admin/articles/photo/add/?edition=ru"
HOSTILE = settings.BASE_DIR.parent / "shared" / "hostile" / "own" / "images"
FILES = sorted(path for folder in ("bomb", "confusion") for path in (HOSTILE / folder).glob("*"))
OUR_NAME = re.compile(r"photos/\d{4}/\d{2}/[0-9a-f]{32}\.(jpeg|png|webp|avif)")
NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
TOO_MANY_PIXELS = "The picture has more than 40 megapixels."
TAKEN = {
    "alpha.png", "cmyk.jpg", "gray16.png", "jpeg_html_comment.jpg", "jpeg_trailing_html.jpg", "jpeg_trailing_zip.jpg",
    "png_idat_html.png",
}  # fmt: skip
REFUSED = {
    "gif_10000x10000_5000frames.gif", "gif_65535x65535_1frame.gif", "png_30000x30000_1bit.png",
    "png_claims_2147483647x1.png", "png_claims_65500x65500_no_data.png", "empty.png", "gif_js_polyglot.gif",
    "html_named.png", "one_byte.jpg", "pdf_named.jpg", "svg_named.jpg",
}  # fmt: skip


def refusal_of(content, name="picture.jpg"):
    """What the validator says; [] when it has nothing to say."""
    try:
        validate_picture(ContentFile(content, name))
    except ValidationError as refused:
        return refused.messages
    return []


def upload(client, content, name="picture.jpg", **fields):
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return submit(client, client.get(ADD), "photo_form", file=file, **fields)


def errors_on(response):
    return [words_of(item) for errors in parts_of(response, "errorlist") for item in errors.iter("li")]


def stored_files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def assert_refused(response, settings):
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
    """A picture in a format, by its ending."""
    file = io.BytesIO()
    Image.new("RGB", size, "#b99a4d").save(file, kind, **options)
    return file.getvalue()


# What is taken


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("name", ["picture.jpg", "picture.PNG", "picture.gif"])
def test_a_picture_is_stored_with_its_true_ending_whatever_its_name(signed_in, kind, name):
    content = encoded(kind)
    assert refusal_of(content, name) == []
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


def test_a_name_that_is_never_used_may_be_long(signed_in):
    assert_stored(upload(signed_in("reporter"), picture_bytes(), f"{'Очень длинное имя ' * 10}.jpg"), "jpeg")


def test_two_uploads_of_a_name_are_two_files(signed_in):
    client = signed_in("reporter")
    names = {assert_stored(upload(client, picture_bytes(), "same.jpg"), "jpeg").file.name for _ in range(2)}
    assert len(names) == 2


def test_a_jpeg_of_a_camera_that_packs_a_second_view_into_it_is_a_jpeg(signed_in):
    """Phones write a preview or an HDR map behind the picture; Pillow calls that MPO."""
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])
    assert file.getvalue()[:3] == b"\xff\xd8\xff"
    assert_stored(upload(signed_in("reporter"), file.getvalue(), "IMG_0001.jpg"), "jpeg")


def test_a_picture_is_exchanged_for_another(signed_in):
    photo, client = make_photo(alt_ru="Станция"), signed_in("reporter")
    before = photo.file.name
    form = client.get(f"/admin/articles/photo/{photo.pk}/change/?edition=ru")
    file = SimpleUploadedFile("new.jpg", encoded("PNG", (20, 10)))
    assert submit(client, form, "photo_form", file=file).status_code == 302
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.file.name.rpartition(".")[2]) == (20, 10, "png")
    assert photo.file.name != before


def test_words_about_a_picture_are_changed_without_sending_it_again(signed_in):
    photo, client = make_photo(alt_ru="Станция"), signed_in("reporter")
    before = photo.file.name
    form = client.get(f"/admin/articles/photo/{photo.pk}/change/?edition=ru")
    assert submit(client, form, "photo_form", alt_ru="Вокзал", focal_x="20").status_code == 302
    photo.refresh_from_db()
    assert (photo.alt_ru, photo.focal_x, photo.file.name, photo.width) == ("Вокзал", 20, before, 60)


@pytest.mark.django_db
def test_a_photo_made_by_a_script_has_a_name_of_ours_too():
    photo = Photo(key="scripted")
    photo.file.save("Original name.gif", ContentFile(encoded("WEBP")))
    assert OUR_NAME.fullmatch(photo.file.name)
    assert photo.file.name.endswith(".webp")


@pytest.mark.django_db
def test_a_photo_can_be_checked_and_saved_again():
    photo = make_photo(alt_ru="Станция")
    for again in (photo, Photo.objects.get()):
        again.full_clean()
        again.save()
        again.full_clean()
    assert Photo.objects.get().width == 60


# What is refused


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PDF", "TGA", "PPM", "JPEG2000"])
@pytest.mark.parametrize("ending", ["own", "jpg"])
def test_other_formats_are_refused(signed_in, settings, kind, ending):
    content = encoded(kind)
    name = f"picture.{kind.lower() if ending == 'own' else ending}"
    assert refusal_of(content, name) == [NOT_A_PICTURE]
    assert_refused(upload(signed_in("reporter"), content, name), settings)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n",
        b"GIF89a/*",
        b"PK\x03\x04",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x00\x00\x00 ftypavif",
        b"\x00",
        b"words",
    ],
)
@pytest.mark.parametrize("name", ["picture.jpg", "picture.svg", "picture.html", "picture"])
def test_what_is_no_picture_is_refused(signed_in, settings, content, name):
    assert refusal_of(content, name) == [NOT_A_PICTURE]
    assert_refused(upload(signed_in("reporter"), content, name), settings)


def test_nothing_at_all_is_refused(signed_in, settings):
    client = signed_in("reporter")
    assert refusal_of(b"") == [NOT_A_PICTURE]
    assert_refused(upload(client, b""), settings)
    assert_refused(submit(client, client.get(ADD), "photo_form"), settings)


def test_a_picture_of_twenty_megabytes_is_taken_and_one_byte_more_is_not():
    picture = picture_bytes()
    assert refusal_of(picture + bytes(MOST_BYTES - len(picture))) == []
    assert refusal_of(picture + bytes(MOST_BYTES - len(picture) + 1)) == ["The picture is larger than 20 MB."]


def one_bit_png(width, height, rows):
    """A black picture that claims its size and holds that many rows; made row by row, in no memory to speak of."""

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
def test_a_picture_of_more_than_forty_megapixels_is_refused_as_such(signed_in, settings, size):
    content = one_bit_png(*size, rows=0)
    assert refusal_of(content) == [TOO_MANY_PIXELS]
    assert_refused(upload(signed_in("reporter"), content), settings)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_the_photographer_of_a_picture_too_large_is_told_so(signed_in):
    for size in ((8000, 5001), (12_000, 9000)):
        assert errors_on(upload(signed_in("reporter"), one_bit_png(*size, rows=0))) == [TOO_MANY_PIXELS]


def test_a_picture_of_forty_megapixels_is_taken():
    assert refusal_of(one_bit_png(8000, 5000, rows=5000)) == []


def test_a_picture_of_many_pixels_is_refused_without_being_decoded():
    content = one_bit_png(30_000, 30_000, rows=30_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(refusal_of(content)) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes; decoded it takes 900,000


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_frames_of_an_animation_count(kind):
    def animation(frames):
        pictures = [Image.new("RGB", (1500, 1500), (number * 9, 0, 0)) for number in range(frames)]
        file = io.BytesIO()
        pictures[0].save(file, kind, save_all=True, append_images=pictures[1:])
        return file.getvalue()

    assert refusal_of(animation(17)) == []
    assert refusal_of(animation(18)) == [TOO_MANY_PIXELS]


# The collection of hostile files


@pytest.fixture(params=FILES or [None], ids=[path.name for path in FILES] or ["none"])
def hostile(request):
    if request.param is None:
        skip_or_fail(f"no hostile pictures in {HOSTILE}")
    return request.param


def test_a_hostile_file_is_judged_and_breaks_nothing(hostile):
    said = refusal_of(hostile.read_bytes(), hostile.name)
    assert said in ([], [NOT_A_PICTURE], [TOO_MANY_PIXELS])
    if hostile.name in TAKEN | REFUSED:
        assert bool(said) == (hostile.name in REFUSED)


def test_a_hostile_file_is_refused_or_stored_under_a_name_of_ours(signed_in, settings, hostile):
    response = upload(signed_in("reporter"), hostile.read_bytes(), hostile.name)
    if response.status_code == 200:
        assert_refused(response, settings)
    else:
        start = hostile.read_bytes()[:4]
        photo = assert_stored(response, "png" if start == b"\x89PNG" else "jpeg")
        kept = settings.MEDIA_ROOT / photo.file.name
        assert kept in stored_files(settings)
        assert len({path.name[:32] for path in stored_files(settings)}) == 1  # its renditions have its name
    if hostile.name in TAKEN | REFUSED:
        assert response.status_code == (200 if hostile.name in REFUSED else 302)


@pytest.mark.parametrize("name", ["picture.jpg", "photo.png"])
def test_a_hostile_file_is_refused_under_an_innocent_name_too(signed_in, settings, hostile, name):
    if hostile.name in REFUSED:
        assert_refused(upload(signed_in("reporter"), hostile.read_bytes(), name), settings)
    else:
        assert upload(signed_in("reporter"), hostile.read_bytes(), name).status_code in (200, 302)
