"""The list of photos: what its links show, what its rows say, who may write in them, and how they are saved."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from articles.models import Article, Photo, PhotoState, Status
from articles.models.photo_uses import public_editions
from articles.pictures.failures import DUPLICATE
from articles.tests.desk import errors_on
from articles.tests.dropped_files import picture
from articles.tests.makers import add_node, make_article, make_author, make_photo, photo_node
from articles.tests.page_content import elements, form_values, parts_of, submit, words_in, words_of
from newsroom import editions
from newsroom.desk.opened_values import NAME
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

PHOTOS, ROWS = "/admin/articles/photo/", "/admin/articles/photo/rows/"
FORM = "changelist-form"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def rows_of(page):
    """Return {id of a photo: its row}."""
    return {int(row.get("data-photo")): row for row in elements(page, "tr") if row.get("data-photo")}


def fields_in(row):
    return {field.get("name").split("-")[-1] for tag in ("input", "textarea", "select") for field in row.iter(tag)
            if field.get("name", "").startswith("form-")} - {"id"}  # fmt: skip


def typed(page, photo, **values):
    """Return {name in the form: value} for fields of a photo's row."""
    form = form_values(page, FORM)
    number = next(name.split("-")[1] for name, value in form.items() if name.endswith("-id") and value == str(photo.pk))
    return {f"form-{number}-{name}": value for name, value in values.items()}


def in_every_state():
    """Return {name: photo}."""
    ready = make_photo(alt_ru="Озеро")
    Photo.objects.filter(pk=ready.pk).update(fingerprint="same")
    published = make_article("ru", lead_photo=make_photo(alt_ru="Вокзал", caution="Лицо закрыть"))
    return {
        "ready": ready,
        "public": published.lead_photo,
        "processing": Photo.objects.create(state=PhotoState.PROCESSING),
        "duplicate": Photo.objects.create(state=PhotoState.FAILED, failure=DUPLICATE, fingerprint="same"),
        "expired": make_photo(alt_ru="Мост", leased_until=day(-1)),
        "expiring": make_photo(alt_ru="Река", leased_until=day(30)),
        "lacking": make_photo(alt_ru="Холмы", rights="agency"),
        "removed": make_photo(alt_ru="Гора", removed_at=timezone.now() - timedelta(days=2, hours=1)),
    }


def test_links_show_what_asks_for_work_and_count_it(signed_in, staff):
    photos, client = in_every_state(), signed_in("chief editor", language="ru")
    asel = staff("reporter")
    User.objects.filter(pk=asel.pk).update(first_name="Әсел", last_name="Нұр")
    Photo.objects.update(added_at=timezone.now() - timedelta(days=3))
    found = make_photo(caption_kk="Балқаш көлі", credit_en="Photo: A. Serik", sent_as="IMG_2041.jpg", added_by=asel)
    expected = {
        "today": [found],
        "undescribed": [found, photos["duplicate"], photos["processing"]],
        "expired": [photos["expiring"], photos["expired"]],
        "unused": [found, *[photos[name] for name in (
            "lacking", "expiring", "expired", "duplicate", "processing", "ready",
        )]],
        "unready": [photos["duplicate"], photos["processing"]],
        "removed": [photos["removed"]],
    }  # fmt: skip
    page = client.get(PHOTOS, {"edition": "ru"})
    links = {
        link.get("href").rpartition("shown=")[2]: words_of(link).rpartition(" ")[2]
        for links in parts_of(page, "photo-filters")[:1] for link in links.iter("a") if "shown=" in link.get("href")
    }  # fmt: skip
    assert links == {value: str(len(shown)) for value, shown in expected.items()}
    for value, shown in expected.items():
        page = client.get(PHOTOS, {"edition": "ru", "shown": value})
        assert [*rows_of(page)] == [photo.pk for photo in sorted(shown, key=lambda photo: (photo.added_at, photo.pk))][
            ::-1
        ], value
    assert len(rows_of(client.get(PHOTOS, {"shown": "undescribed", "edition": "kk"}))) == len(photos)
    for words in ("балқаш КӨЛІ", "serik", "img_2041", "әсел нұр", asel.username):
        assert [*rows_of(client.get(PHOTOS, {"q": words}))] == [found.pk], words
    assert len(rows_of(client.get(PHOTOS, {"rights__exact": "agency"}))) == 1
    assert client.get(PHOTOS, {"edition": "none"}).status_code == 200


@pytest.mark.one_database
def test_a_row_says_what_state_its_photo_is_in(signed_in):
    photos, client = in_every_state(), signed_in("chief editor", language="ru")
    said = {
        "ready": "готово",
        "public": "готово Лицо закрыть",
        "processing": "обрабатывается",
        "expired": "срок использования истёк",
        "expiring": "можно использовать по",
        "lacking": "не хватает",
    }
    rows = rows_of(client.get(PHOTOS))
    for name, words in said.items():
        assert words in words_of(rows[photos[name].pk]), name
    (same,) = [link for link in rows[photos["duplicate"].pk].iter("a") if words_of(link) == "Озеро"]
    assert same.get("href") == f"{PHOTOS}{photos['ready'].pk}/change/"
    (removed,) = parts_of(client.get(PHOTOS, {"shown": "removed"}), "field-remark")
    assert f"дней, чтобы вернуть: {settings.REMOVED_PHOTOS_KEPT_FOR.days - 2}" in words_of(removed)
    (back,) = [button.get("formaction") for button in removed.iter("button")]
    assert client.post(back).status_code == 302
    assert not Photo.objects.exclude(removed_at=None).exists()
    reporter = signed_in("reporter")
    page = client.post(f"{PHOTOS}{photos['removed'].pk}/delete/", {"post": "yes"}, follow=True)
    links = [link.get("href") for part in parts_of(page, "messagelist") for link in part.iter("a")]
    assert links == [f"{PHOTOS}?shown=removed"]  # the message says where to bring it back
    (removed,) = parts_of(reporter.get(PHOTOS, {"shown": "removed"}), "field-remark")
    assert [*removed.iter("button")] == []


WORDS_RU, RIGHTS = {"alt_ru", "caption_ru", "credit_ru"}, {"rights", "leased_until", "terms", "source_url"}


@pytest.mark.one_database
def test_only_those_who_may_change_a_photo_can_write_in_its_row(signed_in, staff):
    photos = in_every_state()
    placed, portrait = make_photo(alt_ru="В тексте"), make_photo(alt_ru="Портрет", alt_kk="Портрет")
    add_node(make_article("ru"), photo_node(placed))
    add_node(make_article("kk", status=Status.UNPUBLISHED), photo_node(photos["ready"]))
    make_author("asel", make_article("kk"), photo=portrait)
    everything, locked = WORDS_RU | RIGHTS, {photos["duplicate"].pk, photos["removed"].pk}
    public = {photos["public"].pk: set(), placed.pk: set(), portrait.pk: WORDS_RU}
    for role, exceptions in {"editor": {}, "photo editor": {}, "reporter": public, "translator": public}.items():
        client = signed_in(role)
        page = client.get(PHOTOS, {"edition": "ru"})
        rows = rows_of(page) | rows_of(client.get(PHOTOS, {"edition": "ru", "shown": "removed"}))
        found = {pk: fields_in(row) for pk, row in rows.items()}
        assert found == {pk: set() if pk in locked else exceptions.get(pk, everything) for pk in rows}, role
    assert "Вокзал" in words_of(rows_of(page)[photos["public"].pk])

    own, request = admin.site._registry[Photo], RequestFactory().get(PHOTOS, {"edition": "ru"})
    request.user = staff("reporter")
    pages = {pk: own.has_change_permission(request, Photo.objects.get(pk=pk)) for pk in rows}
    assert {pk for pk, may in pages.items() if not may} == {photos["removed"].pk, photos["public"].pk, placed.pk}
    known = public_editions([*rows])
    for photo in Photo.objects.all():
        assert {one.code for one in editions.STORED if photo.is_public_in(one)} == known[photo.pk]

    group = User.objects.get(pk=request.user.pk).groups.get()
    group.permissions.remove(Permission.objects.get(codename="change_photo"))
    viewer = signed_in("reporter")
    group.permissions.remove(Permission.objects.get(codename="change_photo"))
    page = viewer.get(PHOTOS)
    assert (len(rows_of(page)), {name for row in rows_of(page).values() for name in fields_in(row)}) == (9, set())
    assert viewer.post(PHOTOS, {"_save": ""}).status_code == 403


def test_many_rows_are_saved_at_once_and_a_faulty_one_keeps_all_that_was_typed(signed_in):
    client = signed_in("editor", language="ru")
    lake, hills = make_photo(alt_ru="Озеро"), make_photo(alt_ru="Холмы", caption_ru="Было")
    make_article("ru", lead_photo=make_photo(alt_ru=""))  # published without a description years ago
    make_article("ru", lead_photo=hills)
    page = client.get(f"{PHOTOS}?edition=ru")
    changes = typed(page, lake, caption_ru="Утро", rights="agency", leased_until=str(day(5)))
    changes |= typed(page, hills, alt_ru="", caption_ru="Стало")
    refused = submit(client, page, FORM, _save="", _selected_action=str(lake.pk), **changes)
    assert refused.status_code == 200
    errors = {
        pk: [words_of(item) for item in row.iter("li") if "errorlist" in item.getparent().get("class", "")]
        for pk, row in rows_of(refused).items()
    }
    assert "агентство" in errors[lake.pk][0]
    assert "нужно описание" in errors[hills.pk][0]
    assert len(errors_on(refused)) == 2
    unfolded = {pk for pk, row in rows_of(refused).items() for one in row.iter("details") if "open" in one.attrib}
    assert unfolded == {lake.pk}  # its terms are missing
    links = {words_of(link): link.get("href") for links in parts_of(refused, "row-faults") for link in links.iter("a")}
    assert links == {f"Фото {photo.pk}": f"#{rows_of(refused)[photo.pk].get('id')}" for photo in (lake, hills)}
    assert form_values(refused, FORM).items() >= changes.items()
    assert "checked" in next(rows_of(refused)[lake.pk].iter("input")).attrib
    assert Photo.objects.get(pk=hills.pk).caption_ru == "Было"

    more = typed(refused, lake, credit_ru="Фото: КазТАГ", terms="Договор 5") | typed(refused, hills, alt_ru="Холм")
    assert submit(client, refused, FORM, _save="", **more).status_code == 302
    lake.refresh_from_db()
    hills.refresh_from_db()
    assert (lake.caption_ru, lake.rights, lake.leased_until, lake.terms) == ("Утро", "agency", day(5), "Договор 5")
    assert (hills.alt_ru, hills.caption_ru) == ("Холм", "Стало")

    page = client.get(f"{PHOTOS}?edition=kk")
    assert submit(client, page, FORM, _save="", **typed(page, lake, alt_kk="Көл")).status_code == 302
    lake.refresh_from_db()
    assert (lake.alt_ru, lake.alt_kk) == ("Озеро", "Көл")


def test_a_photo_that_became_public_meanwhile_is_not_changed_by_a_reporter(signed_in):
    client, photo = signed_in("reporter", language="ru"), make_photo(alt_ru="Озеро")
    page = client.get(f"{PHOTOS}?edition=ru")
    make_article("ru", lead_photo=photo)
    refused = submit(client, page, FORM, _save="", **typed(page, photo, alt_ru="Другое"))
    assert refused.status_code == 200
    assert "Это поле вы больше не можете изменить: описание" in words_in(refused, "field-remark")
    assert Photo.objects.get().alt_ru == "Озеро"


def test_rows_that_were_added_to_an_open_page_are_saved_with_it_and_revert_nothing(signed_in):
    client, old = signed_in("editor", language="ru"), make_photo(alt_ru="Озеро", caption_ru="Было")
    page = client.get(f"{PHOTOS}?edition=ru")
    sent = client.post(
        f"{PHOTOS}upload/", {"file": SimpleUploadedFile("IMG_1.jpg", picture(3))}, HTTP_ACCEPT="application/json"
    )
    new = Photo.objects.get(pk=sent.json()["files"][0]["id"])
    assert (new.sent_as, new.added_by.first_name) == ("IMG_1.jpg", "")
    Photo.objects.filter(pk=old.pk).update(caption_ru="Коллега", credit_ru="Коллега")
    added = client.get(ROWS, {"edition": "ru", "id": [new.pk, old.pk, "none"]})
    assert [*rows_of(added)] == [new.pk, old.pk]
    (opened,) = [field.get("value") for field in elements(added, "input", name=NAME)]

    Photo.objects.filter(pk=new.pk).update(caption_ru="Коллега", credit_ru="Коллега")
    form = form_values(page, FORM) | {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "_save": ""}
    row = {"id": str(new.pk), "alt_ru": "Новое", "caption_ru": "", "credit_ru": "", "rights": ""}
    form |= {f"form-1-{name}": value for name, value in row.items()} | typed(page, old, alt_ru="Озеро утром")
    refused = client.post(f"{PHOTOS}?edition=ru", form | {"form-1-rights": "agency", NAME: [form[NAME], opened]})
    assert [*rows_of(refused)] == [new.pk, old.pk]  # in the order in which they were shown
    assert client.post(f"{PHOTOS}?edition=ru", form | {NAME: [form[NAME], opened]}).status_code == 302
    words = Photo.objects.order_by("pk").values_list("alt_ru", "caption_ru", "credit_ru")
    assert [*words] == [("Озеро утром", "Коллега", "Коллега"), ("Новое", "Коллега", "Коллега")]
    reporter = signed_in("moderator")
    assert [reporter.get(address).status_code for address in (ROWS, f"{PHOTOS}{old.pk}/uses/")] == [403, 403]


@pytest.mark.one_database
def test_a_row_names_the_stories_that_show_its_photo_to_those_who_may_see_them(signed_in, staff):
    photo = make_photo(alt_ru="Озеро")
    live = make_article("ru", "kk", title="В тексте")
    add_node(live, photo_node(photo))
    make_article("ru", title="Ведущее", lead_photo=photo)
    withdrawn = make_article("ru", title="Снятое", lead_photo=photo)
    Article.objects.filter(pk=withdrawn.pk).update(status_ru=Status.WITHDRAWN)
    add_node(make_article("kk", title="Черновик", status=Status.UNPUBLISHED), photo_node(photo))
    make_author("asel", photo=photo)
    client = signed_in("photo editor", language="ru")
    (uses,) = parts_of(client.get(PHOTOS), "photo-uses")
    expected = {
        "Черновик [kk]": "kk: черновик",
        "Снятое": "ru: снято",
        "Ведущее": "ru: на сайте",
        "В тексте": "kk: на сайте ru: на сайте",
        "портрет: Asel": "",
    }
    assert words_of(next(uses.iter("summary"))) == "Материалов: 4"
    named = [words_of(item) for item in uses.iter("li")]
    assert named == [" ".join(filter(None, pair)) for pair in expected.items()]
    for number in range(3):
        make_article("ru", title=f"Ещё {number}", lead_photo=photo)
    (uses,) = parts_of(client.get(PHOTOS), "photo-uses")
    assert (words_of(next(uses.iter("summary"))), len([*uses.iter("li")])) == ("Материалов: 7", 6)
    address = [link.get("href") for link in uses.iter("a")][-1]
    assert address == f"{PHOTOS}{photo.pk}/uses/"
    own_page = client.get(f"{PHOTOS}{photo.pk}/change/")
    assert [words_of(link) for link in elements(own_page, "a", href=address)] == ["Где используется"]
    (uses,) = parts_of(client.get(address), "used-in")
    assert len([*uses.iter("li")]) == 8

    group = staff("photo editor").groups.get()
    group.permissions.remove(Permission.objects.get(codename="view_article"))
    for page in (client.get(PHOTOS), client.get(address)):
        content = page.content.decode()
        assert ("Материалов: 7" in content, "Ведущее" in content, "Ещё" in content) == (True, False, False)


@pytest.mark.one_database
def test_files_can_be_sent_from_the_page_without_scripts(signed_in):
    client = signed_in("reporter", language="ru")
    page = client.get(PHOTOS)
    (form,) = elements(page, "form", id="upload_form")
    files = [SimpleUploadedFile(f"{number}.jpg", picture(number)) for number in (1, 2)]
    sent = client.post(form.get("action"), form_values(page, "upload_form") | {"file": files}, follow=True)
    assert len(rows_of(sent)) == 2
    assert [field.get("multiple") is not None for field in form.iter("input") if field.get("type") == "file"] == [True]
    assert elements(signed_in("translator").get(PHOTOS), "form", id="upload_form") == []
