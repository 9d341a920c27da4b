"""Notes: who may add, answer and resolve them, and what is stored."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from articles.editorial import note_places, notes
from articles.models import Note
from articles.tests.draft_rows import RU, write
from articles.tests.makers import make_article
from newsroom.outbox.delivery import deliver_due
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(staff):
    story = make_article("ru")
    write(story, staff("editor"), title="Школа", body="<p>Новая школа открыта, и старая <b>школа</b> тоже.</p>")
    return story


def test_a_note_keeps_what_is_around_its_words(story, staff):
    reporter = staff("reporter")
    sent = {"by": reporter, "text": " Какая? ", "block": "written1", "quotation": "школа", "before": "старая "}
    note = notes.add(story, RU, **sent)
    assert (note.text, note.quotation, note.before, note.after) == (
        "Какая?",
        "школа",
        "Новаяшколаоткрыта,истарая",
        "тоже.",
    )
    assert (note.unique_in, note.preceding, note.is_from_reader) == ("", ["lead", "title"], False)
    assert notes.add(story, RU, **sent) == note  # sent twice
    place = note_places.words_of(story.drafts.get(language="ru")).place_of(note_places.anchor_of(note))
    assert (place.part, place.is_found) == ("written1", True)


def test_answers_and_decisions_stay(story, staff):
    reporter, editor = staff("reporter"), staff("editor")
    note = notes.add(story, RU, by=editor, text="Проверьте", block="title")
    first = notes.answer(note, by=reporter, text="Проверено")
    assert notes.answer(note, by=reporter, text="Проверено") == first
    assert (notes.resolve(note, by=editor), notes.resolve(note, by=reporter)) == (True, False)
    note.refresh_from_db()
    assert (note.resolved_by, note.is_resolved) == (editor, True)
    assert notes.unresolved_counts([story.pk]) == {}
    assert notes.reopen(note, by=reporter)
    assert notes.unresolved_counts([story.pk]) == {(story.pk, "ru"): 1}


@pytest.mark.parametrize(("role", "may"), [("reporter", True), ("translator", True), ("photo editor", False),
                                           ("moderator", False)])  # fmt: skip
def test_who_may_change_stories_may_write_notes(story, staff, role, may):
    person, note = staff(role), notes.add(story, RU, by=staff("editor"), text="Кто?")
    tries = [
        lambda: notes.add(story, RU, by=person, text="Я"),
        lambda: notes.answer(note, by=person, text="Я"),
        lambda: notes.resolve(note, by=person),
    ]
    for act in tries:
        if may:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
    assert Note.objects.count() == (2 if may else 1)


def test_the_named_colleague_gets_a_mail_and_may_answer(story, staff, settings):
    settings.SITE_URL = "https://news.example.kz"
    editor, photo_editor = staff("editor"), staff("photo editor", "ru")
    User.objects.filter(pk=photo_editor.pk).update(email="dana@example.kz")
    photo_editor.refresh_from_db()
    note = notes.add(story, RU, by=editor, text="Нужен снимок.", block="written1", quotation="школа", to=photo_editor)
    assert deliver_due() == 1
    (letter,) = mail.outbox
    address = f"https://news.example.kz/admin/articles/article/{story.pk}/change/?edition=ru#note-{note.pk}"
    assert letter.subject == "Примечание: Школа"
    assert letter.body.split("\n\n")[1:] == ["Школа (Русский)", "«школа»", "Нужен снимок.", address]
    notes.answer(note, by=photo_editor, text="Будет.")
    assert notes.resolve(note, by=photo_editor)


def test_a_note_names_only_who_may_see_drafts(story, staff):
    with pytest.raises(ValidationError):
        notes.add(story, RU, by=staff("editor"), text="?", to=staff("moderator"))
    for text in ("", " \n", "ы" * 2_001):
        with pytest.raises(ValidationError):
            notes.add(story, RU, by=staff("editor"), text=text)
    assert not Note.objects.exists()


def test_a_reader_needs_no_permission(story):
    note = notes.add(story, RU, by=None, text="Не «открыта», а «закрыта»\0", quotation="открыта")
    assert (note.block, note.is_from_reader, note.text) == ("written1", True, "Не «открыта», а «закрыта»")
    assert notes.unresolved_counts([story.pk]) == {(story.pk, "ru"): 1}


def test_notes_go_with_their_story_and_stay_with_a_closed_account(story, staff):
    editor = staff("editor")
    note = notes.add(story, RU, by=editor, text="Кто?")
    notes.answer(note, by=editor, text="Он.")
    User.objects.filter(pk=editor.pk).update(is_active=False)
    note.refresh_from_db()
    assert note.by == editor
    story.delete()
    assert not Note.objects.exists()
