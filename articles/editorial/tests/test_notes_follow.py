"""Notes follow their words from save to save, and nothing of them is in what readers get."""

import pytest

from articles.editorial import drafts, note_places, notes, workflow
from articles.editorial.anchors import GONE, Words, followed
from articles.tests.draft_rows import RU, write
from articles.tests.makers import make_article, make_staff
from benchmarks.notes_under_edits import Trial

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_notes_under_random_edits(staff):
    trial = Trial(seed=1)
    for number in range(40):
        if number % 2 == 0:
            trial.add_note()
        trial.step()
        trial.look()
    figures = trial.figures
    assert figures.looks > figures.there > 100
    assert (figures.lost, figures.astray, figures.wrong_end, trial.leaks()) == (0, 0, 0, 0)


def place_of(note):
    note.refresh_from_db()
    words = note_places.words_of(drafts.draft_of(note.article, RU))
    place = words.place_of(note_places.anchor_of(note))
    return place.start if place.is_found else None


def test_words_that_come_back_bring_their_note_back(staff):
    story, editor = make_article("ru", title="А"), make_staff("editor")
    write(story, editor, body="<p>Раз, два, три, четыре</p>")
    note = notes.add(story, RU, by=editor, text="?", block="written1", quotation="три")
    for body, start in [("<p>Ноль, раз, два, три, пять</p>", 14), ("<p>Ноль, раз</p>", None), ("<p>Ой</p>", None),
                        ("<p>Ноль, раз, два, три, пять</p>", 14)]:  # fmt: skip
        write(story, editor, body=body)
        assert place_of(note) == start


def test_equal_words_are_followed_in_their_order():
    one = Words({"a": "да да да да", "b": "нет"})
    second = one.anchor_at(2, "да")
    moved = followed(second, one, Words({"b": "нет", "a": "да да да да, и да"}))
    after = Words({"b": "нет", "a": "да да да да, и да"})
    assert moved == after.anchor_at(5, "да")
    gone = followed(second, one, Words({"a": "да", "b": "нет"}))
    assert (gone.before, gone.unique_in) == ("да", GONE)
    assert not Words({"a": "да", "b": "нет"}).place_of(gone).is_found


def test_a_draft_without_notes_costs_one_query(staff, django_assert_num_queries):
    story, editor = make_article("ru"), make_staff("editor")
    write(story, editor, title="Другой")
    content = drafts.content_of(drafts.draft_of(story, RU))
    with django_assert_num_queries(1):
        note_places.follow(story.pk, "ru", content, content)
    note = notes.add(story, RU, by=editor, text="?", block="title", quotation="угой")
    with django_assert_num_queries(1):
        note_places.follow(story.pk, "ru", content, content)
    notes.resolve(note, by=editor)
    workflow.publish(story, RU, by=make_staff("chief editor"))
    assert place_of(note) == 2
