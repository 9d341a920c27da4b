"""What an editor is told if a colleague has deleted meanwhile what the editor was changing."""

import re

import pytest

from articles.models import Author, FrontPick
from articles.tests.desk import RU, change_url, errors_on, open_form
from articles.tests.makers import make_article, make_author
from articles.tests.page_content import page_of, parts_of, submit, words_of
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
