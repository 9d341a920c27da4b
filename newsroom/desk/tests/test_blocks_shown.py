"""What others wrote is shown exactly, and leaves the caret and the undo history of the person alone."""

import pytest

from newsroom.content.clean_html import EXTENSIONS_OF_DRAFTS
from newsroom.desk.tests.editor_page import open_editor

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

BLOCKS = {
    "aaaaaaaa": "<p>One <strong>bold</strong> word</p>",
    "bbbbbbbb": "<h2>Two</h2>",
    "cccccccc": "<ul><li><p>Three</p></li><li><p>Four</p></li></ul>",
    "dddddddd": "<blockquote><p>Five</p><p>Six</p></blockquote>",
    "eeeeeeee": "<p>Seven</p>",
    "ffffffff": "<hr>",
    "hhhhhhhh": '<figure data-photo="lake" data-caption="A lake"></figure>',
    "gggggggg": "<table><tbody><tr><td><p>Eight</p></td><td><p>Nine</p></td></tr></tbody></table>",
}
TEXT = "".join(html.replace(">", f' data-block="{block}">', 1) for block, html in BLOCKS.items())
# Shows random changes of blocks and of their order, but none of the block with the caret. Returns what went wrong.
SHOW_ANYTHING = """async (seed) => {
    const { contentOf, show } = await import("/static/desk/draft/blocks.js");
    const { undoDepth } = tiptap.pm.history;
    let state = seed;
    const chance = (most) => ((state = (state * 48271) % 2147483647), state % most);
    const faults = [];
    const htmls = Object.values(contentOf(editor).blocks);
    const words = ["x", " y z", " <em>i</em> ", ""];
    for (let round = 0; round < 150; round += 1) {
        const before = contentOf(editor);
        const mine = before.order[chance(before.order.length)];
        const at = before.order.indexOf(mine);
        editor.commands.setTextSelection(editor.view.posAtDOM(editor.view.dom.children[at], 0));
        const { $head } = editor.state.selection;
        const place = $head.parentOffset;
        const isInWords = $head.parent.isTextblock; // and not at a line between paragraphs
        const depth = undoDepth(editor.state);
        const here = before.order[$head.index(0)];

        const order = before.order.filter((id) => id === here || chance(6));
        for (let moves = chance(3); moves; moves -= 1) {
            const moved = order.splice(chance(order.length), 1);
            order.splice(chance(order.length + 1), 0, ...moved);
        }
        const blocks = {};
        for (const id of order) {
            const longer = before.blocks[id].replace("</p>", `${words[chance(4)]}</p>`);
            const html = chance(2) ? htmls[chance(htmls.length)] : longer;
            if (id !== here && !chance(3)) blocks[id] = html;
        }
        if (order.length < 12) {
            const id = `n${String(round).padStart(7, "0")}`;
            order.splice(chance(order.length + 1), 0, id);
            blocks[id] = htmls[chance(htmls.length)];
        }
        show(editor, { blocks, order });

        const after = contentOf(editor);
        const expected = Object.fromEntries(order.map((id) => [id, blocks[id] ?? before.blocks[id]]));
        const check = (part, wanted, found) => {
            if (JSON.stringify(wanted) !== JSON.stringify(found)) faults.push([round, part, wanted, found]);
        };
        check("order", order, after.order);
        for (const id of order) check(id, expected[id], after.blocks[id]);
        const now = editor.state.selection.$head;
        if (isInWords) check("caret", [here, place], [after.order[now.index(0)], now.parentOffset]);
        check("undo", depth, undoDepth(editor.state));
    }
    return faults;
}"""


def test_any_changes_are_shown_exactly(page):
    open_editor(page, EXTENSIONS_OF_DRAFTS, TEXT)

    assert page.evaluate(SHOW_ANYTHING, 5)[:5] == []


def test_own_changes_can_be_undone_after_those_of_others(page):
    open_editor(page, EXTENSIONS_OF_DRAFTS, TEXT)

    left = page.evaluate("""async () => {
        const { contentOf, show } = await import("/static/desk/draft/blocks.js");
        editor.commands.insertContentAt(2, "MINE");
        show(editor, {
            blocks: { aaaaaaab: "<p>New</p>", eeeeeeee: "<p>Other</p>" },
            order: ["aaaaaaab", ...contentOf(editor).order.toReversed()],
        });
        editor.commands.undo();
        return contentOf(editor).blocks;
    }""")

    assert left["aaaaaaaa"] == BLOCKS["aaaaaaaa"]
    assert (left["aaaaaaab"], left["eeeeeeee"]) == ("<p>New</p>", "<p>Other</p>")
