"""What a picture may take of the server: bytes, pixels, memory, and time of other people."""

import io
import os
import struct
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from articles.models import Photo
from articles.pictures import decoding, own_process, processing
from articles.pictures.decoding import DAMAGED
from articles.pictures.limits import stored_size
from articles.pictures.renditions import are_made
from articles.pictures.structure import jpeg_scans
from articles.pictures.tests.files import GREY, RGB, RGBA, png, saved
from articles.pictures.turns import LARGE, MOST_WAITING, BusyError, turn
from articles.pictures.uploads import validate_picture
from articles.pictures.webp import webp_header, webp_size
from articles.tests.makers import make_photo
from articles.tests.page_content import parts_of, submit, words_of

pytestmark = pytest.mark.one_database


def header_of(kind, width, height, **options):
    """Return a picture file that states this size, but has the pixels of a much smaller picture."""
    mode = options.pop("mode", "RGB")
    if kind == "PNG":
        colour_type, depth = options.get("colours", (RGBA, 8))
        return png(colour_type, depth, b"", width, height=height)
    if kind == "WEBP":
        return lossless_webp(width, height)
    content = saved(Image.new(mode, (16, 8)), kind, **options)
    if kind == "AVIF":
        return content.replace(struct.pack(">II", 16, 8), struct.pack(">II", width, height))
    return content.replace(struct.pack(">HH", 8, 16), struct.pack(">HH", height, width), 1)


def lossless_webp(width, height):
    """Return a file of 38 bytes."""
    data = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\x07\xd0\xff\xfe\xf7" + bytes(8)
    return b"RIFF" + struct.pack("<I", 12 + len(data)) + b"WEBPVP8L" + struct.pack("<I", len(data)) + data


def message_for(content):
    """Return the reason for which a file is refused before it is decoded; None if it isn't."""
    try:
        validate_picture(ContentFile(content))
    except ValidationError as error:
        return error.message
    return None


ACCEPTED = {
    "24 megapixels": ("JPEG", 6000, 4000, {}),
    "24 megapixels, progressive": ("JPEG", 6000, 4000, {"progressive": True}),
    "50 megapixels": ("JPEG", 8688, 5792, {}),
    "50 megapixels, progressive": ("JPEG", 8192, 6144, {"progressive": True}),
    "50 megapixels, progressive, all colours": ("JPEG", 8192, 6144, {"progressive": True, "subsampling": 0}),
    "102 megapixels": ("JPEG", 11_648, 8736, {}),
    "CMYK": ("JPEG", 8000, 5000, {"mode": "CMYK"}),
    "PNG of 40 megapixels": ("PNG", 8000, 5000, {}),
    "WebP of 40 megapixels": ("WEBP", 8000, 5000, {}),
    "AVIF of 40 megapixels": ("AVIF", 8000, 5000, {}),
    "AVIF of 34 megapixels, all colours": ("AVIF", 7140, 4760, {"subsampling": "4:4:4"}),
    "AVIF of 30 megapixels, transparent": ("AVIF", 6720, 4480, {"mode": "RGBA"}),
}
REFUSED = {
    "121 megapixels": ("JPEG", 11_000, 11_000, {}, "more than 120 megapixels"),
    "progressive CMYK": ("JPEG", 8000, 5000, {"mode": "CMYK", "progressive": True}, "A picture of this kind in JPEG"),
    "PNG of 41 megapixels": ("PNG", 8000, 5125, {"colours": (GREY, 1)}, "more than 40 megapixels"),
    "WebP of 41 megapixels": ("WEBP", 8000, 5125, {}, "more than 40 megapixels"),
    "AVIF of 41 megapixels": ("AVIF", 8000, 5125, {}, "more than 40 megapixels"),
    "AVIF of 40 megapixels, all colours": ("AVIF", 8000, 5000, {"subsampling": "4:4:4"}, "at most 34,"),
    "AVIF of 40 megapixels, transparent": ("AVIF", 8000, 5000, {"mode": "RGBA"}, "at most 30,"),
}


@pytest.mark.parametrize(("kind", "width", "height", "options"), ACCEPTED.values(), ids=ACCEPTED)
def test_photos_of_usual_cameras_are_accepted(kind, width, height, options):
    content = header_of(kind, width, height, **options)
    assert decoding.read(ContentFile(content)).size == (width, height)
    assert message_for(content) is None


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("kind", "width", "height", "options", "reason"), REFUSED.values(), ids=REFUSED)
def test_pictures_that_take_too_much_memory_are_refused(kind, width, height, options, reason):
    assert reason in message_for(header_of(kind, width, height, **options))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(16_000, 10_000), (65_000, 65_000)])
def test_jpegs_of_many_pixels_are_refused_with_this_reason(size):
    assert message_for(header_of("JPEG", *size)) == "The picture has more than 120 megapixels."


def test_a_jpeg_of_many_scans_is_refused():
    """Each scan has some hundred bytes, but takes as much time as the whole picture."""
    content = saved(Image.new("RGB", (16, 8), "red"), "JPEG", progressive=True)
    assert jpeg_scans(content) == content.count(b"\xff\xda") == 10
    last = content[content.rindex(b"\xff\xda") : -2]
    hidden_end = b"\xff\xfe\x00\x04\xff\xd9"  # in a comment
    for scans, expected in {50: None, 51: DAMAGED}.items():
        more = hidden_end + last * (scans - 10)
        assert message_for(content[:-2] + more + content[-2:] + bytes(9) + last * 100) == expected


def test_the_reason_is_given_in_the_language_of_the_desk():
    small_file = header_of("AVIF", 6320, 6320, mode="RGBA")
    assert len(small_file) < 1_000
    for language, words in {"kk": "көп жад керек", "ru": "нужно много памяти"}.items():
        with translation.override(language):
            assert words in message_for(small_file)


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"alpha": True}, {"exif": b"II*\0"}, {"animated": True}])
@pytest.mark.parametrize("size", [(1, 1), (37, 300), (2049, 3)])
def test_the_size_of_webp_is_read_as_pillow_reads_it(size, options):
    picture = Image.new("RGBA" if options.pop("alpha", False) else "RGB", size)
    if options.pop("animated", False):
        options = {"save_all": True, "append_images": [Image.new("RGB", size, "red")]}
    content = saved(picture, "WEBP", **options)
    with Image.open(io.BytesIO(content)) as expected:
        assert webp_size(content) == expected.size == size
        assert webp_header(content)[1] == expected.n_frames


def test_large_pictures_are_stored_at_most_this_size():
    assert stored_size((6000, 4000), "JPEG") == (4096, 2730)
    assert stored_size((3000, 4096), "PNG") == (3000, 4096)
    assert stored_size((40_000_000, 1), "PNG") == (4096, 1)
    width, height = stored_size((6000, 4000), "WEBP")
    assert width * height <= 8_000_000
    assert abs(width / height - 1.5) < 0.01


# Memory

UPLOAD = """
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from articles.pictures.field import CleanPicture
content = sys.stdin.buffer.read()
def upload(_):
    try:
        return CleanPicture(ContentFile(content)).extension
    except ValidationError as error:
        return error.code
with ThreadPoolExecutor(int(sys.argv[1])) as pool:
    outcomes = list(pool.map(upload, range(int(sys.argv[1]))))
[most] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]  # ru_maxrss begins with our own
print(int(most.split()[1]) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, *outcomes)
"""


def memory_of(content, uploads=1):
    """Let a process upload a file so many times at once.

    Return (the most MB that it has had, the most that a process of its own for the picture has had, the outcomes).
    """
    run = subprocess.run(
        [sys.executable, "-c", UPLOAD, str(uploads)],
        input=content,
        capture_output=True,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "of this test"},
    )
    own, others, *outcomes = run.stdout.decode().split()
    return int(own), int(others), outcomes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "mode", "size", "options"),
    [
        ("JPEG", "RGB", (8256, 5504), {}),
        ("JPEG", "RGB", (8192, 6144), {"progressive": True, "subsampling": 0}),
        ("JPEG", "CMYK", (8000, 5000), {}),
        ("PNG", "RGBA", (8000, 5000), {}),
        ("PNG", "P", (8000, 5000), {}),
        ("PNG", "I;16", (8000, 5000), {}),
        ("WEBP", "RGBA", (8000, 5000), {"lossless": True, "method": 0}),
        ("WEBP", "RGBA", (8000, 5000), {"method": 0}),
        ("AVIF", "RGB", (8000, 5000), {"speed": 10}),
        ("AVIF", "RGBA", (6720, 4480), {"speed": 10}),
    ],
)
def test_the_largest_pictures_need_limited_memory(kind, mode, size, options):
    own, others, outcomes = memory_of(saved(Image.new(mode, size, 7), kind, **options))
    assert outcomes == [kind.lower()]
    assert 100 < others < 400
    assert own < 150


@pytest.mark.slow
def test_a_picture_that_is_decoded_twice_needs_limited_memory():
    rows = bytes((1 + 7100 * 6) * 5000 - 1)
    content = png(RGB, 16, rows, 7100, (b"tRNS", bytes(6)), height=5000)
    assert decoding.read(io.BytesIO(content)).decoded_bytes == 10 * 7100 * 5000
    own, others, outcomes = memory_of(content)
    assert outcomes == ["png"]
    assert 300 < others < 400
    assert own < 150


@pytest.mark.slow
def test_many_large_pictures_at_once_need_hardly_more_memory_than_one():
    own, others, outcomes = memory_of(saved(Image.new("I;16", (8000, 5000), 7), "PNG"), uploads=8)
    assert set(outcomes) == {"png", "busy"}
    assert others < 250
    assert own < 150


# A process of its own


@cache
def large_picture(kind="JPEG", **options):
    """Return a picture that is processed in a process of its own."""
    noise = Image.effect_noise((500, 3000), 50).convert("RGB")
    picture = Image.new("RGB", (3000, 3000), "green")
    picture.paste(noise)
    return saved(picture, kind, **options)


def test_a_large_picture_is_the_same_as_if_it_were_processed_here():
    content = large_picture()
    assert decoding.read(io.BytesIO(content)).decoded_bytes > LARGE
    facts, [file] = processing.reencode(content)
    assert processing.reencoded(io.BytesIO(content)) == processing.Reencoded(file, **facts)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_large_picture_that_is_damaged_is_refused_with_the_reason(language):
    content = bytearray(large_picture("PNG", compress_level=1))
    content[5_000:6_000] = bytes(1_000)
    with translation.override(language), pytest.raises(decoding.RefusedPictureError) as refused:
        processing.reencoded(io.BytesIO(content))
    assert (refused.value.message, refused.value.code) == (DAMAGED, "damaged")
    assert "SyntaxError" in str(refused.value) or "OSError" in str(refused.value)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import os; os.kill(os.getpid(), 9)", "no_memory"),
        ("import os; os.abort()", "damaged"),
        ("import sys; sys.stdin.buffer.read(); sys.exit(3)", "damaged"),
    ],
)
def test_a_process_that_dies_refuses_the_picture(monkeypatch, script, code):
    monkeypatch.setattr(own_process, "COMMAND", [sys.executable, "-c", script])
    content = large_picture()
    with pytest.raises(decoding.RefusedPictureError) as refused:
        processing.reencoded(io.BytesIO(content))
    assert refused.value.code == code


def test_a_process_may_die_before_it_gets_the_picture(monkeypatch):
    monkeypatch.setattr(own_process, "COMMAND", [sys.executable, "-c", ""])
    with own_process.started() as process:
        process.wait()
        assert own_process.exchange(process, b"order", large_picture()) == b""


def test_a_picture_is_refused_if_no_process_can_be_started(monkeypatch):
    monkeypatch.setattr(own_process, "COMMAND", ["/nowhere/python"])
    content = large_picture()
    with pytest.raises(decoding.RefusedPictureError) as refused:
        processing.reencoded(io.BytesIO(content))
    assert refused.value.code == "no_memory"


def test_the_system_refuses_more_memory_than_a_picture_may_take(monkeypatch):
    """The header of an AVIF picture can state fewer bits and colours than its data has."""
    content = large_picture("AVIF", speed=10)
    script = "from articles.pictures import own_process_main as process; process.MOST_DATA = {{'AVIF': {}}}"
    refused = []
    for most in (2**26, 2**29):
        monkeypatch.setattr(own_process, "COMMAND", [sys.executable, "-c", f"{script.format(most)}; process.start()"])
        try:
            processing.reencoded(io.BytesIO(content))
        except decoding.RefusedPictureError as error:
            refused.append((most, error.code in ("damaged", "no_memory")))
    assert refused == [(2**26, True)]


def test_a_process_that_hangs_is_killed(monkeypatch):
    monkeypatch.setattr(own_process, "COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(own_process, "LONGEST", 0.2)
    content = large_picture()
    with pytest.raises(decoding.RefusedPictureError, match="status -9"):
        processing.reencoded(io.BytesIO(content))


# Turns


@contextmanager
def others(waiting):
    """Let another thread process a large picture, and so many wait for it."""
    started, ended = Event(), Event()

    def process():
        with turn(LARGE + 1, patience=60):
            started.set()
            ended.wait()

    threads = [Thread(target=process) for _ in range(1 + waiting)]
    with ExitStack() as stack:
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
        stack.callback(ended.set)
        started.wait()
        yield


def test_large_pictures_wait_for_each_other_but_not_for_long():
    with others(waiting=0):
        with pytest.raises(BusyError), turn(LARGE + 1, patience=0.05):
            pytest.fail("two large pictures at once")
        with turn(LARGE, patience=0):
            pass  # small ones don't wait
    with turn(LARGE + 1, patience=0.05):
        pass


def test_the_desk_refuses_large_pictures_while_others_wait(signed_in):
    large = SimpleUploadedFile("large.webp", saved(Image.new("RGB", (1500, 1500)), "WEBP"))
    for language, reason in {"ru": "Сервер занят", "kk": "Сервер қазір"}.items():
        client = signed_in("reporter", language)
        form = client.get("/admin/articles/photo/add/?edition=ru")
        large.seek(0)
        with others(waiting=MOST_WAITING):
            response = submit(client, form, "photo_form", file=large)
        [errors] = parts_of(response, "errorlist")
        assert reason in words_of(errors)
        assert Photo.objects.count() == 0
        large.seek(0)
        assert submit(client, form, "photo_form", file=large).status_code == 302
        Photo.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_photo_whose_renditions_must_wait_too_long_is_saved_with_a_warning(signed_in):
    photo = make_photo(alt_ru="Степь")
    photo.file.save("large.webp", ContentFile(saved(Image.new("RGB", (1500, 1500)), "WEBP")))
    client, address = signed_in("photo editor", "ru"), f"/admin/articles/photo/{photo.pk}/change/?edition=ru"
    with others(waiting=MOST_WAITING):
        response = submit(client, client.get(address), "photo_form", alt_ru="Вокзал")
    assert response.status_code == 302
    assert "уменьшенные копии создать не удалось" in client.get(address).content.decode()
    saved_photo = Photo.objects.get()
    assert (saved_photo.alt_ru, are_made(saved_photo)) == ("Вокзал", False)
    submit(client, client.get(address), "photo_form")
    assert are_made(Photo.objects.get())
