"""Whose a suggestion is. Its mark has the key of a person, which a browser sends, so the server looks at it."""

import json

from articles.editorial.draft_versions import about
from articles.models import DraftChange
from newsroom.content.suggestions import MARK, marks_in, with_author

MOST_CHANGES = 200
"""The most earlier changes in which a suggestion is looked for that somebody brings back."""


def signed(change, draft, by):
    """Return a change in which each new suggestion is of the person who sends it.

    One that is in the draft, or was, keeps its author: others edit the words around it, or undo its refusal.
    """
    blocks, known = change["blocks"], set()
    foreign = {mark for html in blocks.values() for mark in marks_in(html) if int(MARK.fullmatch(mark)["by"]) != by.pk}
    if foreign:
        known = {mark for _id, html in draft.blocks for mark in marks_in(html)}
    if foreign - known:
        known |= marks_before(draft)
    unknown = foreign - known
    if not unknown:
        return change
    return change | {"blocks": {id: with_author(html, unknown, by.pk) for id, html in blocks.items()}}


def marks_before(draft):
    changes = DraftChange.objects.filter(**about(draft)).order_by("-version")
    undos = changes.values_list("undo", flat=True)[:MOST_CHANGES]
    return {found[0] for undo in undos for found in MARK.finditer(json.dumps(undo.get("blocks", {})))}
