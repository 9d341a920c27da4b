"""The ids of a draft's blocks: unique, and they stay with the words whatever is done to them."""

import random
import re

import pytest

from newsroom.content.clean_html import EXTENSIONS, EXTENSIONS_OF_DRAFTS, CleanHTMLField, clean_html
from newsroom.desk.tests.editor_page import open_editor

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

TEXT = (
    '<p data-block="aaaaaaaa">First words</p><h2 data-block="bbbbbbbb">Second words</h2>'
    '<ul data-block="cccccccc"><li><p>Third</p></li><li><p>Fourth</p></li></ul><p data-block="dddddddd">Last words</p>'
)
BLOCKS = """() => editor.state.doc.content.content.map((node) => [node.attrs.block, node.textContent])"""


@pytest.fixture
def draft(page):
    open_editor(page, EXTENSIONS_OF_DRAFTS, TEXT)
    return page


def blocks(page):
    return page.evaluate(BLOCKS)


def caret(page, words, offset=0):
    """Place the caret `offset` characters after the beginning of a piece of text."""
    page.evaluate(
        """([words, offset]) => {
            let found;
            editor.state.doc.descendants((node, pos) => { if (node.isText && node.text.includes(words)) found = pos; });
            editor.chain().focus().setTextSelection(found + offset).run();
        }""",
        [words, offset],
    )


def assert_unique(page):
    ids = [block for block, _text in blocks(page)]
    assert all(re.fullmatch("[a-z0-9]{8}", id_) for id_ in ids), ids
    assert len({*ids}) == len(ids), ids
    assert page.evaluate("document.querySelectorAll('.tiptap > * [data-block]').length") == 0


# Does each act at a random place. Tiptap refuses some with a RangeError: those change nothing.
ANY_ACTS = """(rounds) => {
    const faults = [];
    let done = 0;
    for (const [act, from, to] of rounds) {
        const { size } = editor.state.doc.content;
        if (size > 3000) editor.commands.setContent("<p>Words</p>");
        try {
            editor.commands.setTextSelection({ from: 1 + (from % size), to: 1 + (to % size) });
            eval(act);
            done += 1;
        } catch (error) {
            if (!(error instanceof RangeError) && error.name !== "TransformError") throw error;
        }
        const ids = editor.state.doc.content.content.map((node) => node.attrs.block);
        if (new Set(ids).size !== ids.length || ids.includes(null)) faults.push([act, ids]);
        if (editor.view.dom.querySelector(":scope > * [data-block]")) faults.push([act, "nested"]);
    }
    return [faults, done];
}"""

BACKSPACE = "editor.commands.keyboardShortcut('Backspace')"
# What a person does: (where the caret is, a piece of script, {id: its text afterwards}).
ACTS = {
    "split": ("First words", 5, "editor.commands.splitBlock()", {"aaaaaaaa": "First"}),
    "enter at the end": ("First words", 11, "editor.commands.splitBlock()", {"aaaaaaaa": "First words"}),
    "enter at the beginning": ("First words", 0, "editor.commands.splitBlock()", {"aaaaaaaa": "First words"}),
    "join": ("Second words", 0, BACKSPACE, {"aaaaaaaa": "First wordsSecond words"}),
    "heading": ("Last words", 2, "editor.commands.setNode('heading', {level: 3})", {"dddddddd": "Last words"}),
    "wrap in a list": ("First words", 2, "editor.commands.toggleBulletList()", {"aaaaaaaa": "First words"}),
    "quote": ("Last words", 2, "editor.commands.toggleBlockquote()", {"dddddddd": "Last words"}),
    "lift an item": ("Third", 2, "editor.commands.toggleBulletList()", {"cccccccc": "Fourth"}),
}


@pytest.mark.django_db(transaction=True)
def test_an_id_stays_with_the_words(page):
    for name, (words, offset, act, expected) in ACTS.items():
        open_editor(page, EXTENSIONS_OF_DRAFTS, TEXT)
        caret(page, words, offset)
        page.evaluate(act)
        after = dict(blocks(page))
        assert {id_: after.get(id_) for id_ in expected} == expected, name
        assert_unique(page)
        page.evaluate("editor.commands.undo()")
        assert page.evaluate("editor.getHTML()") == TEXT, name


@pytest.mark.django_db(transaction=True)
def test_undo_and_redo_keep_ids_and_giving_ids_is_no_step_of_its_own(draft):
    caret(draft, "First words", 5)
    draft.evaluate("editor.commands.splitBlock()")
    split = blocks(draft)
    draft.evaluate("editor.commands.undo()")
    assert draft.evaluate("editor.getHTML()") == TEXT
    assert draft.evaluate("tiptap.pm.history.undoDepth(editor.state)") == 0
    draft.evaluate("editor.commands.redo()")
    assert blocks(draft) == split


@pytest.mark.django_db(transaction=True)
def test_pasted_copies_get_new_ids_and_the_original_keeps_its_own(draft):
    caret(draft, "First words", 0)
    copies = TEXT + '<p data-block="NOT AN ID">Hostile</p><p data-block="&quot;&gt;&lt;b&gt;">Hostile</p>'
    draft.evaluate("(html) => editor.view.pasteHTML(html)", copies)
    assert_unique(draft)
    found = blocks(draft)
    assert len(found) >= 8
    assert found[-1] == ["dddddddd", "Last words"]


@pytest.mark.django_db(transaction=True)
def test_text_without_ids_gets_them_silently(page):
    open_editor(page, EXTENSIONS_OF_DRAFTS, re.sub(' data-block="[^"]*"', "", TEXT) + "<hr><p></p>")
    assert_unique(page)
    assert len(blocks(page)) == 6
    assert page.evaluate("tiptap.pm.history.undoDepth(editor.state)") == 0


@pytest.mark.django_db(transaction=True)
def test_ids_are_unique_after_any_acts(draft):
    acts = [act for _words, _offset, act, _expected in ACTS.values()]
    acts += ["editor.commands.undo()", "editor.commands.redo()", "editor.commands.deleteSelection()"]
    acts += ["editor.view.pasteHTML(editor.getHTML().slice(0, 300))", "editor.commands.insertContent('words ')"]
    chance = random.Random(7)
    rounds = [
        (chance.choice(acts), start := chance.randrange(3000), start + chance.choice([0, 0, 3, 20])) for _ in range(600)
    ]

    faults, done = draft.evaluate(ANY_ACTS, rounds)

    assert faults == []
    assert done > 400
    assert_unique(draft)


# Only drafts have ids


def test_ids_are_for_drafts_alone():
    assert "BlockIds" not in EXTENSIONS
    assert "BlockIds" not in CleanHTMLField().formfield().widget.get_config()["extensions"]
    assert clean_html(TEXT) == re.sub(' data-block="[^"]*"', "", TEXT)
