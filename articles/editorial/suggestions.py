"""Accept and refuse suggestions: changes of a draft that wait for a decision (`newsroom/content/suggestions.py`).

In the editor, people decide them in the text, and the change is saved like any other. These acts are for all other
ways, and each is logged.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import draft_versions, drafts, story_log
from articles.editorial.merge import Content, changes_between
from articles.editorial.states import CHANGE
from articles.models import Act
from newsroom.content.suggestions import blocks_decided, suggestions_of


def pending(draft):
    """Return the `Suggestion`s of a draft that nobody has accepted or refused, in the order of its text."""
    return suggestions_of(dict(draft.blocks))


def accept(article, edition, id=None, *, by):
    """Carry out one suggestion, or all. Return how many there were.

    Raise PermissionDenied if `by` may not change stories, and ValidationError if there is no such suggestion any more.
    """
    return decide(article, edition, id, by, Act.ACCEPT)


def refuse(article, edition, id=None, *, by):
    """Give the text the words that it has without one suggestion, or without all. Otherwise as `accept`."""
    return decide(article, edition, id, by, Act.REFUSE)


@transaction.atomic
def decide(article, edition, id, by, act):
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    row = drafts.lock(article)
    draft = drafts.draft_of(row, edition)
    ids = [one.id for one in pending(draft) if id in (None, one.id)]
    if not ids:
        raise ValidationError(_("Somebody has decided this suggestion already."), code="nothing_new")
    before = draft_versions.content_of(draft)
    blocks = blocks_decided(before.blocks, ids, is_accepted=act == Act.ACCEPT)
    change = changes_between(before, Content(before.fields, blocks))
    drafts.merge_into(draft, draft.version, change, by)
    story_log.record(row, act, by=by, language=edition.code, suggestions=len(ids))
    return len(ids)
