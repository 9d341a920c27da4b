"""Write all that is in a package, or nothing. `try_out` does so and takes it back, to tell what is in the way."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import drafts
from articles.editorial.packages import breaking_items, correction_items, edition_items, slot_items
from articles.editorial.packages.refused import Refused
from articles.models import Article, ItemKind
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit

KINDS = {
    ItemKind.EDITION: edition_items,
    ItemKind.BREAKING: breaking_items,
    ItemKind.SLOT: slot_items,
    ItemKind.CORRECTION: correction_items,
}
"""The modules of the kinds, in the order in which items go out: what is placed must be public. Undoing goes back."""


def items_of(package):
    """Return its items in the order in which they go out."""
    order = [*KINDS]
    return sorted(
        package.items.select_related("article", "package"), key=lambda item: (order.index(item.kind), item.pk)
    )


def lock_stories(items):
    """Let nobody else change the stories until the end of the transaction. The order is that of `publish`."""
    lock_until_commit(Article, SLUGS)
    stories = Article.objects.filter(pk__in={item.article_id for item in items if item.article_id})
    list(stories.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def put_out(package, at, by):
    """Give readers everything at the time `at`. Raise Refused with the reasons of all items if one of them can't go."""
    items = items_of(package)
    lock_stories(items)
    faults = faults_in_general(items, by) or faults_in_writing(items, at, by) or faults_of_checks(items, at)
    if faults:
        raise Refused(faults)
    for item in items:
        item.save(update_fields=["before", "after"])


def faults_in_general(items, by):
    if not items:
        return {None: [_("There is nothing in this package.")]}
    if by is None:
        return {None: [_("Whoever ordered it has no account any more.")]}
    return {item.pk: [_("The story was deleted.")] for item in items if item.article is None}


def faults_in_writing(items, at, by):
    """Write the items, and return {id: messages} of those that can't be written.

    What else is about a story whose edition can't be published is left out: the reason would be the same.
    """
    faults, stories = {}, set()
    for item in items:
        if item.article_id in stories:
            continue
        if messages := messages_in(write, item, at, by):
            faults[item.pk] = messages
            stories |= {item.article_id} if item.kind == ItemKind.EDITION else set()
    return faults


def write(item, at, by):
    item.article = drafts.lock(item.article)  # as the items before it have left it
    KINDS[item.kind].put_out(item, at, by)


def faults_of_checks(items, at):
    """Ask the checks when all editions are written: they find links to stories that are not public."""
    written = [item for item in items if item.kind == ItemKind.EDITION]
    found = {item.pk: messages_in(edition_items.refuse_findings, item, at) for item in written}
    return {pk: messages for pk, messages in found.items() if messages}


def messages_in(act, *arguments):
    try:
        with transaction.atomic():
            act(*arguments)
    except ValidationError as error:
        return error.messages
    except PermissionDenied:
        return [_("Whoever ordered it may not do this.")]
    return []


def try_out(package, at, by):
    """Return {id of an item, or None: messages} of what is in the way. Nothing is changed."""
    try:
        with transaction.atomic():
            put_out(package, at, by)
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal.faults
    return {}


def refuse_undecided(package):
    """Raise Refused if readers would get other words, and nobody has decided what they are told about it."""
    message = _("Readers had other words. Say what kind of change it is, or decide not to tell them.")
    if faults := {item.pk: [message] for item in items_of(package) if edition_items.is_undecided(item)}:
        raise Refused(faults)


def by_kind(items):
    found = defaultdict(list)
    for item in items:
        found[item.kind].append(item)
    return found
