"""What the page side by side shows of each pair."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.admin.pair_cells import Cell, waiting_in
from articles.editorial.differences import word_differences
from articles.editorial.node_words import names_of_nodes
from articles.editorial.pairing import FIELDS, State, mark_of
from newsroom.content.clean_html import plain_text
from newsroom.content.editor_words import NODE_WORDS
from newsroom.content.nodes import node_in, words_to_translate

MOST_FIELDS = 900
"""Far less than a form may have (DATA_UPLOAD_MAX_NUMBER_FIELDS). In a longer text, only what is stale has fields."""
HEADING = re.compile(r"(?<=<)(/?)h[23]\b")
"""The headings of a story would stand among those of the page."""


@dataclass
class Line:
    name: str
    text: str
    label: str
    word: str = ""
    """What the text is to a photo or the like: its caption or its description."""


class ShownPair:
    is_first_stale = False
    has_fields = True
    is_missing = False
    """Whether the translation lacks this photo, embed or recalled story."""
    node_name = ""
    """«Photo: A lake»"""
    notes = None
    """The words and the address of the notes on the translation, if it has any that are unresolved."""

    def __init__(self, pair, name, sides, typed):
        self.pair, self.name = pair, name
        self.source, self.text = sides.texts
        self.key = pair.source_part or pair.part
        self.cell = Cell(pair, *sides.texts, waiting_in(sides.content))
        self.typed = typed

    @cached_property
    def lines(self):
        fields = [*zip(self.cell.names, self.cell.lines.items(), strict=False)] if self.has_fields else []
        if self.cell.node:
            return [Line(name, self.typed.get(name, text), self.name, NODE_WORDS[end]) for name, (end, text) in fields]
        return [
            Line(name, self.typed.get(name, text), self.name if len(fields) == 1 else f"{self.name}, {number}")
            for number, (name, (_end, text)) in enumerate(fields, start=1)
        ]

    @property
    def rows(self):
        """The height of a field in browsers that don't fit it to the text."""
        return 1 if len(self.cell.names) > 1 else 2

    @cached_property
    def differences(self):
        """What changed in the source, as `word_differences` says it; None if nothing did."""
        if self.pair.state == State.CHANGED:
            old, new = self.pair.row.source_html, self.source[self.pair.source_part]
            return word_differences(with_words_shown(old), with_words_shown(new))
        if self.pair.state == State.REMOVED:
            return [("deleted", plain_text(self.pair.row.source_html))]
        return None

    @property
    def source_html(self):
        return HEADING.sub(r"\1p", with_words_shown(self.source.get(self.pair.source_part, "")))

    @property
    def is_edited_elsewhere(self):
        return self.cell.is_for_editor or not self.has_fields

    @property
    def cell_html(self):
        """The part of the translation, where it has no fields."""
        return "" if self.cell.is_new else HEADING.sub(r"\1p", self.cell.html)

    @property
    def look(self):
        """Which text it is: the headline, a heading or another one."""
        if self.key == "title":
            return "title"
        html = self.source.get(self.pair.source_part) or self.text.get(self.pair.part) or ""
        return "heading" if is_heading(html) else "text"

    @property
    def may_be_paired_anew(self):
        """Whether somebody can say that this part of the translation belongs to another one of the source."""
        return self.pair.part not in ("", *FIELDS) and self.cell.node is None

    @property
    def is_left(self):
        return self.pair.state == State.LEFT

    @property
    def is_translated(self):
        return bool(self.pair.part and mark_of(self.text[self.pair.part]))

    @property
    def has_content(self):
        texts = (self.source.get(self.pair.source_part), self.text.get(self.pair.part))
        has_words = self.key == "title" or any(map(may_have_words, texts)) or bool(self.cell.node and self.cell.lines)
        return self.pair.is_stale or self.is_left or self.is_missing or has_words


def may_have_words(html):
    """Whether there is anything to translate, or a place for it."""
    return bool(html) and html not in ("<p></p>", "<hr>") and node_in(html) is None


def with_words_shown(html):
    """Return the HTML of a block; of a photo and the like, its words as paragraphs."""
    if node_in(html) is None:
        return html
    return "".join(f"<p>{escape(text)}</p>" for text in words_to_translate(html).values())


@dataclass
class Summary:
    stale: int
    checked: int
    total: int
    """Pairs that can be checked."""


def shown_pairs(sides, typed=()):
    """Return what there is to show. `typed` is {name of a field: text} of a refused form."""
    names = names_of_pairs(sides)
    rows = [ShownPair(pair, name, sides, dict(typed)) for pair, name in zip(sides.pairs, names, strict=True)]
    missing = missing_nodes(sides)
    for row in rows:
        row.is_missing = row.pair.state == State.OFFERED and row.pair.source_part in missing
    rows = [row for row in rows if row.has_content]
    name_nodes(rows)
    stale = [row for row in rows if row.pair.is_stale]
    for row in stale[:1]:
        row.is_first_stale = True
    fields = 0
    for row in [*stale, *(row for row in rows if not row.pair.is_stale)]:
        fields += len(row.cell.names)
        row.has_fields = fields <= MOST_FIELDS
    return rows


def names_of_pairs(sides):
    """Yield what each pair is called. Paragraphs are counted as a reader would, headings, photos and the like apart."""
    source, text = sides.texts
    fields, counts = {"title": _("headline"), "lead": _("lead")}, Counter()
    for pair in sides.pairs:
        html = source.get(pair.source_part) or text.get(pair.part, "")
        node = node_in(html)
        kind = node.kind if node else "heading" if is_heading(html) else "paragraph" if may_have_words(html) else ""
        counts[kind] += 0 if (pair.source_part or pair.part) in fields else 1
        name = {"heading": _("heading %(number)d"), "paragraph": _("paragraph %(number)d")}.get(kind)
        named = name % {"number": counts[kind]} if name else f"{NODE_WORDS[kind]} {counts[kind]}" if node else ""
        yield fields.get(pair.source_part, named)


def is_heading(html):
    return html.startswith(("<h2", "<h3"))


def name_nodes(rows):
    shown = {row.key: row.source.get(row.pair.source_part) or row.cell.html for row in rows if row.cell.node}
    names = names_of_nodes(shown.values())
    for row in rows:
        row.node_name = names.get(shown.get(row.key), "")


def missing_nodes(sides):
    """Return the parts of what stands in the source only. The first words of a text bring it all."""
    source, text = sides.texts
    present = {(node.kind, node.value) for node in map(node_in, text.values()) if node}
    nodes = {part: node for part, html in source.items() if (node := node_in(html))} if sides.content.blocks else {}
    return {part for part, node in nodes.items() if (node.kind, node.value) not in present}


def summary_of(rows):
    states = [row.pair.state for row in rows if row.pair.state not in (State.OWN, State.OFFERED, State.LEFT)]
    return Summary(sum(row.pair.is_stale for row in rows), states.count(State.CHECKED), len(states))
