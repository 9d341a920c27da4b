"""Undo a package in one act: everything is as it was before, or nothing is changed."""

from hashlib import sha256
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import story_log
from articles.editorial.packages import earlier_words
from articles.editorial.packages.acts import check_move, lock, log, set_state
from articles.editorial.packages.going_out import KINDS, by_kind, items_of, lock_stories, messages_in
from articles.editorial.packages.refused import Refused
from articles.models import Act, ItemKind, PackageState

NOTHING_SEEN = MappingProxyType({})
BACK = KINDS | {ItemKind.EDITION: earlier_words}
"""{kind: the module that finds what others have changed since, and takes the rest back}"""


def changed_since(package):
    """Return the items of a package that others have changed since it went out.

    Each has a `mark`, a text that is another one after each change of what is there.
    """
    own = by_kind(items_that_did_something(package))
    found = [item for kind, module in BACK.items() for item in module.changed(own[kind])]
    for item in found:
        item.mark = sha256(repr(BACK[item.kind].there_now(item)).encode()).hexdigest()[:16]
    return sorted(found, key=lambda item: item.pk)


def items_that_did_something(package):
    """Return the items but for those for which nothing was left to do when the package went out."""
    return [item for item in items_of(package) if item.after]


@transaction.atomic
def undo(package, *, by, reason="", seen=NOTHING_SEEN, overwrite=()):
    """Let readers have again what they had before the package.

    Editions that it published first are withdrawn, and others get their earlier words as a new publication, which may
    not be against the law now. Places, breaking news, drafts and plans are as before. Its corrections are removed.

    What others have changed since stays, but for the items whose ids are in `overwrite`. `seen` is {id: mark} of those
    that `by` knows of. Raise PermissionDenied if `by` may not undo it, and ValidationError without a reason, if others
    have changed something that is not in `seen`, or if something can't be as before.
    """
    row = lock(package)
    reason = story_log.reason_for(check_move(row, PackageState.UNDONE, by), reason)
    lock_stories(items_of(row))
    items, changed = items_that_did_something(row), {item.pk: item.mark for item in changed_since(row)}
    if changed.items() - seen.items():
        message = _("Others have changed something of this package since. Choose what is to be overwritten.")
        raise ValidationError(message, code="changed")
    take_all_back(items, {*changed} - {*overwrite}, by, reason)
    set_state(row, PackageState.UNDONE, reason=reason, changed_by=by)
    log(row, Act.UNDO_PACKAGE, by, reason=reason)
    package.refresh_from_db()


def take_all_back(items, kept, by, reason):
    """Take the items back but for those whose ids are in `kept`. Raise Refused with all reasons why that can't be."""
    faults = {}
    for item in reversed(items):
        if item.article is None:
            continue
        if item.pk not in kept:
            faults[item.pk] = messages_in(BACK[item.kind].take_back, item, by, reason)
        elif item.kind == ItemKind.EDITION:
            faults[item.pk] = messages_in(earlier_words.stay_withdrawn, item, by)
    if faults := {pk: messages for pk, messages in faults.items() if messages}:
        raise Refused(faults)
