"""Notes in Chromium: written on selected words, marked in the editor alone, and seen by colleagues at once."""

import json
from dataclasses import asdict

import pytest
from playwright.sync_api import expect

from articles.editorial import drafts, note_places, notes
from articles.editorial.anchors import Words
from articles.editorial.blocks import html_of
from articles.editorial.tests.test_anchors import TEXT
from articles.models import Note
from articles.tests.desk import RU
from articles.tests.edit_page import open_story, saved, write_in
from articles.tests.makers import make_article
from benchmarks.notes_under_edits import Trial

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

SELECT = """([start, end]) => {
    const { editor } = document.querySelector(".tiptap");
    editor.commands.focus();
    editor.commands.setTextSelection({ from: 1 + start, to: 1 + end });
}"""
FIND = """async ([parts, anchors]) => {
    const { Words } = await import("/static/desk/notes/anchors.js");
    const words = new Words(parts);
    const places = anchors.map((anchor) => words.placeOf(anchor));
    return places.map(({ part, start, end, isFound }) => [part, start, end, isFound]);
}"""
MARKED = ".tiptap [data-note]"
SELECTED = "() => getSelection().toString() === 'школа' && document.activeElement.matches('.tiptap')"
"""The editor takes the focus in the frame after the click."""


def test_a_note_on_selected_words(desk, staff):
    story = make_article("ru", title="Школа", body="<p>Новая школа открыта, и старая школа тоже.</p><p>Конец.</p>")
    page, colleague = desk("editor"), staff("reporter")
    open_story(page, story)
    page.evaluate(SELECT, [30, 35])
    page.locator(".note-button").click()
    dialog = page.locator("dialog.note-dialog")
    expect(dialog.locator(".note-quoted")).to_have_text("школа")
    dialog.locator("textarea").fill("Какая <b>именно</b>?")
    dialog.locator("select").select_option(label=str(colleague))
    dialog.locator("[name=note_act]").click()
    expect(page.locator(".note-list .note-text")).to_have_text("Какая <b>именно</b>?")
    note = Note.objects.get()
    assert (note.quotation, note.before[-6:], note.to) == ("школа", "старая", colleague)
    expect(page.locator(MARKED)).to_have_text("школа")
    expect(page.locator(".story-tab[aria-current] .state-notes")).to_have_text("1 примечание")

    # What is typed before it moves the mark; what is saved has no mark.
    write_in(page, 1, " Ещё.")
    saved(page)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Вот новая школа. ")
    saved(page)
    expect(page.locator(MARKED)).to_have_text("школа")
    assert "старая " in page.locator(MARKED).evaluate("(mark) => mark.previousSibling.textContent")[-7:]
    html = html_of(dict(drafts.draft_of(story, RU).blocks))
    assert html == "<p>Вот новая школа. Новая школа открыта, и старая школа тоже.</p><p>Конец. Ещё.</p>"

    # A colleague answers and writes another one. What is being typed stays.
    page.locator(".note-reply summary").click()
    page.locator(".note-reply textarea").fill("Сейчас")
    notes.answer(note, by=colleague, text="Пятая")
    notes.add(story, RU, by=colleague, text="Весь текст")
    expect(page.locator(".note-answers")).to_contain_text("Пятая")
    expect(page.locator(".notes .note")).to_have_count(2)
    expect(page.locator(f"#note-{note.pk} textarea")).to_have_value("Сейчас")

    # From the words to the note, and back.
    page.locator(f"#note-{note.pk} a.note-words").click()
    page.wait_for_function(SELECTED)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.locator(".note-button").click()
    expect(page.locator(f"#note-{note.pk}")).to_be_focused()

    # Words that are gone leave a sign, and come back with undo.
    page.locator(f"#note-{note.pk} a.note-words").click()
    page.wait_for_function(SELECTED)
    page.keyboard.press("Delete")
    expect(page.locator(f"#note-{note.pk} .note-lost")).to_be_visible()
    expect(page.locator(".tiptap > p:first-child .note-end")).to_be_attached()
    page.keyboard.press("Control+z")
    expect(page.locator(MARKED)).to_have_text("школа")
    page.locator(f"#note-{note.pk} [value^=resolve]").click()
    expect(page.locator(".notes-resolved > summary")).to_have_text("Решено: 1")
    expect(page.locator(MARKED)).to_have_count(0)
    saved(page)


def test_a_note_by_key_that_is_refused_stays_in_its_dialog(desk):
    story, page = make_article("ru", title="Школа"), desk("editor")
    open_story(page, story)
    page.locator("#id_title").select_text()
    page.keyboard.press("Control+Alt+KeyM")
    dialog = page.locator("dialog.note-dialog")
    expect(dialog.locator(".note-quoted")).to_have_text("Школа")
    dialog.locator("[name=note_act]").click()
    expect(dialog.locator(".errornote")).to_have_text("Примечание не отправлено: Сначала напишите что-нибудь.")
    dialog.locator("textarea").fill("Чья?")
    dialog.locator("[name=note_act]").click()
    expect(page.locator(".note-list .note-words")).to_have_text("Школа")
    assert Note.objects.get().block == "title"


def test_the_script_finds_what_python_finds(desk):
    trial = Trial(5)
    for number in range(30):
        if number % 2 == 0:
            trial.add_note()
        trial.step()
    draft = drafts.draft_of(trial.article, trial.edition)
    trials = [(note_places.words_of(draft), [note_places.anchor_of(note) for note in Note.objects.all()])]
    put = Words(TEXT)
    asked = [("b2", "дети до 12 лет"), ("a1", "Алматы", "Музей в городе "), ("c3", "Спорт"), ("b2", ""),
             ("", "проиграла"), ("b2", "без билета. Спорт Команда")]  # fmt: skip
    anchors = [put.anchor(*one) for one in asked]
    for changed in (TEXT, TEXT | {"b2": "Билеты: дети\N{NO-BREAK SPACE}до 12 лет, проходят"}, {"c3": "Спорт"}, {}):
        trials.append((Words(changed), anchors))
    page, story = desk("editor"), make_article("ru")
    open_story(page, story)
    for words, own in trials:
        sent = [json.loads(json.dumps(asdict(anchor))) for anchor in own]
        expected = [[place.part, place.start, place.end, place.is_found] for place in map(words.place_of, own)]
        assert page.evaluate(FIND, [[*words.parts.items()], sent]) == expected
