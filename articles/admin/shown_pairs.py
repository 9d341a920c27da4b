"""What the page side by side shows of each pair."""

import re
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.admin.pair_cells import Cell
from articles.editorial.differences import word_differences
from articles.editorial.node_words import in_words
from articles.editorial.pairing import FIELDS, State, mark_of
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in

MOST_FIELDS = 900
"""Far less than a form may have (DATA_UPLOAD_MAX_NUMBER_FIELDS). In a longer text, only what is stale has fields."""
HEADING = re.compile(r"(?<=<)(/?)h[23]\b")
"""The headings of a story would stand among those of the page."""


@dataclass
class Line:
    name: str
    text: str
    label: str


class ShownPair:
    is_first_stale = False
    has_fields = True
    node_words = ""
    """What stands in the source and not in the translation, as HTML, if it is a photo or a recalled story."""

    def __init__(self, pair, number, sides, typed):
        self.pair, self.number = pair, number
        self.source, self.text = sides.texts
        self.key = pair.source_part or pair.part
        self.cell = Cell(pair, *sides.texts)
        self.typed = typed

    @property
    def name(self):
        names = {"title": _("headline"), "lead": _("lead")}
        return names.get(self.key) or _("paragraph %(number)d") % {"number": self.number}

    @cached_property
    def lines(self):
        fields = [*zip(self.cell.names, self.cell.texts, strict=False)] if self.has_fields else []
        return [
            Line(name, self.typed.get(name, text), self.name if len(fields) == 1 else f"{self.name}, {number}")
            for number, (name, text) in enumerate(fields, start=1)
        ]

    @property
    def rows(self):
        """The height of a field in browsers that don't fit it to the text."""
        return 1 if len(self.cell.names) > 1 else 2

    @cached_property
    def differences(self):
        """What changed in the source, as `word_differences` says it; None if nothing did."""
        if self.pair.state == State.CHANGED:
            return word_differences(self.pair.row.source_html, self.source[self.pair.source_part])
        if self.pair.state == State.REMOVED:
            return [("deleted", plain_text(self.pair.row.source_html))]
        return None

    @property
    def source_html(self):
        return self.node_words or HEADING.sub(r"\1p", self.source.get(self.pair.source_part, ""))

    @property
    def is_edited_elsewhere(self):
        return self.cell.is_too_long or not self.has_fields

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
        return "heading" if html.startswith(("<h2", "<h3")) else "text"

    @property
    def may_be_paired_anew(self):
        """Whether somebody can say that this part of the translation belongs to another one of the source."""
        return self.pair.part not in ("", *FIELDS)

    @property
    def is_translated(self):
        return bool(self.pair.part and mark_of(self.text[self.pair.part]))

    @property
    def has_content(self):
        texts = (self.source.get(self.pair.source_part), self.text.get(self.pair.part))
        return self.pair.is_stale or self.key == "title" or any(map(may_have_words, texts)) or bool(self.node_words)


def may_have_words(html):
    """Whether there is anything to translate, or a place for it."""
    return bool(html) and html != "<p></p>" and node_in(html) is None


@dataclass
class Summary:
    stale: int
    checked: int
    total: int
    """Pairs that can be checked."""


def shown_pairs(sides, typed=()):
    """Return what there is to show. `typed` is {name of a field: text} of a refused form."""
    numbers = iter(range(1 - len(FIELDS), len(sides.pairs) + 1))
    rows = [ShownPair(pair, number, sides, dict(typed)) for pair, number in zip(sides.pairs, numbers, strict=False)]
    nodes = missing_nodes(sides)
    for row in rows:
        row.node_words = nodes.get(row.pair.source_part, "") if not row.pair.part else ""
    rows = [row for row in rows if row.has_content]
    stale = [row for row in rows if row.pair.is_stale]
    for row in stale[:1]:
        row.is_first_stale = True
    fields = 0
    for row in [*stale, *(row for row in rows if not row.pair.is_stale)]:
        fields += len(row.cell.names)
        row.has_fields = fields <= MOST_FIELDS
    return rows


def missing_nodes(sides):
    """Return {part of the source: HTML} of what stands in the source only. The first words of a text bring it all."""
    source, text = sides.texts
    present = {(node.kind, node.value) for node in map(node_in, text.values()) if node}
    nodes = {part: node for part, html in source.items() if (node := node_in(html))} if sides.content.blocks else {}
    missing = [part for part, node in nodes.items() if (node.kind, node.value) not in present]
    words = in_words([source[part] for part in missing])
    return {part: words[source[part]] for part in missing}


def summary_of(rows):
    states = [row.pair.state for row in rows if row.pair.state != State.OWN and not row.node_words]
    return Summary(sum(row.pair.is_stale for row in rows), states.count(State.CHECKED), len(states))
