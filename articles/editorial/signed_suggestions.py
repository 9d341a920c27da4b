"""Whose a suggestion is, and when it was made. Its mark says both, and a browser sends it, so the server writes it."""

import hashlib
from functools import cached_property

from django.utils import timezone

from articles.editorial.clean_change import MOST_BLOCKS
from articles.editorial.draft_versions import about
from articles.models import DraftChange
from newsroom.content.suggestion_pieces import pieces_in
from newsroom.content.suggestions import MARK, MARKED, with_marks

MOST_CHANGES = 500
"""The most earlier changes in which a suggestion is looked for that somebody brings back."""
MOST_PIECES = 20
"""The most earlier versions of a suggestion that are compared."""


def signed(change, draft, by, known=()):
    """Return a change in which each suggestion has the mark of its author.

    A new one is of the person who sends it, from now. One that the draft has, or had, keeps its mark: others edit the
    text around it, or undo its refusal. If they change what it does, it becomes another suggestion, which is theirs.
    `known` are texts of the server's own, as of a conflict: their marks are right, too.
    """
    sent = {block: pieces_in(html) for block, html in change["blocks"].items()}
    if not any(sent.values()):
        return change
    authors = Authors(draft, by, known, {id for pieces in sent.values() for id in pieces})
    marks = {block: {id: authors.mark_for(id, piece) for id, piece in pieces.items()} for block, pieces in sent.items()}
    return change | {"blocks": {block: with_marks(html, marks[block]) for block, html in change["blocks"].items()}}


class Authors:
    """The suggestions that a draft has, or had, for the person who sends some with these ids."""

    def __init__(self, draft, by, known, ids):
        self.draft, self.by, self.now = draft, by, int(timezone.now().timestamp())
        self.ids = ids | {other_id(id, by) for id in ids}
        texts = [*dict(draft.blocks).values(), *filter(None, known)]
        self.present = pieces_of(texts, self.ids, most=MOST_BLOCKS)

    @cached_property
    def earlier(self):
        """{id: pieces}, the newest first."""
        last = {"version__gt": self.draft.version - MOST_CHANGES}
        changes = DraftChange.objects.filter(**about(self.draft), **last).order_by("-version")
        undos = changes.values_list("undo", flat=True)
        return pieces_of((html for undo in undos for html in undo.get("blocks", {}).values() if html), self.ids)

    def mark_for(self, id, piece):
        """Return the mark of a suggestion that was sent with an id."""
        found = self.present.get(id, [])
        mark = self.right_mark(found, piece) or self.right_mark(found := found + self.earlier.get(id, []), piece)
        if found and not mark:
            return self.mark_for(other_id(id, self.by), piece)
        return mark or f"{id}-{self.by.pk}-{self.now}"

    def right_mark(self, known, piece):
        """Return the mark of a known suggestion that is their own, or that does the same; None if none is."""
        return next((one.mark for one in known if is_of(one, self.by) or one.is_same(piece)), None)


def is_of(piece, person):
    return int(MARK.fullmatch(piece.mark)["by"]) == person.pk


def other_id(id, by):
    """Return the id of what a person makes of a suggestion: the same each time, as the browser keeps the old one."""
    return hashlib.blake2b(f"{id} {by.pk}".encode(), digest_size=4).hexdigest()


def pieces_of(texts, ids, most=MOST_PIECES):
    """Return {id: pieces} of some suggestions in texts, in their order, `most` of each."""
    found = {}
    for html in texts:
        wanted = {id for id in ids_seen(html) & ids if len(found.get(id, ())) < most}
        pieces = pieces_in(html) if wanted else {}
        for id in wanted & pieces.keys():
            found.setdefault(id, []).append(pieces[id])
    return found


def ids_seen(html):
    """Return the ids of suggestions in a text, and perhaps of words that look like one."""
    return {mark["id"] for mark in MARKED.finditer(html)}
