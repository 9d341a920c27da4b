"""A photo that is removed or replaced is removed: after some days its files answer 404, until then it can be back.

The files are in a folder, in a storage without paths, or in a bucket of an S3 server, which needs `moto[s3,server]`.
"""

import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from storages.backends.s3 import S3Storage

from articles.editorial import photo_removal
from articles.editorial.photo_files import delete_files, delete_orphans
from articles.models import Article, ArticlePhoto, FormerPicture, Photo, PhotoState
from articles.pictures.processing import make_renditions
from articles.pictures.renditions import names_of
from articles.share_cards import cards
from articles.tests.makers import make_article, make_author, make_photo, picture_bytes
from articles.tests.page_content import parts_of, submit, words_in, words_of
from conftest import import_or_fail
from newsroom.outbox.delivery import deliver_due

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
OLD = timezone.now() - 8 * DAY


@pytest.fixture(scope="session")
def s3_server():
    """Return the settings of a bucket on a server that speaks the protocol of S3."""
    server = import_or_fail("moto.server").ThreadedMotoServer(port=0)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    access = {"endpoint_url": address, "access_key": "key", "secret_key": "secret", "region_name": "us-east-1"}
    S3Storage(**access, bucket_name="photos").connection.create_bucket(Bucket="photos")
    yield access
    server.stop()


@pytest.fixture(params=["folder", "without paths", pytest.param("s3", marks=pytest.mark.slow)])
def storage(request, monkeypatch, tmp_path):
    make = {
        "folder": lambda: FileSystemStorage(location=tmp_path),
        "without paths": InMemoryStorage,
        "s3": lambda: S3Storage(
            **request.getfixturevalue("s3_server"), bucket_name="photos", location=tmp_path.name, file_overwrite=False
        ),
    }[request.param]
    kind = make()
    for model in (Photo, FormerPicture):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", kind)
    monkeypatch.setattr(default_storage, "_wrapped", kind)
    return kind


def photo_with_renditions(**fields):
    photo = make_photo(alt_ru="Вокзал", **fields)
    photo.file.save("picture.jpg", ContentFile(picture_bytes((300, 200))))
    make_renditions(photo)
    return photo


def files_of(picture):
    return {picture.file.name} | {name for *_, name in names_of(picture)}


def files_in(storage, folder=""):
    folders, files = storage.listdir(folder)
    below = (files_in(storage, f"{folder}/{one}".strip("/")) for one in folders)
    return {f"{folder}/{file}".strip("/") for file in files}.union(*below)


def let_time_pass():
    """As if everything had been removed or replaced eight days ago."""
    Photo.objects.exclude(removed_at=None).update(removed_at=OLD)
    FormerPicture.objects.update(replaced_at=OLD)


def make_old(storage):
    """As if all files had been written eight days ago."""
    if isinstance(storage, S3Storage):  # a server notes its own time
        storage.written = dict.fromkeys(files_in(storage), OLD)
        storage.get_modified_time = lambda name: storage.written.get(name, timezone.now())
        return
    for name in files_in(storage):
        if isinstance(storage, FileSystemStorage):
            os.utime(storage.path(name), (OLD.timestamp(), OLD.timestamp()))
        else:
            storage._resolve(name).modified_time = OLD


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.DELIVERS_AFTER_REQUESTS = True


@pytest.fixture
def clear(storage):
    """Delete what the makers leave: each photo had another picture first."""

    def clear_leftovers():
        make_old(storage)
        call_command("delete_removed")
        return files_in(storage)

    return clear_leftovers


# Removed


def test_a_removed_photo_is_deleted_after_some_days(staff, storage, clear):
    photo, other, by = photo_with_renditions(), photo_with_renditions(), staff("photo editor")
    assert clear() == files_of(photo) | files_of(other)
    photo_removal.remove(photo, by=by, now=timezone.now())
    assert ([*Photo.objects.usable()], [*Photo.objects.kept()]) == ([other], [other])
    call_command("delete_removed")
    assert files_of(photo) <= files_in(storage)
    photo_removal.bring_back(photo, by=by)
    assert Photo.objects.usable().count() == 2
    photo_removal.remove(photo, by=by, now=timezone.now())
    let_time_pass()
    call_command("delete_removed")
    assert (files_in(storage), [*Photo.objects.all()]) == (files_of(other), [other])
    with pytest.raises(ValidationError, match="deleted for good"):
        photo_removal.bring_back(photo, by=by)


def test_a_photo_in_use_is_neither_removed_nor_deleted(staff, storage):
    photo, by = photo_with_renditions(), staff("chief editor")
    story, author = make_article("ru", lead_photo=photo), make_author("asel", photo=photo)
    placed = ArticlePhoto.objects.create(article=story, photo=photo, language="ru")
    for release in (
        lambda: Article.objects.update(lead_photo=None),
        lambda: type(author).objects.update(photo=None),
        lambda: placed.delete(),
    ):
        with pytest.raises(ValidationError, match="in use"):
            photo_removal.remove(photo, by=by, now=timezone.now())
        with pytest.raises(ValidationError, match="in use"):
            photo_removal.erase(photo, by=by)
        Photo.objects.update(removed_at=OLD)  # as if it had been removed before it was used
        call_command("delete_removed")
        assert files_of(photo) <= files_in(storage)
        Photo.objects.update(removed_at=None)
        release()
    photo_removal.remove(photo, by=by, now=timezone.now())
    assert Photo.objects.usable().count() == 0


def test_only_some_may_remove_and_fewer_delete_at_once(staff, storage, clear):
    photo = photo_with_renditions()
    for role, removes, erases in (("editor", 0, 0), ("photo editor", 1, 0), ("chief editor", 1, 1)):
        by = staff(role)
        for act, is_allowed in (
            (lambda by=by: photo_removal.remove(photo, by=by, now=timezone.now()), removes),
            (lambda by=by: photo_removal.bring_back(photo, by=by), removes),
            (lambda by=by: photo_removal.erase(photo, by=by), erases),
        ):
            if is_allowed:
                act()
                continue
            with pytest.raises(PermissionDenied):
                act()
    assert (Photo.objects.count(), clear()) == (0, set())


# Replaced


def test_the_former_picture_can_be_brought_back_until_it_is_deleted(staff, storage, clear):
    photo, by = photo_with_renditions(focal_x=10), staff("photo editor")
    first, names = photo.file.name, files_of(photo)
    photo_removal.keep_former(photo, by=by)
    photo.focal_x = 90
    photo.file.save("picture.png", ContentFile(picture_bytes((400, 300), "PNG")))
    make_renditions(photo)
    second, others = photo.file.name, files_of(photo)
    assert clear() == names | others
    photo_removal.bring_back_picture(FormerPicture.objects.get(), by=by)
    photo.refresh_from_db()
    assert (photo.file.name, photo.width, photo.focal_x) == (first, 300, 10)
    assert FormerPicture.objects.get().file.name == second
    assert clear() == names | others
    let_time_pass()
    call_command("delete_removed")
    assert (files_in(storage), FormerPicture.objects.count()) == (names, 0)


def test_a_photo_goes_with_all_its_former_pictures(staff, storage, clear):
    photo, by = photo_with_renditions(), staff("chief editor")
    photo_removal.keep_former(photo, by=by)
    photo.file.save("picture.png", ContentFile(picture_bytes((400, 300), "PNG")))
    make_renditions(photo)
    assert len(clear()) > 20
    photo_removal.erase(photo, by=by)
    assert deliver_due() == 1
    assert (files_in(storage), Photo.objects.count()) == (set(), 0)


# Share cards


def test_share_cards_go_with_their_story_and_with_time(storage, signed_in):
    live, gone, withdrawn = make_article("kk", "ru"), make_article("ru"), make_article("ru", status="withdrawn")
    for folder in (cards.folder(live, edition) for edition in cards.editions.EDITIONS):
        storage.save(f"{folder}/old.jpg", ContentFile(b"card"))
    storage.save("cards/paper/ru/old.jpg", ContentFile(b"card"))
    make_old(storage)
    for story in (live, gone, withdrawn):
        storage.save(f"cards/{story.pk}/ru/new.jpg", ContentFile(b"card"))
    storage.save(f"cards/{live.pk}/kk-latn/new.jpg", ContentFile(b"card"))
    chief, pk = signed_in("chief editor"), gone.pk
    assert chief.post(f"/admin/articles/article/{pk}/delete/", {"post": "yes"}).status_code == 302
    assert {name.split("/")[1] for name in files_in(storage, "cards")} == {"paper", str(live.pk), str(withdrawn.pk)}
    call_command("delete_removed")
    assert files_in(storage, "cards") == {f"cards/{live.pk}/ru/new.jpg", f"cards/{live.pk}/kk-latn/new.jpg"}


# Files that nothing names, and killed processes


def test_only_old_files_that_no_row_names_are_orphans(storage, settings):
    photo = photo_with_renditions()
    make_renditions(photo)
    Photo.objects.update(focal_x=20)
    photo.refresh_from_db()
    make_renditions(photo)
    folder, stem = photo.file.name.rpartition("/")[0], photo.file.name.rpartition(".")[0]
    gone, foreign = f"{folder}/{'0123' * 8}", {f"{folder}/film.mp4", "photos/poster.jpg"}
    orphans = {f"{gone}.jpeg", f"{gone}-card-50-50-96.jpg", f"{stem}-other.jpg"}
    for name in orphans | foreign:
        storage.save(name, ContentFile(b"picture"))
    before = files_in(storage)
    assert delete_orphans("photos", DAY) == 0
    make_old(storage)
    young = storage.save(f"{folder}/{'4567' * 8}.jpeg", ContentFile(b"picture"))
    assert delete_orphans("photos", DAY) > len(orphans)
    left = files_in(storage)
    assert left == files_of(photo) | {young} | foreign  # which an administrator has put there
    assert {name for name in before - left if "-card-50-50-" in name}  # crops around the former focal point


def test_the_files_of_another_photo_stay(storage):
    for name in ("a.jpg", "a-whole-480.avif", "a-card-50-50-96.jpg", "a-2.jpg", "a-whole.jpg", "ab.jpg", "b.jpg"):
        storage.save(f"photos/{name}", ContentFile(b"picture"))
    named = make_photo()
    Photo.objects.filter(pk=named.pk).update(file="photos/b.jpg")
    delete_files("photos/a.jpg")
    delete_files("photos/b.jpg")
    assert files_in(storage, "photos") >= {f"photos/{name}" for name in ("a-2.jpg", "a-whole.jpg", "ab.jpg", "b.jpg")}
    assert not {"photos/a.jpg", "photos/a-whole-480.avif", "photos/a-card-50-50-96.jpg"} & files_in(storage)


def test_files_that_were_sent_by_a_killed_process_are_deleted(settings):
    uploads = storages["uploads"]
    for name in ("old", "young"):
        uploads.save(name, ContentFile(b"picture"))
    os.utime(uploads.path("old"), (OLD.timestamp(), OLD.timestamp()))
    assert photo_removal.delete_orphans_of_uploads(timezone.now()) == 1
    assert uploads.listdir("")[1] == ["young"]


def test_photos_that_failed_are_deleted_after_some_days():
    Photo.objects.create(state=PhotoState.FAILED, failure="damaged")
    call_command("delete_removed")
    assert Photo.objects.count() == 1
    Photo.objects.update(added_at=OLD)
    call_command("delete_removed")
    assert Photo.objects.count() == 0


class Killed(BaseException):
    pass


def test_the_deletion_can_be_killed_at_any_step(staff, storage, monkeypatch):
    """It never deletes a file that a row names, and the next one deletes the rest."""
    stride = 9 if isinstance(storage, S3Storage) else 3  # a server takes ten times as long
    by, kept, kills, left = staff("photo editor"), photo_with_renditions(), 0, None

    def step():
        nonlocal left
        if left is not None:
            left -= 1
            if left < 0:
                raise Killed

    def query(execute, *args):
        step()
        return execute(*args)

    delete = storage.delete
    monkeypatch.setattr(storage, "delete", lambda name: (step(), delete(name)))
    for steps in range(0, 1000, stride):
        photo = photo_with_renditions()
        photo_removal.keep_former(photo, by=by)
        photo.file.save("picture.png", ContentFile(picture_bytes((90, 60), "PNG")))
        removed = make_photo()
        photo_removal.remove(removed, by=by, now=timezone.now())
        make_old(storage)
        let_time_pass()
        left = steps
        with connection.execute_wrapper(query):
            try:
                photo_removal.delete_removed(timezone.now())
            except Killed:
                kills += 1
        was_killed, left = left < 0, None
        named = {row.file.name for model in (Photo, FormerPicture) for row in model.objects.all()}
        assert named <= files_in(storage)
        make_old(storage)
        photo_removal.delete_removed(timezone.now())
        photo.refresh_from_db()
        assert files_in(storage) == files_of(kept) | {photo.file.name}
        Photo.objects.filter(pk=photo.pk).delete()
        if not was_killed:
            break
    assert kills > 30 // stride


# At the desk


@pytest.mark.one_database
def test_a_photo_is_removed_and_brought_back_at_the_desk(signed_in, storage):
    photo, client = photo_with_renditions(), signed_in("photo editor", "ru")
    page, photos = f"/admin/articles/photo/{photo.pk}/", "/admin/articles/photo/"
    question = client.get(f"{page}delete/")
    assert [words_of(button) for button in parts_of(question, "btn-danger")] == ["Убрать"]
    assert client.post(f"{page}delete/", {"post": "yes", "at_once": "1"}).status_code == 403
    assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 302
    assert (len(parts_of(client.get(photos), "thumbnail")), Photo.objects.get().obstacle()) == (0, "removed")
    assert len(parts_of(client.get(f"{photos}?shown=removed"), "thumbnail")) == 1
    assert "Это фото убрано" in words_in(client.get(f"{page}change/"), "panel-body")
    assert client.get(f"{page}bring-back/").status_code == 405
    client.post(f"{page}bring-back/")
    assert Photo.objects.get().removed_at is None
    assert signed_in("reporter").post(f"{page}bring-back/").status_code == 403
    chief = signed_in("chief editor")
    assert chief.post(f"{page}delete/", {"post": "yes", "at_once": "1"}).status_code == 302
    assert (Photo.objects.count(), files_in(storage) & files_of(photo)) == (0, set())


@pytest.mark.one_database
def test_several_photos_are_removed_at_once(signed_in):
    photos, client = [make_photo(), make_photo(), make_photo()], signed_in("photo editor")
    ticked = {"action": "delete_selected", "_selected_action": [photo.pk for photo in photos[:2]], "post": "yes"}
    assert client.post("/admin/articles/photo/", ticked).status_code == 302
    assert ([*Photo.objects.kept()], Photo.objects.count()) == (photos[2:], 3)


@pytest.mark.one_database
def test_a_replaced_picture_is_brought_back_at_the_desk(signed_in, storage):
    photo, client = photo_with_renditions(), signed_in("chief editor", "ru")
    first, page = photo.file.name, f"/admin/articles/photo/{photo.pk}/change/?edition=ru"
    file = SimpleUploadedFile("new.png", picture_bytes((400, 300), "PNG"))
    assert submit(client, client.get(page), "photo_form", file=file).status_code == 302
    assert submit(client, client.get(page), "photo_form", alt_ru="Перрон").status_code == 302
    former = FormerPicture.objects.get()
    assert former.file.name == first
    assert "Прежние изображения" in client.get(page).content.decode()
    assert signed_in("editor").post(f"/admin/articles/photo/former/{former.pk}/bring-back/").status_code == 403
    client.post(f"/admin/articles/photo/former/{former.pk}/bring-back/")
    assert (Photo.objects.get().file.name, Photo.objects.get().alt_ru) == (first, "Перрон")
    client.post(f"/admin/articles/photo/former/{FormerPicture.objects.get().pk}/erase/")
    assert FormerPicture.objects.count() == 0
    assert {name for name in files_in(storage) if name.endswith("png")} == set()
