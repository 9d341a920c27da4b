"""Merge what two people did to the same draft: pure functions on contents, without a database.

A change is a dict of JSON, as the browser sends it and as it is stored in order to be undone:
{"fields": {name: value}, "blocks": {id: html}, "order": [id, …]}. All keys are optional. "fields" and "blocks" have
only what changed. "order" has all ids, and is there only if blocks were added, removed or moved.
"""

from dataclasses import dataclass
from typing import Any

from articles.editorial.ascending import longest_ascending

MISSING = object()


class BadChange(ValueError):
    """A change that doesn't fit the content that it is based on. Its message is for developers."""


@dataclass(frozen=True)
class Content:
    """The words of a draft. Two contents are equal only if their blocks have the same order, too."""

    fields: dict[str, Any]
    """{name: value of JSON}. A list of texts or numbers is a list of ids, each at most once."""
    blocks: dict[str, str]
    """{id: html}, in the order of the text."""

    def __eq__(self, other):
        if not isinstance(other, Content):
            return NotImplemented
        return self.fields == other.fields and [*self.blocks.items()] == [*other.blocks.items()]

    def part(self, name):
        """Return the value of a field, or the HTML of a block; None if there is neither."""
        return self.fields.get(name, self.blocks.get(name))


@dataclass(frozen=True)
class Conflict:
    """A field or a block that both sides changed differently. None for a side on which it doesn't exist."""

    part: str
    """The name of the field, or the id of the block."""
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    content: Content
    """It has the text of `theirs` in each conflict, or of `mine` if they deleted the block."""
    conflicts: list[Conflict]


def merge(base, mine, theirs):
    """Return what both sides made of the content `base`, as `Merged`.

    Only a part that both changed differently is a conflict, or a block that one side changed and the other deleted.
    Lists of ids and the order of blocks always merge. If both sides moved the same id, `theirs` wins.
    """
    fields, in_fields = _merged_parts(base.fields, mine.fields, theirs.fields)
    blocks, in_blocks = _merged_parts(base.blocks, mine.blocks, theirs.blocks)
    order = _merged_order([*base.blocks], [*mine.blocks], [*theirs.blocks], set(blocks))
    return Merged(Content(fields, {id: blocks[id] for id in order}), in_fields + in_blocks)


def _merged_parts(base, mine, theirs):
    """Return ({name: value}, conflicts) of fields, or of blocks by their ids."""
    parts, conflicts = {}, []
    for name in theirs | mine:
        versions = [side.get(name, MISSING) for side in (base, mine, theirs)]
        part, is_conflict = _merged_part(*versions)
        if part is not MISSING:
            parts[name] = part
        if is_conflict:
            conflicts.append(Conflict(name, base.get(name), mine.get(name), theirs.get(name)))
    return parts, conflicts


def _merged_part(base, mine, theirs):
    """Return (value or MISSING, whether it is a conflict)."""
    if mine in (base, theirs):
        return theirs, False
    if theirs == base:
        return mine, False
    if _is_list_of_ids(mine) and _is_list_of_ids(theirs):
        return _merged_list(base if _is_list_of_ids(base) else [], mine, theirs), False
    return (mine if theirs is MISSING else theirs), True


def _is_list_of_ids(value):
    return isinstance(value, list) and all(isinstance(item, str | int) for item in value)


# Order


def _merged_list(base, mine, theirs):
    """Return the ids that both sides left or one side added. What either removed is gone."""
    removed = (set(base) - set(mine)) | (set(base) - set(theirs))
    return _merged_order(*(list(dict.fromkeys(ids)) for ids in (base, mine, theirs)), {*mine, *theirs} - removed)


def _merged_order(base, mine, theirs, kept):
    """Return the ids `kept`, each once, in the order of `theirs`, with what `mine` moved and inserted.

    An inserted id stays behind the id that it was inserted after, wherever the other side moved that. If both sides
    inserted at the same place, those of `mine` come first. Each id is at most once in each list.
    """
    moved = (_moved(base, mine) - _moved(base, theirs)) & kept
    common = set(base) & set(mine) & set(theirs) & kept
    unmoved = common - moved
    order = _with([id for id in theirs if id in unmoved], moved & common, mine)
    order = _with(order, (set(theirs) & kept) - common, theirs)
    return _with(order, kept - set(order), mine)


def _moved(old, new):
    """Return the fewest ids of both lists that had to change their place to make one order into the other."""
    places = {id: place for place, id in enumerate(new)}
    common = [id for id in old if id in places]
    return set(common) - {common[index] for index in longest_ascending([places[id] for id in common])}


def _with(order, added, source):
    """Return `order` with the ids `added`, each after the id before it in `source` (at the start if there is none)."""
    present, before, following = set(order), None, {}
    for id in source:
        if id in added:
            following.setdefault(before, []).append(id)
        elif id in present:
            before = id
    return [id for earlier in (None, *order) for id in (earlier, *following.get(earlier, ())) if id is not None]


# Changes


def apply_change(base, change):
    """Return `base` with a change.

    Blocks of `base` that "order" leaves out are deleted. New blocks that it leaves out go to the end, as all new
    blocks do if there is no "order". BadChange if "order" has an id twice, or one without a text, or if the change has
    another shape than it should. Names of fields, their values, ids and HTML are not checked.
    """
    fields, blocks, order = _parts_of(change)
    if unknown := [id for id in order or [] if id not in blocks and id not in base.blocks]:
        raise BadChange(f"The order of the blocks has ids without a text: {unknown}")
    if len(set(order or [])) < len(order or []):
        raise BadChange("The order of the blocks has an id twice.")
    order = dict.fromkeys(base.blocks if order is None else order)
    order |= dict.fromkeys(id for id in blocks if id not in base.blocks)
    blocks = base.blocks | blocks
    return Content(base.fields | fields, {id: blocks[id] for id in order})


def onto_unknown(change, now):
    """Return what somebody has who changed a version that is not known any more: `now` with their change.

    Merged with an empty base, each part that they changed and that has other words in `now` is a conflict. What they
    may have removed stays.
    """
    fields, blocks, order = _parts_of(change)
    known = now.blocks | blocks
    ids = dict.fromkeys([*(now.blocks if order is None else order), *blocks])
    return Content(fields, {id: known[id] for id in ids if id in known})


def _parts_of(change):
    if not isinstance(change, dict):
        raise BadChange("A change is an object.")
    fields, blocks, order = change.get("fields", {}), change.get("blocks", {}), change.get("order")
    if not isinstance(fields, dict) or not isinstance(blocks, dict) or not isinstance(order, list | None):
        raise BadChange("Fields and blocks are objects, and the order is a list.")
    if not all(isinstance(text, str) for text in [*blocks, *blocks.values(), *(order or [])]):
        raise BadChange("Ids and blocks are texts.")
    return fields, blocks, order


def changes_between(old, new):
    """Return the change that makes `old` into `new`: apply_change(old, change) == new.

    `changes_between(new, old)` undoes it. The value of a field that `new` doesn't have is None.
    """
    fields = {name: new.fields.get(name) for name in old.fields | new.fields}
    change = {
        "fields": {name: value for name, value in fields.items() if old.fields.get(name, MISSING) != value},
        "blocks": {id: html for id, html in new.blocks.items() if old.blocks.get(id) != html},
    }
    return change if [*old.blocks] == [*new.blocks] else change | {"order": [*new.blocks]}
