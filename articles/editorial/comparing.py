"""Compare two contents of an edition word by word, block by block: pure functions, without a database."""

from dataclasses import dataclass
from itertools import count

from articles.editorial.ascending import longest_ascending
from articles.editorial.differences import word_differences
from articles.editorial.draft_versions import WORDS
from newsroom.content.nodes import node_in

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
LOOKS = "looks"
"""The words are the same; links, formatting or a node are not."""


@dataclass
class Compared:
    """A field or a block in both contents."""

    name: str
    """The name of the field; "" for a block."""
    before: str | None
    after: str | None
    """HTML, or None if it is not there."""
    is_moved: bool = False
    number: int = 0
    """The number of the paragraph, in the content that has it; 0 of a node and of a field."""

    @property
    def node(self):
        """Return the node that stands there, or None."""
        return node_in(self.after or self.before or "")

    def differences(self, in_words=None):
        """Return (kind, [("same" | "deleted" | "inserted", words)]). `in_words` is {HTML of a node: HTML of words}."""
        before, after = ((in_words or {}).get(html, html) or "" for html in (self.before, self.after))
        found = word_differences(before, after)
        if self.before is None or self.after is None:
            return (ADDED if self.before is None else REMOVED), found
        if any(kind != "same" for kind, _words in found):
            return CHANGED, found
        return (SAME if self.before == self.after else LOOKS), found


def compare(before, after):
    """Return the fields of two contents, as `draft_versions` has them, and then their blocks in reading order."""
    fields = [Compared(name, before.fields.get(name, ""), after.fields.get(name, "")) for name in WORDS]
    return fields + compared_blocks(before.blocks, after.blocks)


def compared_blocks(before, after):
    """A removed block stands where it stood, before the first of its followers that has not moved."""
    partners = partners_of(before, after)
    places, numbers, earlier = {id: place for place, id in enumerate(before)}, numbered(after), numbered(before)
    kept = [partners[id] for id in after if id in partners]
    unmoved = {kept[index] for index in longest_ascending([places[id] for id in kept])}
    removed = iter([*(id for id in before if id not in set(kept)), None])
    waiting, found = next(removed), []
    for id, html in after.items():
        own = partners.get(id)
        while own in unmoved and waiting is not None and places[waiting] < places[own]:
            found.append(Compared("", before[waiting], None, number=earlier[waiting]))
            waiting = next(removed)
        is_moved = own is not None and own not in unmoved
        found.append(Compared("", before.get(own), html, is_moved, numbers[id]))
    rest = [waiting, *removed] if waiting is not None else []
    return found + [Compared("", before[id], None, number=earlier[id]) for id in rest if id is not None]


def numbered(blocks):
    """Return {id: number of the paragraph}; 0 for nodes."""
    numbers = count(1)
    return {id: 0 if node_in(html) else next(numbers) for id, html in blocks.items()}


def partners_of(before, after):
    """Return {id in `after`: id in `before`} of the same blocks. One with another id is the same if its text is."""
    partners = {id: id for id in after if id in before}
    unused = {}
    for id, html in before.items():
        if id not in after:
            unused.setdefault(html, []).append(id)
    for id, html in after.items():
        if id not in before and unused.get(html):
            partners[id] = unused[html].pop(0)
    return partners


def counted(kinds_and_words):
    """Return (number of insertions, number of deletions)."""
    kinds = [kind for _kind, words in kinds_and_words for kind, _text in words]
    return kinds.count("inserted"), kinds.count("deleted")
