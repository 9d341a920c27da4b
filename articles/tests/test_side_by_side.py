"""The page for translators: it shows what changed in the source, saves what is typed, and loses nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editorial import drafts, translations
from articles.models import Article, Correction, DraftConflict
from articles.tests.desk import KK, LIST, RU, change_url, messages_on
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, parts_of, words_of
from articles.tests.sides import FORM, address_of, change, ids, stale, states_on, text_of

pytestmark = pytest.mark.django_db

BODY_KK = "<h2>Тақырып</h2><p>Бір <strong>екі</strong></p><ul><li><p>а</p></li><li><p>б</p></li></ul>"
BODY_RU = "<h2>Подзаголовок</h2><p>Один <strong>два</strong></p><ul><li><p>а</p></li><li><p>б</p></li></ul>"


@pytest.fixture
def story(db):
    return make_article(
        "kk", "ru", body_kk=BODY_KK, body_ru=BODY_RU, title_ru="Заголовок", lead_ru="Лид", lead_kk="Лид"
    )


def marks_on(page, css_class):
    marks = [mark for part in parts_of(page, css_class) for mark in part.iter()]
    return [words_of(mark) for mark in marks if "state-stale" in str(mark.get("class"))]


def test_each_part_faces_its_translation(signed_in, story):
    page = signed_in("translator").get(address_of(story))

    assert [words_of(cell) for cell in parts_of(page, "pair-source")] == [
        story.title_kk,
        "Лид",
        "Тақырып",
        "Бір екі",
        "аб",
    ]
    first, second, third = ids(story, RU)
    texts = {name: value for name, value in form_values(page, FORM).items() if name.startswith("text-")}
    assert texts == {
        "text-title-0": "Заголовок", "text-lead-0": "Лид", f"text-{first}-0": "Подзаголовок",
        f"text-{second}-0": "Один два", f"text-{third}-0": "а", f"text-{third}-1": "б",
    }  # fmt: skip
    assert states_on(page) == ["not compared yet"] * 5


def test_a_form_without_a_script_saves_what_was_typed_and_keeps_the_formatting(signed_in, story):
    client, (first, second, third) = signed_in("translator"), ids(story, RU)
    page = client.get(address_of(story))
    typed = {"text-title-0": "Другой\r\nзаголовок", f"text-{second}-0": "Один или два", f"text-{third}-1": "в < г"}

    response = client.post(address_of(story), form_values(page, FORM) | typed)

    assert response.status_code == 302
    assert drafts.draft_of(story, RU).title == "Другой заголовок"
    assert text_of(story) == ["<h2>Подзаголовок</h2>", "<p>Один или <strong>два</strong></p>",
                              "<ul><li><p>а</p></li><li><p>в &lt; г</p></li></ul>"]  # fmt: skip
    assert ids(story, RU) == [first, second, third]
    assert drafts.draft_of(story, KK).version == 0


def test_a_form_that_nobody_changed_changes_nothing(signed_in, story):
    Article.objects.update(lead_ru="Лид\r\n\r\n второй", title_ru=" Заголовок ")
    client = signed_in("translator")
    client.post(address_of(story), form_values(client.get(address_of(story)), FORM))
    assert drafts.draft_of(story, RU).version == 0


def test_what_changed_in_the_source_is_marked_until_it_is_ticked(signed_in, staff, story):
    first, second, third = ids(story, KK)
    new = {second: "<p>Бір үш</p>", "newblock": "<p>Жаңа</p>"}
    change(story, KK, staff("editor"), blocks=new, order=["newblock", first, second])
    client = signed_in("translator")
    page = client.get(address_of(story))

    assert states_on(page) == ["not compared yet"] * 2 + ["stale", "not compared yet", "stale", "stale"]
    (changed,) = [cell for cell in parts_of(page, "pair-changed") if [*cell.iter("ins")]]
    assert words_of(changed) == "Бір екіүш"
    assert [words_of(word) for name in ("del", "ins") for word in changed.iter(name)] == ["екі", "үш"]
    assert stale(story) == {"ru": 3}
    for key, left in [(second, 2), (third, 1), ("newblock", 0)]:
        response = client.post(address_of(story), form_values(client.get(address_of(story)), FORM) | {"check": key})
        assert response.url.endswith("#first-change")
        assert stale(story).get("ru", 0) == left
    assert "".join(text_of(story)) == BODY_RU


def test_everything_can_be_ticked_at_once(signed_in, staff, story):
    first, second, _third = ids(story, KK)
    change(story, KK, staff("editor"), blocks={second: "<p>Бір үш</p>"}, order=[first, second])
    client = signed_in("translator")
    client.post(address_of(story), form_values(client.get(address_of(story)), FORM) | {"check_all": "1"})
    assert stale(story) == {}
    assert states_on(client.get(address_of(story)))[:4] == ["checked"] * 4


def test_a_new_paragraph_gets_its_place_and_the_form_of_its_source(signed_in, staff, story):
    first, second, third = ids(story, KK)
    new = {"newblock": "<p>Жаңа <em>сөз</em></p>", "newlist1": "<ol><li>в</li><li>г</li></ol>"}
    change(story, KK, staff("editor"), blocks=new, order=[first, "newblock", "newlist1", second, third])
    client = signed_in("translator")
    page = form_values(client.get(address_of(story)), FORM)
    paragraph, one, two = [name for name, value in page.items() if name.startswith("text-") and value == ""]

    for _twice in range(2):  # as when the answer was lost
        client.post(address_of(story), page | {paragraph: "Новое слово", one: "д", two: "е"})

    assert text_of(story)[:3] == ["<h2>Подзаголовок</h2>", "<p>Новое слово</p>", "<ol><li>д</li><li>е</li></ol>"]
    assert len(text_of(story)) == 5
    assert stale(story) == {"ru": 2}  # until somebody says that they are checked


def test_an_emptied_paragraph_is_removed_and_comes_back_in_its_place(signed_in, story):
    client, (first, second, third) = signed_in("translator"), ids(story, RU)
    client.post(address_of(story), form_values(client.get(address_of(story)), FORM) | {"check_all": "1"})
    page = form_values(client.get(address_of(story)), FORM)
    client.post(address_of(story), page | {f"text-{second}-0": " "})
    assert ids(story, RU) == [first, third]
    page = form_values(client.get(address_of(story)), FORM)
    assert page[f"text-{second}-0"] == ""
    client.post(address_of(story), page | {f"text-{second}-0": "Снова"})
    assert text_of(story)[1] == "<p>Снова</p>"
    assert ids(story, RU) == [first, second, third]


def test_a_new_translation_can_be_written_from_nothing(signed_in):
    story = make_article("kk", body_kk=BODY_KK)
    client = signed_in("translator")
    page = form_values(client.get(address_of(story)), FORM)
    names = [name for name in page if name.startswith("text-")]
    for name in reversed(names):
        client.post(address_of(story), form_values(client.get(address_of(story)), FORM) | {name: f"Слово {name}"})
    draft = drafts.draft_of(story, RU)
    assert draft.title == "Слово text-title-0"
    assert [html[:4] for _id, html in draft.blocks] == ["<h2>", "<p>С", "<ul>"]
    assert stale(story) == {}


def test_two_people_who_divide_a_new_translation_write_it_in_the_order_of_the_source(signed_in):
    source = "".join(f"<p>{number}</p>" for number in ("Бір", "Екі", "Үш", "Төрт"))
    story = make_article("kk", body_kk=source)
    pages = [(client, form_values(client.get(address_of(story)), FORM)) for client in map(signed_in, ["editor"] * 2)]
    names = [name for name in pages[0][1] if name.startswith("text-") and name.count("-title-") == 0]
    for person, number in [(0, 0), (1, 2), (1, 3), (0, 1)]:
        client, page = pages[person]
        page |= {names[number]: f"{number + 1}"}
        answer = client.post(address_of(story), page | {"_autosave": "1"}).json()
        assert answer["conflicts"] == []
        page |= {"version": str(answer["version"])} | answer["texts"]
    assert text_of(story) == ["<p>1</p>", "<p>2</p>", "<p>3</p>", "<p>4</p>"]


def test_what_a_colleague_changed_meanwhile_stays(signed_in, staff, story):
    client, (first, second, _third) = signed_in("translator"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    change(story, RU, staff("editor"), blocks={first: "<h2>Коллега</h2>"})

    client.post(address_of(story), page | {f"text-{second}-0": "Моё"})
    assert text_of(story)[:2] == ["<h2>Коллега</h2>", "<p>Моё</p>"]

    response = client.post(address_of(story), page | {f"text-{first}-0": "Тоже моё"})
    assert response.url == f"/admin/articles/article/{story.pk}/conflicts/?edition=ru"
    assert text_of(story)[0] == "<h2>Коллега</h2>"
    assert DraftConflict.objects.get().mine == "<h2>Тоже моё</h2>"


def test_what_cannot_be_saved_is_shown_again(signed_in, story):
    client, (first, _second, _third) = signed_in("translator"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    typed = {f"text-{first}-0": "Набрано", "text-gone0000-0": "Нет места"}
    for faults in (
        {"version": "99"},
        {"version": "x"},
        {"text-title-0": "а" * 3_000},
        {"source_version": "99", "check": first},
    ):
        response = client.post(address_of(story), page | typed | faults)
        assert response.status_code == 409
        shown = form_values(response, FORM)
        assert shown[f"text-{first}-0"] == "Набрано"
        assert [words_of(text) for text in parts_of(response, "pair-lost")] == ["Нет места"]
    assert drafts.draft_of(story, RU).version == 0


def test_the_script_gets_what_it_does_not_have(signed_in, staff, story):
    client, (first, second, _third) = signed_in("translator"), ids(story, RU)
    source = ids(story, KK)
    change(story, KK, staff("editor"), blocks={source[0]: "<h2>Басқа</h2>"})
    page = form_values(client.get(address_of(story)), FORM)
    sent = {name: value for name, value in page.items() if not name.startswith("text-")}
    change(story, RU, staff("editor"), blocks={first: "<h2>Коллега</h2>"})

    response = client.post(
        address_of(story),
        sent | {"_autosave": "1", f"text-{second}-0": "Моё", "check": source[0]},
        headers={"Accept": "application/json"},
    )

    answer = response.json()
    assert (answer["version"], answer["texts"]) == (2, {f"text-{first}-0": "Коллега"})
    assert (answer["stale"], answer["conflicts"], answer["has_newer_source"]) == ([], [], False)
    assert answer["nothing_new"] is False
    assert "checked" in answer["marks"][source[0]]
    refused = client.post(address_of(story), sent | {"_autosave": "1", "version": "99"})
    assert (refused.status_code, [*refused.json()]) == (409, ["message"])
    forbidden = signed_in("photo editor").post(address_of(story), sent | {"_autosave": "1"})
    assert (forbidden.status_code, "may not change" in forbidden.json()["message"]) == (403, True)
    address = address_of(story)
    story.delete()
    gone = client.post(address, sent | {"_autosave": "1"})
    assert (gone.status_code, "deleted" in gone.json()["message"]) == (410, True)


def test_a_request_that_is_sent_again_is_in_conflict_with_nothing(signed_in, staff, story):
    client, (first, *_others) = signed_in("translator"), ids(story, RU)
    sent = form_values(client.get(address_of(story)), FORM) | {"_autosave": "1", f"text-{first}-0": "Моё"}
    for request, conflicts in [("1-2-3", []), ("4-5-6", [first])]:
        client.post(address_of(story), sent | {"request": request})
        change(story, RU, staff("editor"), blocks={first: f"<h2>Моё и коллеги {request}</h2>"})
        answer = client.post(address_of(story), sent | {"request": request}).json()
        assert [held.split()[0] for held in answer["conflicts"]] == conflicts
        assert answer["texts"] == {f"text-{first}-0": f"Моё и коллеги {request}"}
    assert DraftConflict.objects.count() == 1
    assert client.post(address_of(story), sent | {"request": "a" * 41}).status_code == 409


@pytest.mark.parametrize(("role", "act"), [("editor", "publish"), ("translator", "move")])
def test_the_button_of_the_page_is_the_next_step_of_the_person(signed_in, story, role, act):
    client, (_first, second, _third) = signed_in(role), ids(story, RU)
    Article.objects.filter(pk=story.pk).update(revised_at_kk=timezone.now())
    page = client.get(address_of(story))
    buttons = {button.get("value") for button in elements(page, "button", form=FORM)}
    assert buttons == {act}

    response = client.post(
        address_of(story), form_values(page, FORM) | {f"text-{second}-0": "Моё", "act": act, "to": "in_review"}
    )

    assert response.status_code == 302
    assert len(messages_on(client.get(response.url))) == 1
    story.refresh_from_db()
    assert ("Моё" in story.body_ru) == (act == "publish")
    assert drafts.draft_of(story, RU).state == ("writing" if act == "publish" else "in_review")
    # Nobody is offered at once to take a story back from review.
    assert {button.get("value") for button in elements(client.get(address_of(story)), "button", form=FORM)} != {"move"}


@pytest.mark.parametrize(("original", "revised_kk"), [("kk", None), ("ru", timezone.now())])
def test_it_is_asked_if_the_change_cannot_follow_the_source(signed_in, story, original, revised_kk):
    """The source has the words that it had, or this edition is the original."""
    Article.objects.filter(pk=story.pk).update(original_language=original, revised_at_kk=revised_kk)
    client, (_first, second, _third) = signed_in("editor"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    question = client.post(address_of(story), page | {f"text-{second}-0": "Погибли 999", "act": "publish"})
    story.refresh_from_db()
    assert (question.status_code, "999" in story.body_ru) == (200, False)


def test_it_is_asked_what_readers_are_told_if_those_of_the_source_were_told(signed_in, story):
    client, (_first, second, _third) = signed_in("editor"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    Correction.objects.create(article=story, language="kk", text="Екі емес, үш.")
    question = client.post(address_of(story), page | {f"text-{second}-0": "Не две, а три", "act": "publish"})
    story.refresh_from_db()
    assert (question.status_code, "Не две" in story.body_ru) == (200, False)
    (form,) = [form for form in elements(question, "form") if "acts-question" in form.get("class", "")]
    hidden = {field.get("name"): field.get("value") for field in form.iter("input") if field.get("type") == "hidden"}
    answer = {"correction": "Не две, а три.", "correction_kind": "correction", "confirmed": "1"}
    client.post(form.get("action"), hidden | answer)
    story.refresh_from_db()
    assert ("Не две" in story.body_ru, Correction.objects.filter(language="ru").count()) == (True, 1)


def test_nothing_that_the_publisher_has_not_seen_is_published(signed_in, staff, story):
    client, (first, second, _third) = signed_in("editor"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    change(story, RU, staff("editor"), blocks={first: "<h2>Коллега</h2>"})
    client.post(address_of(story), page | {f"text-{second}-0": "Моё", "act": "publish"})
    story.refresh_from_db()
    assert story.body_ru == BODY_RU
    assert text_of(story)[:2] == ["<h2>Коллега</h2>", "<p>Моё</p>"]


@pytest.mark.parametrize(("role", "status"), [("photo editor", 403), ("moderator", 403), ("translator", 200)])
def test_the_page_is_for_people_who_may_change_the_story(signed_in, story, role, status):
    assert signed_in(role).get(address_of(story)).status_code == status


def test_typing_is_saved_after_the_source_was_emptied(signed_in, staff, story):
    client, (first, second, _third) = signed_in("translator"), ids(story, RU)
    page = form_values(client.get(address_of(story)), FORM)
    change(story, KK, staff("editor"), fields={"title": "", "lead": ""}, order=[])
    answer = client.post(address_of(story), page | {"_autosave": "1", f"text-{first}-0": "Первое"}).json()
    assert (answer["texts"], answer["has_newer_source"]) == ({}, True)
    page |= {"version": str(answer["version"]), f"text-{first}-0": "Первое"}
    client.post(address_of(story), page | {f"text-{second}-0": "Второе"})
    assert text_of(story)[:2] == ["<h2>Первое</h2>", "<p>Второе</p>"]
    assert client.get(address_of(story)).url == f"{change_url(story)}?edition=ru"


def test_another_edition_can_be_the_source(signed_in, story):
    client = signed_in("translator")
    page = client.get(address_of(story, KK))
    assert words_of(parts_of(page, "pair-source")[3]) == "Один два"
    lonely = make_article("ru")
    response = client.get(address_of(lonely), follow=True)
    assert messages_on(response) == ["No other edition of this story has a text to compare with."]


def test_a_long_table_is_edited_on_the_page_of_the_story(signed_in):
    table = f"<table><tbody>{'<tr><td>а</td></tr>' * 30}</tbody></table>"
    story = make_article("kk", "ru", body=table)
    client = signed_in("translator")
    page = client.get(address_of(story))
    assert [*form_values(page, FORM)][-1] == "text-title-0"
    client.post(address_of(story), form_values(page, FORM) | {"text-title-0": "Другой"})
    assert text_of(story) == [table]


def test_a_very_long_text_has_no_more_fields_than_a_form_may_have(signed_in, staff):
    html = "".join(f"<p>а{number}</p>" for number in range(1_100))
    story = make_article("kk", "ru", body=html)
    change(story, KK, staff("editor"), blocks={ids(story, KK)[1_099]: "<p>б</p>"})
    client = signed_in("translator")
    page = form_values(client.get(address_of(story)), FORM)
    last = f"text-{ids(story, RU)[1_099]}-0"
    assert len(page) < 1_000
    assert client.post(address_of(story), page | {last: "б"}).status_code == 302
    assert text_of(story)[1_098:] == ["<p>а1098</p>", "<p>б</p>"]


def test_words_that_look_like_markup_are_words(signed_in, staff, story):
    markup = "<img src=x onerror=alert(1)>"
    change(story, KK, staff("editor"), fields={"title": markup, "lead": markup})
    change(story, RU, staff("editor"), fields={"title": markup})
    page = signed_in("translator").get(address_of(story))
    assert markup in words_of(parts_of(page, "pair-source")[0])
    assert form_values(page, FORM)["text-title-0"] == markup
    assert elements(page, "img") == []


def test_tabs_and_the_list_mark_stale_editions(signed_in, staff, story):
    change(story, KK, staff("editor"), blocks={ids(story, KK)[1]: "<p>Бір үш</p>"}, fields={"lead": "Басқа"})
    client = signed_in("translator", "ru")
    assert marks_on(client.get(change_url(story)), "story-tab") == ["устарело: 2 абзаца"]
    page = client.get(LIST)
    assert marks_on(page, "field-states") == ["ru: устарело: 2 абзаца"]
    (link,) = [link for cell in parts_of(page, "field-states") for link in cell.iter("a")]
    assert client.get(link.get("href")).status_code == 200
    assert link.get("href").startswith(address_of(story))


def test_a_list_of_stories_asks_once_for_what_was_checked(signed_in, staff):
    client, counts = signed_in("translator"), []
    for number in (1, 8):
        for _story in range(number):
            story = make_article("kk", "ru", body_kk=BODY_KK, body_ru=BODY_RU)
            translations.check(story, RU, KK, ids(story, KK), seen=0, by=staff("editor"))
            change(story, KK, staff("editor"), blocks={ids(story, KK)[1]: "<p>Бір үш</p>"})
        with CaptureQueriesContext(connection) as queries:
            assert len(marks_on(client.get(LIST), "field-states")) >= number
        counts.append(len(queries))
    assert counts[0] == counts[1]
