"""Photos and recalled stories in the editor: kept as they are, moved and deleted by keyboard, never inside a block."""

import pytest

from newsroom.content.clean_html import EXTENSIONS_OF_DRAFTS, clean_html
from newsroom.desk.tests.editor_page import open_editor

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

PHOTO = '<figure data-photo="lake" data-alt="" data-caption="A &lt;lake&gt; &amp; &quot;hills&quot;"></figure>'
GALLERY = '<figure data-gallery="lake hills" data-caption="Two"></figure>'
EMBED = '<figure data-embed="https://t.me/aimaq/12?a=1&amp;b=2" data-caption="A post"></figure>'
STORY = '<figure data-story="akims-leave-amanat"></figure>'
TEXT = f"{PHOTO}<p>One</p>{GALLERY}{EMBED}<ul><li><p>Two</p></li></ul>{STORY}"
BLOCKS = """async () => {
    const { contentOf } = await import("/static/desk/draft/blocks.js");
    const { blocks, order } = contentOf(editor);
    return order.map((id) => blocks[id]);
}"""

SHOWN = "all => all.map((node) => [...node.children].map((part) => part.textContent).filter(Boolean).join(' '))"
FIELDS = "all => all.map((field) => [field.labels[0].textContent, field.value, field.placeholder])"


def blocks(page):
    return [clean_html(html) for html in page.evaluate(BLOCKS)]


def test_nodes_in_the_editor(page):
    open_editor(page, EXTENSIONS_OF_DRAFTS, TEXT)
    ul = "<ul><li><p>Two</p></li></ul>"
    assert blocks(page) == [PHOTO, "<p>One</p>", GALLERY, EMBED, ul, STORY]
    page.locator("[data-kind=photo] .node-kind").wait_for()  # the server has not found the photo
    alt, caption, credit = "Description for those who can’t see it", "Caption", "Credit"
    assert page.locator(".node-fields input").evaluate_all(FIELDS) == [
        [alt, "", ""], [caption, 'A <lake> & "hills"', ""], [credit, "", ""], [caption, "Two", ""],
        [caption, "A post", ""],
    ]  # fmt: skip
    assert page.locator(".node-about").evaluate_all(SHOWN) == [
        "photo", "photos in a row", "embedded post or video https://t.me/aimaq/12?a=1&b=2", "recalled story",
    ]  # fmt: skip
    ids = page.evaluate("editor.state.doc.content.content.map((node) => node.attrs.block)")
    assert page.locator(".story-node").evaluate_all("all => all.map((node) => node.dataset.block)") == [
        ids[0], ids[2], ids[3], ids[5],
    ]  # fmt: skip

    # The keyboard moves and deletes the selected one, which can be undone.
    page.evaluate("editor.commands.setNodeSelection(0) && editor.view.focus()")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert blocks(page) == ["<p>One</p>", GALLERY, PHOTO, EMBED, ul, STORY]
    assert page.evaluate("editor.state.doc.content.content.map((node) => node.attrs.block)")[2] == ids[0]
    page.keyboard.press("Delete")
    assert blocks(page) == ["<p>One</p>", GALLERY, EMBED, ul, STORY]
    page.keyboard.press("Control+z")
    assert PHOTO in blocks(page)

    # New ones follow the block with the caret, or take the place of an empty paragraph. None is inside a block.
    page.evaluate("""async () => {
        const { insertNode } = await import("/static/desk/story-nodes.js");
        editor.commands.setContent("<ul><li><p>Two</p></li></ul><p></p>");
        editor.commands.setTextSelection(4);
        insertNode(editor, "photo", "hills");
        insertNode(editor, "photo", "behind");
        editor.commands.setTextSelection(editor.state.doc.content.size - 1);
        insertNode(editor, "story", "other");
        editor.commands.insertContentAt(3, '<figure data-photo="inside"></figure>');
    }""")
    expected = ['data-photo="inside"', 'data-photo="hills"', 'data-photo="behind"', 'data-story="other"']
    found = [html for html in blocks(page) if "figure" in html]
    assert found == [f"<figure {attribute}></figure>" for attribute in expected]
    assert page.evaluate("document.querySelectorAll('.tiptap > * .story-node').length") == 0

    # A text that is nothing but one node is a text, also for a form that is sent without a script.
    page.evaluate("editor.commands.setContent('<figure data-photo=\"lake\"></figure>')")
    page.wait_for_function("document.querySelector('textarea').value.startsWith('<figure')")
