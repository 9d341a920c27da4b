"""Several pictures are uploaded at once. Their rows are there at once, and each is processed or refused on its own."""

import io
import json
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from PIL import Image

from articles.admin.photo_upload import as_json
from articles.editorial import photo_uploads
from articles.editorial.photo_worker import is_there_a_worker
from articles.editorial.workflow import publish
from articles.models import Article, Photo, PhotoState, PhotoUpload, PhotoWorker, Status
from articles.pictures.private_files import PUBLISHED
from articles.pictures.renditions import are_made, names_of
from articles.pictures.tests.files import saved
from articles.pictures.tests.test_limits import others
from articles.pictures.tests.transactions import record_transactions
from articles.pictures.turns import MOST_WAITING
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, parts_of, submit, words_in, words_of
from newsroom import editions

UPLOAD = "/admin/articles/photo/upload/"
STATES = "/admin/articles/photo/states/"
SCRIPT = {"HTTP_X_SENT_BY": "script", "HTTP_ACCEPT": "application/json"}


def picture(colour, kind="PNG", size=(300, 200), **options):
    return saved(Image.new("RGB", size, colour), kind, **options)


def damaged():
    """Return a picture whose header can be read."""
    content = bytearray(picture("blue", size=(400, 300)))
    content[60:80] = bytes(20)
    return bytes(content)


def files(*contents):
    return [SimpleUploadedFile(f"{number}.jpg", content) for number, content in enumerate(contents, 1)]


def sent(client, *contents, **fields):
    """Send files as a script does; return what became of each."""
    response = client.post(UPLOAD, {"file": files(*contents)} | fields, **SCRIPT)
    assert response.status_code == 200
    return response.json()["files"]


def stored(root):
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def let_claims_end():
    PhotoUpload.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def worker(db):
    return PhotoWorker.objects.create()


# Without a worker


@pytest.mark.one_database
def test_each_file_is_stored_or_refused_on_its_own(signed_in, settings):
    client = signed_in("reporter")
    found = sent(client, picture("red"), b"words", damaged(), picture("green", "WEBP"), b"")
    assert [(one["file"], one["state"], one["message"]) for one in found] == [
        ("1.jpg", "ready", ""),
        ("2.jpg", "refused", "This is not a JPEG, PNG, WebP or AVIF picture."),
        ("3.jpg", "failed", "The picture is damaged and cannot be opened. Save it again in a picture editor."),
        ("4.jpg", "ready", ""),
        ("5.jpg", "refused", "This is not a JPEG, PNG, WebP or AVIF picture."),
    ]
    photos = {photo.pk: photo for photo in Photo.objects.all()}
    assert [one.get("id") in photos for one in found] == [True, False, False, True, False]
    for one in (found[0], found[3]):
        photo = photos[one["id"]]
        assert (photo.state, photo.width, are_made(photo)) == (PhotoState.READY, 300, True)
        assert client.get(one["address"]).status_code == 200
        assert one["thumbnail"].endswith("-card-50-50-192.jpg")
    assert (PhotoUpload.objects.count(), stored(settings.UPLOADS_ROOT)) == (0, set())


@pytest.mark.one_database
def test_the_refusals_are_in_the_language_of_the_desk(signed_in):
    for language, words in {"kk": "суреті емес", "ru": "Это не изображение"}.items():
        [one] = sent(signed_in("reporter", language), b"words")
        assert words in one["message"]


@pytest.mark.one_database
def test_a_form_without_scripts_sends_several_files(signed_in):
    client = signed_in("editor", "ru")
    page = client.get(UPLOAD)
    assert [field.get("multiple") is not None for field in parts_of(page, "module")[0].iter("input")
            if field.get("type") == "file"] == [True]  # fmt: skip
    list_page = client.post(UPLOAD, {"file": files(picture("red"), b"words")}, follow=True)
    [said] = parts_of(list_page, "messagelist")
    assert [words_of(item)[:6] for item in said] == ["1.jpg:", "2.jpg:"]
    assert ["error" in item.get("class") for item in said] == [False, True]
    photo = Photo.objects.get()
    assert [link.get("href") for link in said.iter("a")] == [f"/admin/articles/photo/{photo.pk}/change/"]
    assert len(parts_of(list_page, "thumbnail")) == 1
    [said] = parts_of(client.post(UPLOAD, {"file": files(picture("red"))}, follow=True), "messagelist")
    assert words_of(said).startswith("1.jpg: Это изображение уже загружали. фото № ")
    [said] = parts_of(client.post(UPLOAD, follow=True), "messagelist")
    assert words_of(said) == "Выберите хотя бы один файл."
    assert client.post(UPLOAD, HTTP_ACCEPT="application/json").status_code == 400
    by_script = client.post(UPLOAD, {"file": files(b"words")}, HTTP_X_SENT_BY="script")  # as `saving.js` sends it
    assert by_script.json() == {"address": UPLOAD}


@pytest.mark.one_database
def test_only_those_who_may_add_photos_can_upload(signed_in):
    for role, status in {"moderator": 403, "translator": 403, "photo editor": 200}.items():
        client = signed_in(role)
        assert client.get(UPLOAD).status_code == status
        assert client.post(UPLOAD, {"file": files(picture("red"))}, **SCRIPT).status_code == status
        assert Photo.objects.count() == PhotoUpload.objects.count() + (status == 200)
    assert signed_in("moderator").get(STATES).status_code == 403


@pytest.mark.one_database
def test_a_large_picture_waits_for_the_next_request_if_others_keep_the_server_busy(signed_in):
    client = signed_in("reporter")
    large = saved(Image.effect_noise((1500, 1500), 50).convert("RGB"), "WEBP")
    with others(waiting=MOST_WAITING):
        [one] = sent(client, large)
    assert (one["state"], PhotoUpload.objects.get().attempts) == ("processing", 0)
    [another] = sent(client, picture("red"))
    photo = Photo.objects.get(pk=one["id"])
    assert (another["state"], photo.state, PhotoUpload.objects.count()) == ("ready", PhotoState.READY, 0)


# Duplicates


@pytest.mark.one_database
def test_the_answer_names_the_photo_that_shows_the_same_picture(signed_in):
    client = signed_in("reporter")
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    [first] = sent(client, saved(noise, "PNG"))
    Photo.objects.filter(pk=first["id"]).update(alt_ru="Вокзал")
    turned, orientation = noise.transpose(Image.Transpose.ROTATE_90), Image.Exif()
    orientation[0x0112] = 6
    again = {
        "another name": saved(noise, "PNG"),
        "a lossless copy": saved(noise, "WEBP", lossless=True),
        "opacity": saved(noise.convert("RGBA"), "PNG", compress_level=1),
        "a caption": saved(noise, "PNG", exif=b"MM\0*"),
        "on its side": saved(turned, "PNG", exif=orientation.tobytes()),
    }
    for name, content in again.items():
        [one] = sent(client, content)
        assert (name, one["state"], one["same"]["id"]) == (name, "duplicate", first["id"])
        assert one["message"] == "This picture was uploaded before."
        assert (one["same"]["name"], one["id"]) == ("Вокзал [ru]", None)
    assert Photo.objects.count() == 1
    [other] = sent(client, saved(noise.transpose(Image.Transpose.ROTATE_180), "PNG"))
    [kept] = sent(client, saved(noise, "PNG"), keep_duplicates="1")
    assert (other["state"], kept["state"], Photo.objects.count()) == ("ready", "ready", 3)


@pytest.mark.one_database
def test_the_form_of_one_photo_names_the_other_one_too(signed_in):
    client = signed_in("reporter", "ru")
    photo = make_photo(alt_ru="Вокзал")
    photo.file.save("picture.png", ContentFile(picture("red")))
    for colour, words in (("green", ""), ("red", "Это изображение уже загружали. Вокзал")):
        form, [file] = client.get("/admin/articles/photo/add/?edition=ru"), files(picture(colour))
        address = submit(client, form, "photo_form", file=file).headers["Location"]
        said = parts_of(client.get(address), "warning")
        assert " ".join(map(words_of, said)) == words


@pytest.mark.one_database
def test_photos_that_were_stored_before_get_a_fingerprint_with_their_renditions(signed_in):
    photos = [make_photo(), make_photo()]
    photos[0].file.save("picture.jpg", ContentFile(saved(Image.effect_noise((300, 200), 90).convert("RGB"), "JPEG")))
    Photo.objects.update(fingerprint="")
    call_command("make_renditions", verbosity=0)
    assert [len(photo.fingerprint) for photo in Photo.objects.all()] == [64, 64]
    with photos[0].file.open("rb") as file:
        [one] = sent(signed_in("reporter"), file.read())
    assert (one["state"], one["same"]["id"]) == ("duplicate", photos[0].pk)


# With a worker


@pytest.mark.django_db
def test_a_worker_processes_what_requests_receive(signed_in, settings, worker, capsys):
    client = signed_in("reporter")
    contents = [picture("red"), damaged(), picture("red", "WEBP", lossless=True)]
    found = sent(client, *contents, b"words")
    assert [one["state"] for one in found] == ["processing", "processing", "processing", "refused"]
    assert stored(settings.MEDIA_ROOT) == set()
    assert len(stored(settings.UPLOADS_ROOT)) == 3
    call_command("process_photos", "--once")
    ids = [one["id"] for one in found[:3]]
    told = client.get(STATES, {"id": [*ids, "x", 10**30]}, **SCRIPT).json()["photos"]
    told = {one["id"]: one for one in told}
    assert [told[pk]["state"] for pk in ids] == ["ready", "failed", "duplicate"]
    assert told[ids[2]]["same"]["id"] == ids[0]
    assert (PhotoUpload.objects.count(), stored(settings.UPLOADS_ROOT)) == (0, set())
    photo = Photo.objects.get(pk=ids[0])
    assert stored(settings.MEDIA_ROOT) == {photo.file.name} | {name for *_, name in names_of(photo)}
    assert capsys.readouterr().out == "Processed: 3.\n"


@pytest.mark.one_database
def test_requests_process_pictures_themselves_if_the_worker_is_dead(signed_in, worker):
    assert is_there_a_worker()
    PhotoWorker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    [one] = sent(signed_in("reporter"), picture("red"))
    assert one["state"] == "ready"


@pytest.mark.one_database
def test_a_photo_can_be_described_while_it_is_processed(signed_in, worker):
    client = signed_in("photo editor")
    [one] = sent(client, picture("red"))
    address = f"{one['address']}?edition=ru"
    form = client.get(address)
    assert "processing" in words_in(form, "field-remark")
    assert submit(client, form, "photo_form", alt_ru="Вокзал").status_code == 302
    photo_uploads.process_waiting()
    photo = Photo.objects.get()
    assert (photo.alt_ru, photo.state, photo.width) == ("Вокзал", PhotoState.READY, 300)


@pytest.mark.one_database
def test_a_failed_photo_gets_another_picture_in_its_form(signed_in, worker):
    client = signed_in("photo editor")
    [one] = sent(client, damaged())
    photo_uploads.process_waiting()
    address = f"{one['address']}?edition=ru"
    assert "is damaged" in words_in(client.get(address), "field-remark")
    [file] = files(picture("red"))
    assert submit(client, client.get(address), "photo_form", file=file, alt_ru="Вокзал").status_code == 302
    photo = Photo.objects.get()
    assert (photo.state, photo.failure, photo.width) == (PhotoState.READY, "", 300)


# Killed processes


class Killed(BaseException):
    pass


class Fate:
    """Kills the process at a step: a query, or an act of a storage."""

    def __init__(self, monkeypatch):
        self.left = None
        for name in ("default", "uploads"):
            for act in ("save", "delete", "open"):
                monkeypatch.setattr(storages[name], act, self.counting(getattr(storages[name], act)))

    def counting(self, act):
        def counted(*args, **kwargs):
            self.step()
            return act(*args, **kwargs)

        return counted

    def query(self, execute, *args):
        self.step()
        return execute(*args)

    def step(self):
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Killed


@pytest.mark.django_db(transaction=True)
def test_a_process_can_be_killed_at_any_step(settings, monkeypatch, staff):
    """Whatever it has left, the next one goes on, and nothing is done twice."""
    by, fate = staff("reporter"), Fate(monkeypatch)
    content, kills = io.BytesIO(picture("red", size=(90, 60))), 0
    content.size = len(content.getvalue())
    for step in range(1000):
        Photo.objects.all().delete()
        photo_uploads.receive(content, by=by, is_claimed=False)
        fate.left = step
        with connection.execute_wrapper(fate.query):
            try:
                photo_uploads.process_waiting()
            except Killed:
                kills += 1
        was_killed, fate.left = fate.left < 0, None
        let_claims_end()
        photo_uploads.process_waiting()
        photo = Photo.objects.get()
        assert (photo.state, are_made(photo), PhotoUpload.objects.count()) == (PhotoState.READY, True, 0)
        assert {name for *_, name in names_of(photo)} | {photo.file.name} <= stored(settings.MEDIA_ROOT)
        assert stored(settings.UPLOADS_ROOT) == set()
        if not was_killed:
            break
    assert kills > 20


@pytest.mark.django_db
def test_a_picture_that_kills_its_process_is_given_up(staff, settings):
    [file] = files(picture("red"))
    upload = photo_uploads.receive(file, by=staff("reporter"), is_claimed=False)
    for _ in range(photo_uploads.MOST_ATTEMPTS):
        assert photo_uploads.claim_next() == upload
        assert photo_uploads.claim_next() is None
        let_claims_end()
    assert photo_uploads.process_waiting() == 1
    photo = Photo.objects.get()
    assert (photo.state, photo.failure) == (PhotoState.FAILED, "gave_up")
    assert as_json(photo)["message"].startswith("The server failed")
    assert stored(settings.UPLOADS_ROOT) == set()


@pytest.mark.django_db
def test_a_process_that_was_too_slow_leaves_nothing(staff, settings):
    [file] = files(picture("red"))
    upload = photo_uploads.receive(file, by=staff("reporter"))
    let_claims_end()
    assert photo_uploads.process_waiting() == 1
    before = stored(settings.MEDIA_ROOT)
    photo_uploads.process(upload)
    assert stored(settings.MEDIA_ROOT) == before


# Who waits, and who can read


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_an_upload_is_processed(signed_in, monkeypatch):
    found = record_transactions(monkeypatch)
    [one] = sent(signed_in("reporter"), picture("red"))
    assert one["state"] == "ready"
    assert {name for name, _ in found} == {"load", "save"}
    assert not any(is_open for _, is_open in found)


def test_files_that_wait_have_no_public_address(settings, tmp_path):
    with pytest.raises(ValueError, match="no address"):
        storages["uploads"].url("any")
    for folder, faults in {"uploads": 0, "media": 1, "media/uploads": 1, "static/x": 1}.items():
        settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path / "static"
        settings.UPLOADS_ROOT = tmp_path / folder
        found = [fault for fault in run_checks() if fault.id == PUBLISHED.id]
        assert len(found) == faults


# Photos without a picture


@pytest.mark.one_database
def test_a_photo_without_a_picture_cannot_be_chosen(signed_in, worker):
    client = signed_in("editor")
    sent(client, picture("red"))
    ready = make_photo(alt_ru="Вокзал")
    found = client.get(
        "/admin/autocomplete/", {"app_label": "articles", "model_name": "article", "field_name": "lead_photo"}
    )
    assert [row["id"] for row in json.loads(found.content)["results"]] == [str(ready.pk)]


@pytest.mark.django_db
def test_a_photo_without_a_picture_cannot_be_published(staff):
    photo, by = Photo.objects.create(state=PhotoState.PROCESSING, alt_ru="Вокзал"), staff("editor")
    story = make_article("ru", status=Status.UNPUBLISHED, lead_photo=photo)
    with pytest.raises(ValidationError, match=r"This photo cannot be published: Вокзал \[ru\] \(processing\)\."):
        publish(story, editions.BY_CODE["ru"], by=by)
    photo.file.save("picture.png", ContentFile(picture("red")))
    publish(story, editions.BY_CODE["ru"], by=by)
    assert Article.objects.get().edition(editions.BY_CODE["ru"]).is_published


@pytest.mark.one_database
def test_a_photo_without_a_picture_is_left_out_of_a_preview(signed_in):
    photo = Photo.objects.create(state=PhotoState.PROCESSING, alt_ru="Вокзал")
    story = make_article("ru", status=Status.UNPUBLISHED, lead_photo=photo)
    page = signed_in("editor").get(f"/ru/preview/{story.pk}/")
    assert (page.status_code, elements(page, "picture")) == (200, [])
