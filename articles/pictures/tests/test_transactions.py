"""Nobody waits for a picture: no transaction is open while it is decoded, encoded and stored."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from articles.models import Photo
from articles.pictures.renditions import are_made
from articles.pictures.tests.transactions import record_transactions
from articles.tests.makers import make_photo, picture_bytes
from articles.tests.page_content import submit

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


class NotingStorage(FileSystemStorage):
    """Notes whether a transaction is open when a file is written."""

    def __init__(self, **options):
        super().__init__(**options)
        self.found = []

    def _save(self, name, content):
        self.found.append(connection.in_atomic_block)
        return super()._save(name, content)


@pytest.fixture
def pillow(monkeypatch):
    found = record_transactions(monkeypatch)
    with transaction.atomic():
        picture_bytes()
    assert found == [("save", True)]
    found.clear()
    return found


@pytest.fixture
def storage(monkeypatch, tmp_path):
    noting = NotingStorage(location=tmp_path)
    monkeypatch.setattr(Photo._meta.get_field("file"), "storage", noting)
    return noting


def test_a_form_of_a_photo_is_saved_after_its_picture_is_processed(signed_in, pillow, storage):
    client = signed_in("photo editor")
    for address in ("add/", f"{make_photo(alt_ru='Станция').pk}/change/"):
        form = client.get(f"/admin/articles/photo/{address}?edition=ru")
        pillow.clear()
        storage.found.clear()
        file = SimpleUploadedFile("picture.png", picture_bytes((300, 200), "PNG"))
        assert submit(client, form, "photo_form", file=file, alt_ru="Вокзал").status_code == 302
        photo = Photo.objects.latest("pk")
        assert (photo.width, photo.alt_ru, are_made(photo)) == (300, "Вокзал", True)
        assert {name for name, _ in pillow} == {"load", "save"}
        assert (any(is_open for _, is_open in pillow), any(storage.found)) == (False, False)
        assert len(storage.found) > 10  # the picture and its renditions


def test_the_picture_of_a_refused_form_is_deleted(signed_in, settings):
    client = signed_in("photo editor")
    form = client.get("/admin/articles/photo/add/?edition=ru")
    for focal_x, status, files in (("101", 200, 0), ("50", 302, 1)):
        file = SimpleUploadedFile("picture.png", picture_bytes((300, 200), "PNG"))
        assert submit(client, form, "photo_form", file=file, focal_x=focal_x).status_code == status
        assert (Photo.objects.count(), len([*settings.MEDIA_ROOT.rglob("*.png")])) == (files, files)


def test_nobody_without_the_right_lets_the_server_process_a_picture(signed_in, pillow):
    for role, status, works in (("moderator", 403, False), ("reporter", 302, True)):
        file = SimpleUploadedFile("picture.png", picture_bytes((300, 200), "PNG"))
        pillow.clear()
        assert signed_in(role).post("/admin/articles/photo/add/", {"file": file, "focal_x": 1, "focal_y": 1}
                                    ).status_code == status  # fmt: skip
        assert bool(pillow) == works
