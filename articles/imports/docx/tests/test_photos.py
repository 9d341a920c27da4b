"""Pictures of documents become photos within the limits of uploads, and the others are named with the reason."""

import struct
import tracemalloc
import zlib
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial.photo_uploads import waiting_files
from articles.imports.docx import photos, read_document
from articles.imports.docx.photos import PhotosOfDocuments
from articles.imports.docx.pictures import MISSING
from articles.imports.docx.tests.made import document, p, picture
from articles.models import Photo, PhotoState, PhotoUpload
from articles.pictures.decoding import DAMAGED, INCOMPLETE, NOT_A_PICTURE
from articles.pictures.limits import MEGABYTE, MOST_BYTES, TOO_MANY_BYTES, TOO_MANY_PIXELS
from articles.tests.dropped_files import picture as content_of
from articles.tests.makers import make_photo
from newsroom import editions
from newsroom.content.clean_html import clean_html
from newsroom.content.nodes import LONGEST, Node, html_of

pytestmark = pytest.mark.django_db

RU, KK = (editions.BY_CODE[code] for code in ("ru", "kk"))


def huge_png(side):
    """A PNG of a few kilobytes whose pixels would take gigabytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(99_999))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def node(photo, **words):
    return html_of(Node("photo", photo.key, words))


def taken_from(taker, body, **pictures):
    file = document(body, pictures={name.replace("_", "."): content for name, content in pictures.items()})
    read = read_document(file)
    return read, taker.take(read, file)


def test_pictures_become_photos_at_their_places(staff):
    taker = PhotosOfDocuments(RU, by=staff("reporter"))
    make_photo(key="ours", alt_kk="Көл")
    ours = Photo.objects.get()
    with ours.file.open("rb") as file:
        same = file.read()
    long, hostile = "Слово " * 100, 'Через «Урал» "><b>&'
    body = (
        p("Раз.") + p(picture("Мост", "a.png")) + p(hostile, style="a6") + p(picture("Ещё раз", "a.png"))
        + p(picture("Озеро", "b.png")) + p(long, style="a6") + p(picture(long, "c.png"))
    )  # fmt: skip
    read, taken = taken_from(taker, body, a_png=content_of(1), b_png=same, c_png=content_of(2))
    first, second = taken.added
    assert read.html == (
        f"<p>Раз.</p>{node(first, caption=hostile)}{node(first)}{node(ours, alt='Озеро')}"
        f"<p>{long.strip()}</p>{node(second)}"
    )
    assert clean_html(read.html) == read.html
    assert (first.alt_ru, first.alt_kk, first.state, first.is_ready) == ("Мост", None, PhotoState.READY, True)
    assert len(second.alt_ru) <= LONGEST["alt"]
    assert second.alt_ru.endswith("Слово…")
    assert (taken.left_out, taken.waiting, Photo.objects.count(), PhotoUpload.objects.count()) == ([], 0, 3, 0)
    assert waiting_files().listdir("")[1] == []


def test_a_picture_that_is_no_photo_is_named_with_the_reason(staff):
    taker = PhotosOfDocuments(RU, by=staff("reporter"))
    make_photo(leased_until=timezone.localdate() - timedelta(days=1))
    expired = Photo.objects.get()
    with expired.file.open("rb") as file:
        same = file.read()
    sent = {
        "a.emf": (b"\x01\0\0\0" + bytes(200), NOT_A_PICTURE),
        "b.gif": (b"GIF89a" + bytes(200), NOT_A_PICTURE),
        "c.png": (content_of(1)[:-30], INCOMPLETE),
        "d.png": (huge_png(40_000), TOO_MANY_PIXELS % {"most": 40}),
        "e.png": (content_of(1) + bytes(60 * MEGABYTE), TOO_MANY_BYTES),
        "f.jpg": (same, photos.UNUSABLE % {"reason": expired.obstacle()}),
        "g.png": (content_of(1).replace(b"IDAT", b"IDAT", 1)[:60] + bytes(40) + content_of(1)[100:], DAMAGED),
        "lost": (None, MISSING),
    }
    assert len(sent["e.png"][0]) > MOST_BYTES
    body = p("Раз.") + "".join(p(picture("", name)) + p(f"Подпись {name}", style="a6") for name in sent)
    pictures = {name.replace(".", "_"): content for name, (content, _reason) in sent.items() if content}
    file = document(body, pictures={name.replace("_", "."): content for name, content in pictures.items()})
    tracemalloc.start()
    read = read_document(file)
    taken = taker.take(read, file)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken.left_out == [(f"Подпись {name}", str(reason)) for name, (_content, reason) in sent.items()]
    assert read.html == "<p>Раз.</p>" + "".join(f"<p>Подпись {name}</p>" for name in sent)
    assert [*Photo.objects.all()] == [expired]
    assert most < 16 * MEGABYTE


def test_who_may_not_add_photos_gets_the_text(staff):
    body = p("Раз.") + p(picture("Мост", "a.png"))
    for role, number in (("reporter", 1), ("translator", 0)):
        by = staff(role)
        assert by.has_perm("articles.add_photo") == bool(number)
        read, taken = taken_from(PhotosOfDocuments(RU, by=by), body, a_png=content_of(1))
        assert (len(taken.added), read.html.count("<figure")) == (number, number)
        assert taken.left_out == ([] if number else [("Мост", str(photos.NOT_ALLOWED))])
        assert read.html.startswith("<p>Раз.</p>")


def test_all_documents_of_a_request_share_their_limits(staff):
    taker = PhotosOfDocuments(KK, by=staff("reporter"))
    taker.left = 2
    body = "".join(p(picture(f"Мост {name}", f"{name}.png")) for name in "ab")
    _read, taken = taken_from(taker, body, a_png=content_of(1), b_png=b"x")
    assert (len(taken.added), taken.left_out) == (1, [("Мост b", str(NOT_A_PICTURE))])
    _read, taken = taken_from(taker, body, a_png=content_of(2), b_png=content_of(3))
    assert taken.left_out == [(f"Мост {name}", str(photos.TOO_MANY)) for name in "ab"]
    taker.left, taker.bytes_left = 9, 10
    _read, taken = taken_from(taker, body, a_png=content_of(2), b_png=content_of(3))
    assert len(taken.left_out) == 2


def test_what_takes_too_long_is_processed_later_and_stands_in_the_text(staff):
    taker = PhotosOfDocuments(KK, by=staff("reporter"))
    taker.ends = 0
    read, taken = taken_from(taker, p(picture("Көпір", "a.png")), a_png=content_of(1))
    photo = Photo.objects.get()
    assert (read.html, taken.waiting) == (node(photo), 1)
    assert (photo.state, photo.alt_kk) == (PhotoState.PROCESSING, "Көпір")
    upload = PhotoUpload.objects.get()
    assert (upload.claim, upload.keeps_duplicate) == ("", True)


def test_the_text_is_read_while_the_storage_is_down(staff, settings, tmp_path):
    taker = PhotosOfDocuments(RU, by=staff("reporter"))
    (tmp_path / "full").write_bytes(b"")
    uploads = settings.STORAGES["uploads"] | {
        "OPTIONS": {"location": tmp_path / "full"}
    }  # a file, where a folder is due
    settings.STORAGES = settings.STORAGES | {"uploads": uploads}
    read, taken = taken_from(taker, p("Раз.") + p(picture("Мост", "a.png")), a_png=content_of(1))
    assert (read.html, taken.left_out) == ("<p>Раз.</p>", [("Мост", str(photos.NOT_STORED))])
    assert not Photo.objects.exists()
