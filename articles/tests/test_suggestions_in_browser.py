"""«Suggest» in the editor: what somebody changes waits in the draft until it is accepted or refused."""

import re

import pytest

from articles.editorial import drafts
from articles.tests.desk import RU, row_of
from articles.tests.edit_page import open_story, saved, words_in, write_in
from articles.tests.makers import make_article
from articles.tests.suggested_edits import differences, made_in
from newsroom.content.suggestions import blocks_decided

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

BODY = "<p>Первый абзац.</p><p>Второй <strong>важный</strong> абзац.</p>"


@pytest.fixture
def story():
    return make_article("ru", title="Заголовок", body=BODY)


@pytest.fixture
def open_page(desk, story):
    page = desk("editor")
    open_story(page, story)
    return page


def place_caret(page, pos):
    page.locator("draft-editor").evaluate(
        "({ editor }, pos) => { editor.view.focus(); editor.commands.focus(pos) }", pos
    )


def shown(html):
    """Return HTML with short marks: the ids and seconds differ from run to run."""
    return re.sub(r' data-(suggestion|inserted|deleted)="([a-z0-9]{8})-\d+-\d+"', lambda found: f" {found[1]}", html)


def decided(story):
    draft = drafts.draft_of(story, RU)
    return ["".join(blocks_decided(dict(draft.blocks), is_accepted=accepted).values()) for accepted in (True, False)]


def test_typed_and_removed_words_wait_and_one_key_decides_each(open_page, story):
    page = open_page
    toggle, bar = page.locator(".suggest-toggle"), page.locator(".suggestion-bar")
    assert toggle.get_attribute("aria-pressed") == "false"
    page.locator(".tiptap").click()
    page.keyboard.press("Control+Shift+u")
    assert toggle.get_attribute("aria-pressed") == "true"
    write_in(page, 0, " Ещё")
    place_caret(page, 1)
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    saved(page)
    assert shown(words_in(story)[0]) == ("<p><del suggestion>Пе</del>рвый абзац.<ins suggestion> Ещё</ins></p>")
    assert decided(story) == [BODY.replace("Первый абзац.", "рвый абзац. Ещё"), BODY]
    assert bar.locator(".suggestion-count").inner_text().endswith(": 2")
    open_story(page, story)  # it is in the draft, also after a reload
    assert "editor" in page.locator(".tiptap del [title], .tiptap [title]:has(del)").first.get_attribute("title")
    place_caret(page, 1)
    page.keyboard.press("Alt+a")
    page.keyboard.press("Alt+r")
    page.locator(".tiptap :is(ins, del)").first.wait_for(state="detached")
    saved(page)
    assert words_in(story) == ["<p>рвый абзац.</p>", "<p>Второй <strong>важный</strong> абзац.</p>"]
    page.keyboard.press("Control+z")
    assert page.locator(".tiptap ins").count() == 1
    assert row_of(story)["body_ru"] == BODY


def test_a_divided_paragraph_is_another_paragraph(open_page, story):
    page = open_page
    page.locator(".suggest-toggle").click()
    place_caret(page, "end")
    page.keyboard.press("Enter")
    page.keyboard.type("Третий.")
    place_caret(page, 1)
    page.keyboard.press("Enter")
    saved(page)
    assert [shown(html) for html in words_in(story)][:3] == [
        "<p inserted></p>", "<p>Первый абзац.</p>", "<p>Второй <strong>важный</strong> абзац.</p>",
    ]  # fmt: skip
    assert shown(words_in(story)[-1]) == "<p inserted>Третий.</p>"
    assert decided(story) == [f"<p></p>{BODY}<p>Третий.</p>", BODY]


def test_a_table_that_the_editor_repairs_is_suggested_once(desk):
    cells = "<tr><td><p>Один</p></td><td><p>Два</p></td></tr><tr><td><p>Три</p></td></tr>"
    story = make_article("ru", body=f"<p>До</p><table><tbody>{cells}</tbody></table>")
    page = desk("editor")
    open_story(page, story)
    page.locator(".suggest-toggle").click()
    page.locator(".tiptap td").first.click()
    page.keyboard.type("7")
    saved(page)
    assert sorted(
        page.locator(".tiptap table").evaluate_all("(all) => all.map((one) => one.rows[1].cells.length)")
    ) == [2, 2]


def test_pasted_changes_of_another_program_are_words(open_page, story):
    page = open_page
    mark = 'data-suggestion="aaaaaaaa-1-1764345600"'
    pasted = f"<p>а<ins {mark}>б</ins><del {mark}>в</del></p>"
    place_caret(page, 14)
    page.locator("draft-editor").evaluate("({ editor }, html) => editor.view.pasteHTML(html)", pasted)
    saved(page)
    assert words_in(story)[0] == "<p>Первый абзац.аб</p>"


def test_hints_and_the_search_read_the_text_as_accepted_and_the_count_as_published(open_page, story, staff):
    page = open_page
    mark = f"-{staff('chief editor').pk}-1764345600"
    words = (
        f'<p>Кош<del data-suggestion="aaaaaaaa{mark}">мар и бiлет</del><ins data-suggestion="aaaaaaaa{mark}">ка'
        ' и бiлiм</ins> "так".</p>'
    )
    blocks = {"bbbbbbbb": words, "cccccccc": f'<p data-deleted="dddddddd{mark}">Кошка и бiлет</p>'}
    draft = drafts.draft_of(story, RU)
    drafts.save_draft(story, RU, draft.version, {"blocks": blocks, "order": [*blocks]}, by=staff("chief editor"))
    open_story(page, story)
    page.locator("writing-hints li").first.wait_for()
    hints = page.locator("writing-hints li del").all_inner_texts()
    assert hints == ["бiлiм"]
    assert page.locator("writing-hints p").last.inner_text().endswith(": 2")  # the quotation marks
    page.locator("writing-hints button").last.click()
    page.locator(".tiptap").press("Control+Home")
    page.keyboard.press("Control+f")
    page.keyboard.type("кошка")
    assert page.locator("find-replace output").inner_text() == "1 из 1"
    page.get_by_label("Заменить на").fill("киса")
    page.get_by_role("button", name="Заменить все").click()
    assert page.locator(".tiptap p").first.inner_text() == "Кисамар и бiлет и бiлiм «так»."
    saved(page)
    assert decided(story)[0] == "<p>Киса и бiлiм «так».</p>"
    assert page.locator("writing-counts").inner_text().startswith("слов: 7 ")


def test_random_changes_are_refused_and_accepted_byte_for_byte(open_page):
    for seed in range(1, 13):
        assert differences(made_in(open_page, seed)) == {}, seed


def test_words_typed_quickly_over_the_first_one_keep_their_order(open_page, story):
    page = open_page
    page.locator(".suggest-toggle").click()
    for start, end, text in [(1, 7, "Наиболее"), (34, 39, "последний")]:
        place_caret(page, start)
        page.locator("draft-editor").evaluate(
            "({ editor }, [from, to]) => editor.commands.setTextSelection({ from, to })", [start, end]
        )
        page.keyboard.type(text)
    saved(page)
    accepted, refused = decided(story)
    assert "<p>Наиболее абзац.</p>" in accepted
    assert "последний" in accepted
    assert refused == BODY
