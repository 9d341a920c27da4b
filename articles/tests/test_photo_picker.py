"""What the editor is told of photos: those to choose from, page by page, and those that stand in a text."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.admin import photo_picker
from articles.admin.photo_picker import photo_addresses
from articles.models import Photo, PhotoState
from articles.tests.desk import RU
from articles.tests.makers import make_photo
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db
PICKER = "/admin/articles/photo/picker/ru/"


def shown(client, **query):
    answer = client.get(PICKER, query).json()
    return [photo["key"] for photo in answer["photos"]], answer["before"]


def test_photos_to_choose_are_found_by_words_and_told_page_by_page(
    signed_in, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(photo_picker, "MOST_SHOWN", 2)
    words = {"alt_ru": "Озеро Балхаш", "alt_kk": "Балқаш көлі", "credit_ru": "Фото: Асель", "caution": "Не обрезать"}
    lake = make_photo(key="lake", **words)
    make_photo(key="hills", caption_ru="Холмы")
    make_photo(key="steppe")
    make_photo(key="removed", removed_at=timezone.now())
    client = signed_in("reporter", language="ru")
    newest, before = shown(client)
    assert (newest, shown(client, before=before)) == (["steppe", "hills"], (["lake"], None))
    assert shown(client, q="БАЛҚАШ") == (["lake"], None)
    assert shown(client, q="нигде\0", before="9" * 30) == ([], None)
    with django_assert_max_num_queries(6):  # table versions, the session, the user, two of permissions, the photos
        [photo] = client.get(PICKER, {"key": ["lake", "none", "a b", "\0"]}).json()["photos"]
    assert photo.pop("thumbnail").startswith("/media/photos/")
    assert photo == {
        "key": "lake", "name": "Озеро Балхаш", "alt": "Озеро Балхаш", "caption": "", "credit": "Фото: Асель",
        "obstacle": "", "remedy": "", "caution": "Не обрезать",
        "address": f"/admin/articles/photo/{lake.pk}/change/?edition=ru",
    }  # fmt: skip


def test_photos_that_cannot_be_used_are_told_with_the_reason(signed_in):
    make_photo(key="lake")
    Photo.objects.create(key="waits", state=PhotoState.PROCESSING)
    photos = signed_in("reporter", language="ru").get(PICKER).json()["photos"]
    assert [(photo["key"], bool(photo["obstacle"]), photo["thumbnail"] == "") for photo in photos] == [
        ("waits", True, True), ("lake", False, False),
    ]  # fmt: skip


def test_only_those_who_may_see_photos_are_told(signed_in, client):
    assert signed_in("reporter").get(PICKER).status_code == 200
    assert signed_in("moderator").get(PICKER).status_code == 403
    assert client.get(PICKER).status_code == 302
    assert signed_in("reporter").get("/admin/articles/photo/picker/kk-latn/").status_code == 404


def test_the_page_of_a_story_knows_where_to_ask_and_to_upload_if_the_person_may(staff):
    user = staff("reporter")
    assert photo_addresses(user, RU) == {
        "photos": PICKER, "upload": "/admin/articles/photo/upload/", "states": "/admin/articles/photo/states/",
    }  # fmt: skip
    group = user.groups.get()
    for name, left in [("add_photo", {"photos": PICKER}), ("change_photo", {"photos": PICKER}), ("view_photo", {})]:
        group.permissions.remove(Permission.objects.get(codename=name))
        assert photo_addresses(User.objects.get(pk=user.pk), RU) == left
