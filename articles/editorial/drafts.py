"""Open and save drafts: of an edition's words, and of the fields that all editions share.

A draft is a `Content` (`merge.py`) with a version. People send changes to the version that they saw. Changes to other
parts merge. A part that two people have changed keeps the words that came first, and the others wait in a
`DraftConflict` until somebody decides.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.editorial import (
    conflicts,
    decided_suggestions,
    embargo,
    note_places,
    photo_uses,
    sent_changes,
    shared_fields,
    silence,
)
from articles.editorial.blocks import blocks_of, html_of, is_block
from articles.editorial.clean_change import MOST_BLOCKS, TOO_LONG, cleaned
from articles.editorial.draft_versions import (
    NOTHING,
    WORDS,
    about,
    blocks_for_readers,
    content_of,
    known_content,
    language_of,
    set_content,
    with_change,
)
from articles.editorial.merge import Content, changes_between, merge, onto_unknown
from articles.editorial.packages import holding
from articles.editorial.saving import save_article
from articles.editorial.signed_suggestions import signed
from articles.models import Article, Draft, DraftChange, DraftConflict, Revision, SharedDraft, Status
from articles.story_text import paragraphs
from newsroom.content.html_limits import MOST_CHARACTERS
from newsroom.content.natural_keys import new_key
from newsroom.content.nodes import node_in, photo_keys

NONE_HELD = MappingProxyType({})
LIST_DELAY = timedelta(minutes=1)


@dataclass
class Saved:
    draft: Draft | SharedDraft
    base: int
    """The version that the sender had."""
    version: int
    """The version of `content`. If a request was sent again, it may be older than the draft."""
    content: Content
    news: dict
    """The change that turns what the sender has into `content`, without what they have in parts in conflict."""
    conflicts: list[DraftConflict]
    waiting: dict[int, str]
    """{id of the conflict: part} of the words of the sender that wait for a decision, from now and from earlier."""


# Opening


def draft_of(article, edition):
    """Return the draft of an edition. If nobody has changed it yet, it has the live words and is not in the database.

    If the live words were replaced without the desk, as by `loaddata`, a draft without changes takes them over.
    """
    draft = stored_draft(article, edition)
    if draft is None:
        return new_draft(article, edition)
    return taken_over(article, edition) if is_replaced(draft, article.edition(edition)) else draft


def stored_draft(article, edition):
    drafts = Draft.objects.filter(article=article.pk, language=edition.code).annotate(has_notes=note_places.has_notes())
    return drafts.select_related("changed_by").first()


def is_replaced(draft, live):
    """Whether the live words are others than those that were published from the draft."""
    return not draft.is_changed and has_live(live) and words_of(draft) != live_words(live)


@transaction.atomic
def taken_over(article, edition):
    """Give a draft without changes the live words. `article` may be older than the last publication, so read again."""
    live = lock(article).edition(edition)
    draft = stored_draft(article, edition)
    if is_replaced(draft, live):
        set_live_content(draft, live, by=None)
    return draft


def new_draft(article, edition):
    live = article.edition(edition)
    return Draft(
        article=article,
        language=edition.code,
        blocks=list(map(list, live_blocks(article, edition).items())),
        live_version=0 if has_live(live) else None,
        revision=last_revision(article, edition),
        publish_at=None if has_live(live) else live.published_at,
        **fields_of_live(live),
    )


def shared_draft_of(article):
    """Return the draft of the fields that all editions share. Without one in the database, it has the live values."""
    draft = SharedDraft.objects.filter(article=article.pk).select_related("changed_by").first()
    if draft is None:
        return SharedDraft(article=article, values=shared_fields.values_of(article), live_version=0)
    if not draft.is_changed:
        draft.values = shared_fields.values_of(article)
    return draft


def live_blocks(article, edition):
    """Return {id: html} of the text that readers have, as it is before anybody has changed its draft."""
    body = article.edition(edition).body or ""
    pieces = paragraphs(body)
    if not all(map(is_block, pieces)):  # words outside of paragraphs, as in a proposed text
        pieces = blocks_of(body).values()
    # Nodes are counted apart, so that a paragraph keeps its id if a photo is placed before it.
    counts = {True: count(), False: count()}
    numbered = [(next(counts[node_in(html) is not None]), html) for html in pieces]
    return {block_id(article, edition, number, html): html for number, html in numbered}


def block_id(article, edition, number, html):
    """Return the id of a block whose draft nobody has saved: the same one each time that the story is opened."""
    text = f"{article.pk} {edition.code} {number} {html}"
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def has_live(live):
    """Whether readers have, or had, the words in the columns of an edition."""
    return live.status != Status.UNPUBLISHED


def fields_of_live(live):
    return {name: getattr(live, name) or "" for name in WORDS}


def live_words(live):
    return (*fields_of_live(live).values(), live.body or "")


def words_of(draft):
    """Return its fields and its text as HTML, as they would be published."""
    return (*(getattr(draft, name) for name in WORDS), html_of(blocks_for_readers(draft)))


def last_revision(article, edition):
    of_edition = Revision.objects.filter(article=article.pk, language=edition.code)
    return of_edition.aggregate(last=Max("number"))["last"] or 0


# Saving


@transaction.atomic
def save_draft(article, edition, base, change, *, by, held=NONE_HELD, request="", known=()):
    """Merge a change to version `base` into an edition's draft, and return `Saved`.

    `change` is one as in `merge.py`. `held` is {part: id of its conflict} for those that the sender has not decided
    yet: what they write there goes to that waiting version. `request` is the same only if the same change is sent
    again: then it is answered as before. If the version `base` can't be restored, each part that would lose other words
    is a conflict. `known` are texts whose suggestions are of those whom they name, though the draft may not have them.
    Raise ValidationError if the change is beyond the limits, and Article.DoesNotExist if the story was deleted.
    """
    draft = draft_of(lock(article), edition)
    before = content_of(draft)
    saved = merge_into(draft, base, signed(cleaned(change), draft, by, known), by, held, request)
    decided_suggestions.log(draft, before, content_of(draft), by)
    return saved


@transaction.atomic
def save_shared(article, base, values, *, by, held=NONE_HELD, request=""):
    """Merge the values of the shared fields, changed since version `base`, into their draft, and return `Saved`.

    `held` is as in `save_draft`.
    Rows that were deleted stay in a draft until it is published: forms can't show them, so nobody has removed them.
    As long as no edition is public, they are applied to the story at once. ValidationError if an edition is public, or
    will be, before an embargo would end.
    What is scheduled into a day of silence that concerns the story by then waits for its end, also in packages.
    ValidationError also if the story loses a mark and `by` may not take it off.
    """
    silence.keep_days()
    packages = holding.lock_planned_with(article, values)
    article = lock(article)
    draft = shared_draft_of(article)
    matters = silence.matters_of(article, draft.values)
    before = known_content(draft, base)
    gone = shared_fields.deleted_in((before or content_of(draft)).fields) if draft.is_changed else {}
    change = changes_between(before or NOTHING, Content(gone | values, {}))
    embargo.check_change(article, draft, change["fields"], by)
    version = draft.version
    saved = merge_into(draft, base, change, by, held, request)
    if draft.version > version:
        embargo.log_change(article, draft, change["fields"], by)
    silence.hold_marked(article, draft, by=by)
    if draft.is_changed and not any(here.is_published for here in article.editions()):
        apply_shared(article, draft)
    holding.hold_all(packages, by=by)
    silence.note_unmarked(article, matters, draft.values, by=by)
    return saved


def lock(article):
    """Let nobody else change the story or its drafts until the end of the transaction. Return its row."""
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def merge_into(draft, base, change, by, held=NONE_HELD, request=""):
    own = without(change, held)
    before = known_content(draft, base)
    mine = onto_unknown(own, content_of(draft)) if before is None else with_change(before, own)
    answer = answered_before(draft, request, by)
    if answer is None:
        found = note_conflicts(draft, before or NOTHING, mine, change, by, held)
        answer = draft.version, content_of(draft), found
        sent_changes.remember(about(draft), request, draft.version, found, by=by)
    version, content, found = answer
    # Somebody with an unknown version gets everything.
    news = changes_between(NOTHING if before is None else mine, content)
    news = without(news, [conflict.part for conflict in found if conflict.mine is not None])
    return Saved(draft, base, version, content, news, found, conflicts.waiting_for(about(draft), by))


def answered_before(draft, request, by):
    """Return (version, content, conflicts) of the answer to a request that was sent before; None if there is none."""
    sent = sent_changes.find(about(draft), request, by=by)
    content = sent and known_content(draft, sent.version)
    return None if content is None else (sent.version, content, sent_changes.conflicts_of(sent))


def note_conflicts(draft, before, mine, change, by, held):
    """Merge `mine` into the draft, and return the conflicts that wait now."""
    now, other = content_of(draft), draft.changed_by
    opened = conflicts.go_on_writing(about(draft), change, held, now, by=by, other=other)
    merged = merge(before, mine, now)
    refuse_too_long(merged.content)
    if merged.content != now:
        write(draft, merged.content, by)
    return opened + [conflicts.note(about(draft), conflict, by=by, other=other) for conflict in merged.conflicts]


def refuse_too_long(content):
    """Raise ValidationError if a text could not be published any more, because the field would refuse it."""
    if len(html_of(content.blocks)) > MOST_CHARACTERS or len(content.blocks) > MOST_BLOCKS:
        raise ValidationError(TOO_LONG)


def without(change, parts):
    """Return the change without what it does to the words of some parts."""
    return change | {
        kind: {name: value for name, value in change[kind].items() if name not in parts}
        for kind in ("fields", "blocks")
        if kind in change
    }


def write(draft, content, by, is_discarding=False):
    """Write a new version of a draft, with what undoes it."""
    before = content_of(draft)
    undo = changes_between(content, before)
    set_content(draft, content)
    draft.version += 1
    draft.changed_by, draft.changed_at = by, timezone.now()
    save_row(draft, before)
    if isinstance(draft, Draft) and getattr(draft, "has_notes", True):
        note_places.follow(draft.article_id, draft.language, before, content)
    DraftChange.objects.create(
        article_id=draft.article_id,
        language=language_of(draft),
        version=draft.version,
        undo=undo,
        by=by,
        at=draft.changed_at,
        is_discarding=is_discarding,
    )
    raise_in_list(draft.article_id)


def save_row(draft, before=None):
    """Save a draft, and note the photos of its text if they have changed. All code that saves a draft calls this.

    `before` is the content that the draft had, if that has changed.
    """
    is_new = draft.pk is None
    draft.save()
    if isinstance(draft, SharedDraft):
        return
    html = html_of(dict(draft.blocks))
    keys = photo_keys(html)
    noted = [] if is_new else photo_keys(html_of(before.blocks)) if before else keys
    if keys != noted:
        photo_uses.note(draft.article_id, draft.language, html, in_draft=True)


def raise_in_list(pk):
    """Let a story rise in the desk's list, whose order is `updated_at`. Readers see that time nowhere.

    Within a minute the row is not written again: it has many indexes, and somebody who types saves every second.
    """
    now = timezone.now()
    Article.objects.filter(pk=pk, updated_at__lt=now - LIST_DELAY).update(updated_at=now)


@transaction.atomic
def plan(article, edition, moment):
    """Keep the time that was chosen for a publication until somebody orders it. None: none was chosen."""
    draft = draft_of(lock(article), edition)
    draft.publish_at = moment
    save_row(draft)
    raise_in_list(draft.article_id)


def set_live_content(draft, live, by, is_discarding=False):
    content = Content(fields_of_live(live), blocks_of(live.body or "", dict(draft.blocks)))
    if content != content_of(draft):
        write(draft, content, by, is_discarding)
    mark_live(draft)


def set_slug(draft, slug, by):
    """Give a draft the slug that publication made. It gets a version of its own, so an older form can't undo it."""
    if slug != draft.slug:
        content = content_of(draft)
        write(draft, Content(content.fields | {"slug": slug}, content.blocks), by)


def mark_live(draft, **fields):
    """Record that readers have what the draft has now, or had in another `live_version`."""
    draft.live_version = draft.version
    for name, value in fields.items():
        setattr(draft, name, value)
    save_row(draft)


def apply_shared(article, draft):
    """Write the values of the shared fields into the story.

    Raise ValidationError if a published edition would be incomplete then.
    """
    columns = shared_fields.write(article, draft.values)
    if any(here.is_published for here in article.editions()):
        article.full_clean()  # before the row is saved, because the database would refuse it without a message
    save_article(article, [*columns, "updated_at"])
    draft.values = shared_fields.values_of(article)
    mark_live(draft)


def new_story(key, edition):
    """Return the story with this key, which the page made, so that a request that is sent again makes no second one."""
    key = key if re.fullmatch(r"[a-z0-9]{10}", key) else new_key()
    return Article.objects.get_or_create(key=key, defaults={"original_language": edition.code})[0]
