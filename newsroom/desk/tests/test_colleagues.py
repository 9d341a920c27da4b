"""What an editor is told if a colleague has changed meanwhile what the editor was changing."""

import re
from threading import Thread
from urllib.parse import urljoin

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import FrontPick, Tag
from articles.tests.desk import KK, RU, change_url, errors_on, open_form
from articles.tests.makers import make_article, make_author, make_photo, make_tag
from articles.tests.page_content import form_values, page_of, parts_of, submit, words_in
from newsroom import editions
from newsroom.database.tests.waiting import wait_for_a_lock
from newsroom.desk.opened_values import NAME, opened_in
from newsroom.desk.tests.meanwhile import PICKS, TIME
from newsroom.identity.models import Page
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

EN = editions.BY_CODE["en"]
in_kk_and_ru = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", r"Сіз форманы ашқаннан кейін өзгертілді: Әсел Нұрова, {}\. Қазір сақталғаны: Сайлау "
               r"Сақталған мәнді алу Осы белгісіз қайта сақтасаңыз, оның орнына сіздің мәніңіз жазылады\."),
        ("ru", r"Изменено после того, как вы открыли форму: Әсел Нұрова, {}\. Сейчас сохранено: Сайлау "
               r"Взять сохранённое значение Если сохранить ещё раз без этой отметки, его заменит ваше значение\."),
    ],
)  # fmt: skip
def test_a_refusal_names_who_changed_the_field_and_when_and_shows_both_values(signed_in, asel, language, told):
    tag, client = make_tag(name_kk="Сайлаулар"), signed_in("chief editor", language)
    opened = open_form(client, tag, KK)
    submit(asel, open_form(asel, tag, KK), "tag_form", name_kk="Сайлау")

    refused = submit(client, opened, "tag_form", name_kk="Дауыс беру")
    (fault,) = errors_on(refused)
    assert re.fullmatch(told.format(TIME), fault)
    assert form_values(refused, "tag_form")["name_kk"] == "Дауыс беру"
    (link,) = [anchor for part in parts_of(refused, "errornote") for anchor in part.iter("a")]
    assert link.get("href") == "#id_name_kk"
    assert Tag.objects.get().name_kk == "Сайлау"


@in_kk_and_ru
def test_it_says_so_if_nobody_is_recorded(signed_in, language):
    tag, client = make_tag(), signed_in("chief editor", language)
    opened = open_form(client, tag, RU)
    Tag.objects.update(name_ru="<b>Выборы</b>")
    (fault,) = errors_on(submit(client, opened, "tag_form", name_ru="Голосование"))
    assert "<b>Выборы</b>" in fault
    known = {"kk": "Кім өзгерткені жазылмаған.", "ru": "Кто изменил, не записано."}
    assert known[language] in fault


def test_an_earlier_change_is_not_taken_for_the_latest(signed_in, asel):
    tag, client = make_tag(), signed_in("chief editor")
    submit(asel, open_form(asel, tag, RU), "tag_form", name_ru="Выборы")
    opened = open_form(client, tag, RU)
    Tag.objects.update(name_ru="Депутаты")
    (fault,) = errors_on(submit(client, opened, "tag_form", name_ru="Голосование"))
    assert fault.startswith("Changed after you opened the form. It is not recorded who did it.")


def test_a_field_that_another_error_leaves_open_shows_what_a_colleague_stored(signed_in, asel):
    author, client = make_author(), signed_in("chief editor")
    opened = open_form(client, author, RU)
    submit(asel, open_form(asel, author, RU), "author_form", role_ru="Редактор", note_ru="О ней")

    refused = submit(client, opened, "author_form", name_ru="А" * 500, note_ru="Обо мне")
    assert len(errors_on(refused)) == 2
    shown = form_values(refused, "author_form")
    assert (shown["role_ru"], shown["note_ru"], len(shown["name_ru"])) == ("Редактор", "Обо мне", 500)
    assert submit(client, refused, "author_form", name_ru="Ася").status_code == 302
    author.refresh_from_db()
    assert (author.name_ru, author.role_ru, author.note_ru) == ("Ася", "Редактор", "Обо мне")


def test_a_save_writes_only_what_was_changed_and_never_another_edition(signed_in, asel):
    author, client = make_author(), signed_in("chief editor")
    opened = open_form(client, author, RU)
    submit(asel, open_form(asel, author, KK), "author_form", name_kk="Әсел", role_kk="Редактор")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert submit(client, opened, "author_form", role_ru="Обозреватель").status_code == 302
    (update,) = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "articles_author"')]
    written = set(re.findall(r'"(\w+)" = ', update.partition(" WHERE ")[0]))
    assert "role_ru" in written
    assert {name for name in written if not name.startswith("name_order_")} == {"role_ru"}
    author.refresh_from_db()
    assert (author.name_kk, author.role_kk, author.role_ru) == ("Әсел", "Редактор", "Обозреватель")


@pytest.mark.parametrize(
    ("model", "faults"),
    [("staff/user", {"username", "password1", "password2"}), ("identity/link", {"key", "place"})],
)
def test_the_note_on_top_of_a_form_for_a_new_row_has_links_too(superuser, model, faults):
    refused = superuser().post(f"/admin/{model}/add/", {"usable_password": "true"})
    note = parts_of(refused, "errornote")[-1]  # after those for scripts
    assert {link.get("href") for link in note.iter("a")} >= {f"#id_{name}" for name in faults}
    anchors = {field.get("id") for field in page_of(refused).iter()}
    assert {f"id_{name}" for name in faults} <= anchors


@pytest.mark.parametrize(
    ("address", "own"), [("/admin/password_change/", {"old_password": "correct horse"}), ("../password/", {})]
)
def test_a_new_password_writes_no_other_column(superuser, address, own):
    client, user = superuser(), User.objects.get()
    typed = dict.fromkeys(["new_password1", "new_password2", "password1", "password2"], "battery staple") | own
    with CaptureQueriesContext(connection) as queries:
        assert client.post(urljoin(change_url(user), address), typed).status_code == 302
    (update,) = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "staff_user"')]
    assert re.findall(r'"(\w+)" = ', update.partition(" WHERE ")[0]) == ["password"]
    user.refresh_from_db()
    assert user.check_password("battery staple")


@pytest.mark.parametrize("sent", ["", "abc", "a.b.c"])
def test_a_form_that_does_not_say_what_it_was_opened_with_changes_nothing_unseen(signed_in, sent):
    tag, client = make_tag(), signed_in("chief editor")
    opened = open_form(client, tag, RU)
    refused = submit(client, opened, "tag_form", name_ru="Выборы", **{NAME: sent})
    (fault,) = errors_on(refused)
    assert fault.startswith("It is not known what this form was opened with. Stored now: Elections")
    assert submit(client, refused, "tag_form").status_code == 302
    assert Tag.objects.get().name_ru == "Выборы"


def test_values_of_one_row_do_not_count_for_another(signed_in):
    one, two, client = make_tag("one"), make_tag("two"), signed_in("chief editor")
    foreign = form_values(open_form(client, one, RU), "tag_form")[NAME]
    refused = submit(client, open_form(client, two, RU), "tag_form", name_ru="Выборы", **{NAME: foreign})
    assert len(errors_on(refused)) == 1


def test_the_opened_values_have_no_password(superuser):
    client = superuser()
    user = User.objects.get()
    opened = opened_in(form_values(open_form(client, user), "user_form")).row("staff.user ", user.pk)
    assert opened["username"] == "root-en"
    assert "password" not in opened


@pytest.mark.parametrize(
    ("language", "asked"), [("kk", "Файлыңызды қайта таңдаңыз."), ("ru", "Выберите файл ещё раз.")]
)
def test_a_new_file_is_asked_for_again(signed_in, language, asked):
    photo, other, client = make_photo(), make_photo(), signed_in("chief editor", language)
    opened = open_form(client, photo, RU)
    assert asked not in words_in(submit(client, opened, "photo_form", focal_x="101"), "errornote")
    type(photo).objects.filter(pk=photo.pk).update(file=other.file.name)
    with other.file.open() as file:
        refused = submit(client, opened, "photo_form", file=file)
    (fault,) = errors_on(refused)
    assert other.file.name in fault
    assert asked in words_in(refused, "errornote")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", "Бұл өрісті енді өзгерте алмайсыз: фокус нүктесі солдан, %."),
        ("ru", "Это поле вы больше не можете изменить: точка фокуса слева, %."),
    ],
)
def test_a_field_that_became_read_only_is_not_dropped_without_a_word(signed_in, language, told):
    photo, client = make_photo(alt_ru="Станция"), signed_in("reporter", language)
    opened = open_form(client, photo, EN)
    make_article("ru", lead_photo=photo)
    refused = submit(client, opened, "photo_form", focal_x="20", alt_en="A station")
    assert errors_on(refused) == [told]
    assert submit(client, refused, "photo_form").status_code == 302
    photo.refresh_from_db()
    assert (photo.focal_x, photo.alt_en) == (50, "A station")


def test_a_text_that_the_model_refuses_is_an_error_and_stays(superuser):
    page, client = Page.objects.create(key="about", body_ru="<p>Text</p>"), superuser()
    opened = open_form(client, page, RU)
    Page.objects.update(body_ru="<p>Words of a colleague</p>")
    deep = "<blockquote>" * 101 + "Deep"
    refused = submit(client, opened, "page_form", body_ru=deep)
    assert [fault[:24] for fault in errors_on(refused)] == ["Changed after you opened"]
    assert form_values(refused, "page_form")["body_ru"] == deep
    assert [fault[:24] for fault in errors_on(submit(client, refused, "page_form"))] == ["In this text, elements a"]
    page.delete()
    gone = submit(client, refused, "page_form")
    assert deep in [word.text for part in parts_of(gone, "typed") for word in part.iter("dd")]


# At the very same moment


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["form", "list"])
def test_a_save_waits_for_one_that_is_not_committed_yet_and_compares_with_it(signed_in, page):
    pick = FrontPick.objects.create(article=make_article("ru"))
    row, address, form_id, name = {
        "form": (pick, change_url(pick), "frontpick_form", "position"),
        "list": (pick, PICKS, "changelist-form", "form-0-position"),
    }[page]
    client, answers = signed_in("chief editor"), []
    opened = client.get(address)

    def save():
        try:
            answers.append(submit(client, opened, form_id, _save="", **{name: "8"}))
        finally:
            connection.close()

    other = Thread(target=save)
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(position=7)
        other.start()
        wait_for_a_lock()
    other.join()
    (refused,) = answers
    assert [fault[:30] for fault in errors_on(refused)] == ["Changed after you opened the f"]
    row.refresh_from_db()
    assert row.position == 7
