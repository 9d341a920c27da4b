"""Pair the parts of a translation with those of its source: pure functions, without a database.

A part is the headline, the lead or a block of the text. Texts are {part: html} in reading order, and begin with the
headline and the lead, which face each other. A block is paired by the row that says which block of the source somebody
translated with it. Blocks without such a row are paired by their place; photos, embeds and recalled stories by what
they show.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from articles.editorial.alignment import aligned
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in, words_to_translate

FIELDS = ("title", "lead")
OF_NOTHING = "own "
"""Before the id of a part of the translation: the `source_part` of a row which says that the source lacks it."""


class State(StrEnum):
    CHECKED = "checked"
    UNCHECKED = "unchecked"
    """Nobody has checked the pair, but the source has not changed since the two were paired."""
    CHANGED = "changed"
    """The source has other words than those that were checked."""
    NEW = "new"
    """The source has a block that nobody has checked."""
    REMOVED = "removed"
    """The source no longer has the block that was translated."""
    OWN = "own"
    """Only the translation has the block."""
    OFFERED = "offered"
    """The translation lacks a photo, an embed or a recalled story of the source."""
    LEFT = "left"
    """The translation still has a photo, an embed or a recalled story that the source no longer has."""


STALE = {State.CHANGED, State.NEW, State.REMOVED}


@dataclass(frozen=True)
class Row:
    """That a part of a translation is one of the source with these words. The model has the same attributes."""

    part: str
    """The part of the translation; "" if it has none."""
    source_part: str
    source_words: str
    """`mark_of` the source's part at that time."""
    checked_at: Any = None
    """None if nobody has checked it."""
    source_html: str = ""


@dataclass(frozen=True)
class Pair:
    source_part: str
    """The part of the source, also if the source no longer has it; "" if there never was one."""
    part: str
    """The part of the translation; "" if it has none."""
    state: State
    row: Any = None

    @property
    def is_stale(self):
        return self.state in STALE


@lru_cache(maxsize=4_000)
def mark_of(html):
    """Return what tells the words of a text from others, whatever its markup and blanks are; "" if it has none."""
    own = [f"{name}: {text}" for name, text in words_to_translate(html).items()]
    words = " ".join(own or plain_text(html).split())
    return blake2b(words.encode(), digest_size=8).hexdigest() if words else ""


def pairs_of(source, translation, rows):
    """Return a `Pair` for each part of the source and each part of the translation, in reading order.

    Each part is in one pair. The order is that of the source. What only the translation has follows the part that it
    follows there.
    """
    rows = {row.source_part: row for row in rows}
    facing = facing_parts(source, translation, rows)
    facing |= facing_nodes(source, translation, facing)
    gone = {row.part: row for row in rows.values() if row.source_part not in source and row.part in translation}
    gone = {part: row for part, row in gone.items() if part not in facing.values()}
    facing |= facing_by_place(source, translation, facing, gone)
    followers = unpaired_followers(translation, {*facing.values()})
    found = []
    for source_part, html in source.items():
        part, row = facing.get(source_part, ""), rows.get(source_part)
        state = State.OFFERED if node_in(html) and not part else state_of_pair(html, row)
        found.append(Pair(source_part, part, state, row))
        found += [alone(other, translation[other], gone.get(other)) for other in followers.get(part, ()) if part]
    return found


def assumed_rows(source, translation):
    """Return the rows of a translation that nobody has compared with its source, paired by place alone."""
    facing = facing_parts(source, translation, {})
    facing |= facing_nodes(source, translation, facing)
    facing |= facing_by_place(source, translation, facing, {})
    return [Row(facing.get(part, ""), part, mark_of(html), source_html=html) for part, html in source.items()]


def state_of_pair(source_html, row):
    mark = mark_of(source_html)
    if row is None:
        return State.NEW if mark else State.CHECKED
    if row.source_words != mark:
        return State.CHANGED if row.source_words else State.NEW
    return State.CHECKED if row.checked_at or not mark else State.UNCHECKED


def alone(part, html, row):
    """Return the pair of a part of the translation whose source is gone, or that never had one."""
    if row is None or row.source_part.startswith(OF_NOTHING):
        return Pair("", part, State.OWN)
    return Pair(row.source_part, part, State.LEFT if node_in(html) else State.REMOVED, row)


# Which parts face each other


def facing_parts(source, translation, rows):
    """Return {part of the source: part of the translation} by the rows. Each part is there at most once."""
    facing = {field: field for field in FIELDS}
    used = set(FIELDS)
    for source_part, row in rows.items():
        if source_part in source and row.part in translation and row.part not in used and source_part not in facing:
            facing[source_part] = row.part
            used.add(row.part)
    return facing


def facing_nodes(source, translation, facing):
    """Pair each photo, embed or recalled story with the one that shows the same, wherever it stands."""
    places = {}
    for part, html in translation.items():
        if (node := node_in(html)) and part not in facing.values():
            places.setdefault((node.kind, node.value), []).append(part)
    found = {}
    for source_part, html in source.items():
        node = node_in(html)
        if node and source_part not in facing and (parts := places.get((node.kind, node.value))):
            found[source_part] = parts.pop(0)
    return found


def facing_by_place(source, translation, facing, gone):
    """Pair the blocks between two that face each other, if they are of the same kind and about equally long.

    `gone` are parts of the translation that belong to a removed part of the source. A translation may have
    its photos elsewhere, so nodes are not used to find the place of a block.
    """
    source, translation = without_nodes_in(source, {*facing}), without_nodes_in(translation, {*facing.values()})
    followers = unpaired_followers(translation, {*facing.values()})
    found = {}
    for before, parts in unpaired_followers(source, {*facing}).items():
        others = [part for part in followers.get(facing[before], ()) if part not in gone]
        found |= aligned({part: source[part] for part in parts}, {part: translation[part] for part in others})
    return found


def without_nodes_in(text, parts):
    return {part: html for part, html in text.items() if part not in parts or node_in(html) is None}


def unpaired_followers(text, paired):
    """Return {part that is paired: [the parts after it that are not]}."""
    followers, before = {}, None
    for part in text:
        if part in paired:
            before = part
        else:
            followers.setdefault(before, []).append(part)
    return followers
