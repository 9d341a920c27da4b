"""What an editor is told if a colleague has deleted meanwhile what the editor was changing."""

import re

import pytest

from articles.models import Author, FrontPick, Status
from articles.tests.desk import KK, RU, change_url, errors_on, open_form
from articles.tests.makers import make_article, make_author
from articles.tests.page_content import form_values, page_of, parts_of, submit, words_of
from newsroom.desk.tests.meanwhile import PICKS, TIME, make_picks

pytestmark = pytest.mark.django_db

in_kk_and_ru = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", r"Сіз өңдеп жатқанда «.+» жойылды: Әсел Нұрова, {}\. Ештеңе сақталған жоқ\. .+"),
        ("ru", r"Пока вы правили «.+», эта запись удалена: Әсел Нұрова, {}\. Ничего не сохранено\. .+"),
    ],
)
def test_the_form_of_a_deleted_row_shows_what_was_typed(signed_in, asel, language, told):
    author, client = make_author(), signed_in("chief editor", language)
    opened = open_form(client, author, RU)
    asel.post(change_url(author).replace("change", "delete"), {"post": "yes"})
    assert not Author.objects.exists()

    gone = submit(client, opened, "author_form", note_ru="Долгий рассказ\nо <b>ней</b>")
    assert gone.status_code == 410
    assert re.fullmatch(told.format(TIME), words_of(parts_of(gone, "errornote")[-1]))
    typed = [word.text for part in parts_of(gone, "typed") for word in part.iter("dd")]
    assert "Долгий рассказ\nо <b>ней</b>" in typed


def test_the_form_of_a_deleted_story_shows_its_rows_too(signed_in, asel):
    story, one, two = make_article("ru", status=Status.DRAFT), make_author("one"), make_author("two")
    story.bylines.create(author=one)
    client = signed_in("editor")
    opened = open_form(client, story, RU)
    story.delete()
    rows = {
        "bylines-TOTAL_FORMS": "2",
        "bylines-0-position": "7",
        "bylines-1-author": two.pk,
        "bylines-1-position": "8",
    }
    gone = submit(client, opened, "article_form", body_ru="<p>Много <strong>слов</strong></p>", **rows)
    words = [words_of(part) for part in parts_of(gone, "typed")]
    assert "Много слов" in words[0]
    assert ["7" in words[1], "Two" in words[2]] == [True, True]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", r"Сіз форманы ашқаннан кейін «.+» жазбасы жойылды: Әсел Нұрова, {}\. Сіз тергеніңіз: .+ 7"),
        ("ru", r"После того как вы открыли форму, запись «.+» удалена: Әсел Нұрова, {}\. Вы ввели: .+ 7"),
    ],
)
def test_a_deleted_inline_row_is_told_with_what_was_typed(signed_in, asel, language, told):
    story, (one, two) = make_article("ru"), [make_author("one"), make_author("two")]
    for author in (one, two):
        story.bylines.create(author=author)
    client = signed_in("editor", language)
    opened = open_form(client, story, RU)
    submit(asel, open_form(asel, story, RU), "article_form", **{"bylines-0-DELETE": "on"})
    assert [byline.author for byline in story.bylines.all()] == [two]

    changes = {"bylines-0-position": "7", "bylines-1-position": "5", "title_ru": "Новый заголовок"}
    refused = submit(client, opened, "article_form", **changes)
    (fault,) = errors_on(refused)
    assert re.fullmatch(told.format(TIME), fault)
    assert form_values(refused, "article_form")["bylines-0-position"] == "5"
    assert submit(client, refused, "article_form").status_code == 302
    story.refresh_from_db()
    assert story.title_ru == "Новый заголовок"
    assert [(byline.author, byline.position) for byline in story.bylines.all()] == [(two, 5)]


def test_a_deleted_inline_row_that_was_not_touched_is_no_error(signed_in):
    story, one = make_article("ru"), make_author("one")
    story.bylines.create(author=one)
    client = signed_in("editor")
    opened = open_form(client, story, RU)
    story.bylines.all().delete()
    assert submit(client, opened, "article_form", title_ru="Новый заголовок").status_code == 302
    story.refresh_from_db()
    assert (story.title_ru, story.bylines.count()) == ("Новый заголовок", 0)


def test_a_deleted_row_that_the_editor_may_only_view_is_no_error(signed_in):
    story = make_article("ru")
    story.bylines.create(author=make_author())
    client = signed_in("translator")
    opened = open_form(client, story, KK)
    story.bylines.all().delete()
    assert submit(client, opened, "article_form", title_kk="Жаңалық").status_code == 302


def test_a_row_that_a_colleague_changed_is_deleted_only_knowingly(signed_in, asel):
    story, one = make_article("ru"), make_author("one")
    story.bylines.create(author=one)
    client = signed_in("editor")
    opened = open_form(client, story, RU)
    submit(asel, open_form(asel, story, RU), "article_form", **{"bylines-0-position": "3"})
    refused = submit(client, opened, "article_form", **{"bylines-0-DELETE": "on"})
    (fault,) = errors_on(refused)
    told = rf"The row “One” was changed after you opened the form: Әсел Нұрова, {TIME}\. If you save again, .+"
    assert re.fullmatch(told, fault)
    assert story.bylines.count() == 1
    submit(client, refused, "article_form")
    assert story.bylines.count() == 0


# A list that is edited in place


@in_kk_and_ru
def test_a_row_deleted_from_a_list_is_told_with_what_was_typed(signed_in, asel, language):
    first, second, third = make_picks()
    client = signed_in("chief editor", language)
    opened = client.get(PICKS)
    asel.post(change_url(first).replace("change", "delete"), {"post": "yes"})

    refused = submit(client, opened, "changelist-form", _save="", **{"form-0-position": "9", "form-2-position": "4"})
    (fault,) = errors_on(refused)
    told = {
        "kk": rf"Сіз форманы ашқаннан кейін «.+» жазбасы жойылды: Әсел Нұрова, {TIME}\. Сіз тергеніңіз: Реті 9",
        "ru": rf"После того как вы открыли форму, запись «.+» удалена: Әсел Нұрова, {TIME}\. Вы ввели: Порядок 9",
    }
    assert re.fullmatch(told[language], fault)
    rows = page_of(refused).findall(".//table[@id='result_list']/tbody/tr")
    shown = [
        next(row.iter("input"), None) is not None and row.find(".//input[@type='number']").get("value") for row in rows
    ]
    assert shown == ["2", "4"]
    assert submit(client, refused, "changelist-form", _save="").status_code == 302
    assert [*FrontPick.objects.values_list("pk", "position")] == [(second.pk, 2), (third.pk, 4)]


def test_the_only_row_of_a_list_can_be_deleted_meanwhile(signed_in):
    pick, client = FrontPick.objects.create(article=make_article("ru")), signed_in("chief editor")
    opened = client.get(PICKS)
    pick.delete()
    (fault,) = errors_on(submit(client, opened, "changelist-form", _save="", **{"form-0-position": "9"}))
    assert fault.endswith("You had typed: Position 9")


def test_rows_of_a_refused_list_stand_beside_their_own_names(signed_in):
    first, second, third = make_picks()
    client = signed_in("chief editor")
    opened = client.get(PICKS)
    FrontPick.objects.filter(pk=third.pk).update(position=0)  # now the first one of the list
    refused = submit(client, opened, "changelist-form", _save="", **{"form-0-position": "-1"})
    rows = page_of(refused).findall(".//table[@id='result_list']/tbody/tr")
    shown = [(row.find(".//input[@type='number']").get("value"), row.find("./th/a").get("href")) for row in rows]
    addresses = [change_url(pick) for pick in (first, second, third)]
    assert shown == [*zip(["-1", "2", "0"], addresses, strict=True)]
