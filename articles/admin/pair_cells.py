"""The fields of the page side by side, and what somebody typed into them as a change of the translation.

A part of the translation has a field for each of its lines, `text-<part>-<number>`; a photo and the like for each of
its words, as `text-<part>-caption`. A block that the translation does not have yet has its future id already, so that a
form that is sent twice adds it once.
"""

from hashlib import blake2b
from itertools import count

from articles.editorial.block_lines import lines_of, with_lines, without_text
from articles.editorial.pairing import FIELDS, State
from articles.editorial.translations import parts_of
from newsroom.content.nodes import TRANSLATED, Node, html_of, node_in, with_words, words_to_translate
from newsroom.content.suggestions import has_suggestions
from newsroom.content.visible_text import is_visible

MOST_LINES = 20
"""Longer lists and tables are edited in the editor."""


class Cell:
    """What faces a part of the source: a part of the translation, or the fields for one that is not there yet."""

    def __init__(self, pair, source, text, waiting=()):
        """`waiting` are the parts in which suggestions wait."""
        self.is_new = not pair.part
        self.part = pair.part or future_part(pair, text)
        self.html = without_text(source[pair.source_part]) if self.is_new else text[pair.part]
        self.node = node_in(self.html)
        self.lines = self.lines_with(source.get(pair.source_part, ""))
        self.texts = [*self.lines.values()]
        self.has_suggestions = self.part in waiting

    def lines_with(self, source_html):
        """Return {end of the name of a field: text}. A node has fields for the words that one side has."""
        if self.node is None:
            return dict(enumerate(lines_of(self.html)))
        names = () if self.is_new else {*words_to_translate(source_html), *words_to_translate(self.html)}
        return {name: self.node.words.get(name, "") for name in TRANSLATED if name in names}

    @property
    def is_for_editor(self):
        """Whether it is edited in the editor alone: it is long, or suggestions in it would be lost here."""
        return len(self.texts) > MOST_LINES or self.has_suggestions

    @property
    def names(self):
        return [] if self.is_for_editor else [f"text-{self.part}-{line}" for line in self.lines]

    def typed(self, posted):
        """Return the texts in `posted`, {name: text}. Those that were not sent are unchanged."""
        names = zip(self.names, self.texts, strict=False)
        return [posted[name].replace("\r\n", "\n") if name in posted else text for name, text in names]


def waiting_in(content):
    """Return the blocks in which suggestions wait."""
    return {block for block, html in content.blocks.items() if has_suggestions(html)}


def future_part(pair, text):
    """Return the id of a new block. It depends only on what it translates, or is the one that it had before."""
    if pair.row and pair.row.part and pair.row.part not in text:
        return pair.row.part
    ids = (blake2b(f"{pair.source_part} {number}".encode(), digest_size=4).hexdigest() for number in count())
    return next(id for id in ids if id not in text)


def change_from(posted, pairs, source, before):
    """Return (the change of a draft, {part of the source: id of the new block that translates it}).

    `before` is the content of the translation that the page was made from. A block that was emptied is removed.
    The first words of a text bring the photos and recalled stories of the source with them. Later, `take` in `posted`
    names the one that somebody wants to have, and `drop` the one that the source no longer has.
    """
    text, fields, blocks, new, order = parts_of(before), {}, {}, {}, [*before.blocks]
    last, brought, waiting = None, {}, waiting_in(before)
    for pair in pairs:
        cell = Cell(pair, source, text, waiting)
        typed = cell.typed(posted)
        is_taken = posted.get("take") == pair.source_part
        if posted.get("drop") == cell.part and pair.state == State.LEFT:
            order.remove(cell.part)
        if cell.is_new and (is_taken or not before.blocks) and (node := cell.node):
            (new if is_taken else brought)[pair.source_part] = cell.part
            blocks[cell.part] = html_of(Node(node.kind, node.value))  # its words are in the language of the source
            order.insert(order.index(last) + 1 if last else 0, cell.part)
        if cell.names and typed != cell.texts:
            if cell.part in FIELDS:
                fields[cell.part] = typed[0] if cell.part == "lead" else " ".join(typed[0].split("\n"))
            elif cell.node:
                blocks[cell.part] = with_words(cell.html, dict(zip(cell.lines, typed, strict=True)))
            elif any(map(is_visible, typed)):
                blocks[cell.part] = with_lines(cell.html, typed)
                if cell.is_new:
                    order.insert(order.index(last) + 1 if last else 0, cell.part)
                    new[pair.source_part] = cell.part
            elif not cell.is_new:
                order.remove(cell.part)
        last = cell.part if cell.part in order else last
    if brought and not new:
        blocks, order = {}, []
    change = {"fields": fields, "blocks": blocks}
    return (change if order == [*before.blocks] else change | {"order": order}), new and new | brought
