"""Notes beside the text: read and decided without scripts, counted where stories are listed, asked of colleagues."""

import pytest
from django.urls import reverse

from articles.editorial import drafts, notes
from articles.models import Note
from articles.tests.desk import FORM, LIST, RU, act_address, change_url, messages_on, open_form, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_staff
from articles.tests.page_content import elements, form_values, parts_of, words_in, words_of
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db
FROM_SCRIPT = {"headers": {"X-Sent-By": "script"}, "content_type": "application/json"}


@pytest.fixture
def story(staff):
    story = make_article("ru", title="Школа")
    write(story, staff("editor"), body="<p>Новая школа открыта.</p>")
    return story


def listed(page):
    """Return the words of each note on a page, those of the whole edition first."""
    return [words_of(item) for item in elements(page, "li") if "note" in (item.get("class") or "").split()]


def test_a_note_is_written_answered_and_resolved_without_scripts(signed_in, story):
    client, address = signed_in("editor"), act_address("notes", story, RU)
    form = form_values(open_form(client, story, RU), FORM)
    typed = form | {"title": "Школа открыта", "note_act": "add", "note_part": "written1", "note_text": "Какая?"}
    answer = client.post(address, typed)
    note = Note.objects.get()
    assert answer.headers["Location"] == f"{change_url(story)}?edition=ru#note-{note.pk}"
    assert (note.block, note.quotation, note.text) == ("written1", "", "Какая?")
    assert drafts.draft_of(story, RU).title == "Школа открыта"  # what was typed besides is saved
    (words,) = listed(open_form(client, story, RU))
    assert words.startswith(f"Новая школа открыта. {note.by} · ")

    form = form_values(open_form(client, story, RU), FORM)
    client.post(address, form | {"note_act": f"answer {note.pk}", f"answer-{note.pk}": "Пятая."})
    client.post(address, form | {"note_act": f"resolve {note.pk}"})
    note.refresh_from_db()
    assert (note.is_resolved, note.answers.get().text) == (True, "Пятая.")
    page = open_form(client, story, RU)
    assert words_in(page, "notes-resolved").startswith("Resolved: 1 ")
    client.post(address, form | {"note_act": f"reopen {note.pk}"})
    note.refresh_from_db()
    assert not note.is_resolved
    refused = client.post(address, form | {"note_act": "add", "note_text": " "})
    assert told(client, refused) == ["Write something first."]


def test_scripts_get_the_mark_of_the_new_state_or_the_reason(signed_in, story):
    client, address = signed_in("reporter"), act_address("notes", story, RU)
    sent = {"note_act": "add", "note_part": "written1", "note_quotation": "школа", "note_text": "Какая?", "note_to": ""}
    before = client.get(act_address("acts", story, RU)).json()["mark"]
    answer = client.post(address, sent, **FROM_SCRIPT)
    after = client.get(act_address("acts", story, RU)).json()
    assert (answer.json()["note"], answer.json()["mark"]) == (Note.objects.get().pk, after["mark"])
    assert before != after["mark"]
    assert f'id="note-{Note.objects.get().pk}"' in after["html"]
    refused = client.post(address, sent | {"note_text": ""}, **FROM_SCRIPT)
    assert refused.json() == {"message": "Write something first."}
    for wrong, status in [({"note_to": "0"}, 200), ({"note_to": 5}, 400),
                          ({"note_act": "answer 999"}, 404), ({"note_act": "burn"}, 404)]:  # fmt: skip
        assert client.post(address, sent | wrong, **FROM_SCRIPT).status_code == status
    other = notes.add(make_article("ru"), RU, by=make_staff("editor"), text="?")
    assert client.post(address, {"note_act": f"resolve {other.pk}"}, **FROM_SCRIPT).status_code == 404
    assert Note.objects.count() == 2


def test_who_only_reads_sees_notes_and_decides_about_their_own(signed_in, story):
    client, address = signed_in("photo editor"), act_address("notes", story, RU)
    me = User.objects.get(pk=client.session["_auth_user_id"])
    theirs = notes.add(story, RU, by=make_staff("editor"), text="Какая школа?", block="title")
    mine = notes.add(story, RU, by=make_staff("editor"), text="Нужен снимок", to=me)
    page = open_form(client, story, RU)
    assert [("Нужен снимок" in words, "Resolve" in words) for words in listed(page)] == [(True, True), (False, False)]
    client.post(address, {"note_act": f"resolve {mine.pk}"})
    assert client.post(address, {"note_act": f"resolve {theirs.pk}"}).status_code == 403
    assert client.post(address, {"note_act": "add", "note_text": "Я"}).status_code == 403
    assert [*Note.objects.unresolved()] == [theirs]
    assert signed_in("moderator").post(address, {"note_act": "add", "note_text": "Я"}).status_code == 403


def test_unresolved_notes_are_counted_with_the_way_to_them(signed_in, story):
    client = signed_in("editor")
    for number in range(2):
        notes.add(story, RU, by=make_staff("editor"), text=f"Заметка {number}")
    notes.resolve(notes.add(story, RU, by=make_staff("editor"), text="Решена"), by=make_staff("editor"))
    page = f"{change_url(story)}?edition=ru#notes"
    for address in (LIST, f"{LIST}editions/"):
        (link,) = parts_of(client.get(address), "state-notes")
        assert (words_of(link).removeprefix("ru: "), link.get("href")) == ("2 notes", page)
    (count,) = parts_of(open_form(client, story, RU), "state-notes")
    assert words_of(count) == "2 notes"
    assert client.get(act_address("notes", story, RU)).headers["Location"] == page


def test_side_by_side_leads_to_the_notes_of_each_part(signed_in, staff):
    story = make_article("kk", "ru", body="<p>Мектеп ашылды.</p>")
    note = notes.add(story, RU, by=staff("editor"), text="Точно?", block="title")
    page = signed_in("translator").get(f"{LIST}{story.pk}/side-by-side/?edition=ru&source=kk")
    (link,) = parts_of(page, "state-notes")
    assert (words_of(link), link.get("href")) == ("1 note", f"{change_url(story)}?edition=ru#note-{note.pk}")


def test_the_first_page_has_what_waits_for_a_person(client, staff, story):
    editor, reporter = staff("editor"), staff("reporter")
    note = notes.add(story, RU, by=editor, text="Проверьте", to=reporter)
    notes.add(story, RU, by=editor, text="Никому")

    def asked(person):
        client.force_login(person)
        page = client.get(reverse("admin:index"))
        return [(words_of(item), elements_of(item)) for part in parts_of(page, "desk-asked") for item in part]

    def elements_of(item):
        return {link.get("href") for link in item.iter("a")}

    (words, links) = asked(reporter)[0]
    assert words.startswith(f"Школа Русский · {editor}: Проверьте · ")
    assert links == {f"{change_url(story)}?edition=ru#note-{note.pk}"}
    assert asked(editor) == []
    notes.answer(note, by=reporter, text="Верно")
    assert asked(reporter) == []
    assert "Верно" in asked(editor)[0][0]
    notes.resolve(note, by=editor)
    assert asked(editor) == []


def test_a_refused_publication_leads_to_the_note(signed_in, story):
    client = signed_in("chief editor")
    note = notes.add(story, RU, by=make_staff("editor"), text="Точно?")
    form = form_values(open_form(client, story, RU), FORM)
    page = client.get(client.post(act_address("publish", story, RU), form | {"title": "Школа 5"}).url)
    assert messages_on(page) == ["Stops publication: Unresolved note: “Точно?”"]
    (link,) = [link for part in parts_of(page, "messagelist") for link in part.iter("a")]
    assert (link.get("href"), link.get("data-part")) == (f"{change_url(story)}?edition=ru#note-{note.pk}", "")


def test_many_notes_cost_no_more_queries(signed_in, story, django_assert_max_num_queries):
    client, editor = signed_in("editor"), make_staff("editor")
    for number in range(30):
        notes.answer(notes.add(story, RU, by=editor, text=f"Заметка {number}"), by=editor, text="Да")
    client.get(LIST)
    with django_assert_max_num_queries(40):
        open_form(client, story, RU)
