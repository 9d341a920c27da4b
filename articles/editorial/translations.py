"""What a translation follows: which words of its source were checked against it, and what has changed since.

The source of an edition is the one that it was last checked against, or else the story's original. What counts is the
source as the newsroom has it, published or not (`docs/decisions/translations.md`).
"""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from articles.editorial import draft_versions, drafts
from articles.editorial.blocks import blocks_of
from articles.editorial.merge import Content
from articles.editorial.pairing import FIELDS, State, assumed_rows, mark_of, pairs_of
from articles.editorial.placing import in_source_order
from articles.models import Draft, TranslatedBlock
from newsroom import editions
from newsroom.content.clean_html import plain_text

NEVER = datetime.min.replace(tzinfo=UTC)
STORED_OF_ROW = ["part", "source_html", "source_words", "checked_by", "checked_at"]


# Texts and their pairs


def parts_of(content):
    """Return {part: html} of a draft's `Content`: the headline, the lead and the blocks.

    Suggestions are refused in it: what nobody has accepted is not translated yet.
    """
    blocks = draft_versions.for_readers(content).blocks
    return {field: as_block(content.fields[field]) for field in FIELDS} | blocks


def as_block(text):
    lines = text.replace("\r\n", "\n").split("\n")
    return f"<p>{'<br>'.join(map(escape, lines))}</p>"


def live_parts(article, edition, blocks):
    live = article.edition(edition)
    return {field: as_block(getattr(live, field) or "") for field in FIELDS} | blocks


def words_in(article, edition, draft):
    """Return {part: html} of an edition as the newsroom has it. `draft` is None if there is none in the database."""
    if draft is None:
        return live_parts(article, edition, drafts.live_blocks(article, edition))
    return parts_of(draft_versions.content_of(draft))


def has_words(parts):
    return any(map(mark_of, parts.values()))


def source_of(article, edition, rows):
    """Return the edition that another one is translated from; None for the original. `rows` are all of the story."""
    own = [row for row in rows if row.language == edition.code]
    last = max(own, key=lambda row: (row.checked_at or NEVER, row.pk), default=None)
    source = editions.stored(last.source_language if last else article.original_language)
    return None if source == edition else source


def pairs_in(article, edition, source, own, rows):
    """Return the pairs of a translation and its source.

    `own` are the story's drafts as {language: draft}, and `rows` all of its rows. If the translation has none, it is
    paired by place, and is stale only where readers of a published translation have an older source.
    """
    now, text = (words_in(article, one, own.get(one.code)) for one in (source, edition))
    rows = [row for row in rows if (row.language, row.source_language) == (edition.code, source.code)]
    return pairs_of(now, text, rows or assumed_rows(words_when_paired(article, edition, source, own), text))


def words_when_paired(article, edition, source, own):
    """Return the source that a translation without rows is taken to be a translation of."""
    draft = own.get(source.code)
    is_live = all(drafts.has_live(article.edition(one)) for one in (edition, source))
    if draft is None or not draft.is_changed or not is_live:
        return words_in(article, source, draft)
    if draft.live_version == 0:
        return words_in(article, source, None)
    return live_parts(article, source, blocks_of(article.edition(source).body or "", dict(draft.blocks)))


def stale_counts(article):
    """Return {code of an edition: number of its parts that wait for a translator}, without the editions that have none.

    It makes no query if the drafts and the rows of the story are prefetched.
    """
    own = {draft.language: draft for draft in article.drafts.all()}
    rows = [*article.translated_blocks.all()]
    counts = {here.edition.code: stale_count(article, here, own, rows) for here in article.editions()}
    return {code: count for code, count in counts.items() if count}


def stale_parts(article):
    """Return {code of an edition: [(part of the source, its words, or those that it had)]} of what is stale."""
    own = {draft.language: draft for draft in article.drafts.all()}
    rows = [*article.translated_blocks.all()]
    found = {}
    for here in article.editions():
        source = source_of(article, here.edition, rows)
        if source and may_be_stale(article, here, source, own, rows):
            now = words_in(article, source, own.get(source.code))
            pairs = pairs_in(article, here.edition, source, own, rows)
            found[here.edition.code] = [
                (pair.source_part, plain_text(now.get(pair.source_part) or pair.row.source_html))
                for pair in pairs
                if pair.is_stale
            ]
    return found


def stale_count(article, here, own, rows):
    source = source_of(article, here.edition, rows)
    if source is None or not may_be_stale(article, here, source, own, rows):
        return 0
    return sum(pair.is_stale for pair in pairs_in(article, here.edition, source, own, rows))


def may_be_stale(article, here, source, own, rows):
    """Whether pairs have to be compared at all. For most stories of a list they needn't be."""
    if any(row.language == here.edition.code for row in rows):
        return here.edition.code in own or drafts.has_live(here)
    draft = own.get(source.code)
    return draft is not None and draft.is_changed and drafts.has_live(here) and drafts.has_live(article.edition(source))


# Acts


def about(article, edition, source):
    return {"article_id": article.pk, "language": edition.code, "source_language": source.code}


def begin(article, edition, source, own):
    """Store how a translation is paired with its source, unless it is stored already."""
    ours = about(article, edition, source)
    if TranslatedBlock.objects.filter(**ours).exists():
        return
    before = words_when_paired(article, edition, source, own)
    assumed = assumed_rows(before, words_in(article, edition, own.get(edition.code)))
    TranslatedBlock.objects.bulk_create(
        TranslatedBlock(**ours, part=row.part, source_part=row.source_part, source_words=row.source_words,
                        source_html=row.source_html)
        for row in assumed
    )  # fmt: skip


def begin_all(article, edition):
    """Store how translations are paired that readers have, and the one of an edition that is about to be published.

    From then on they are stale where their source changes. Call it before the words of the edition are published.
    """
    others = [here.edition for here in article.editions() if here.is_published or here.edition == edition]
    own = {draft.language: draft for draft in Draft.objects.filter(article=article.pk)}
    rows = [*TranslatedBlock.objects.filter(article=article.pk).defer("source_html")]
    for other in others:
        source = source_of(article, other, rows)
        if source and has_words(words_in(article, source, own.get(source.code))):
            begin(article, other, source, own)


@transaction.atomic
def check(article, edition, source, keys, *, seen, by):
    """Record that parts of the source, as `by` has seen them in its version `seen`, are translated.

    `keys` are names of parts of the source, also of those that it no longer has. Raise UnknownVersionError if `seen` is
    no version of the source's draft.
    """
    row = drafts.lock(article)
    found = drafts.draft_of(row, source)
    own = {source.code: found, edition.code: drafts.draft_of(row, edition)}
    begin(row, edition, source, own)
    ours = about(row, edition, source)
    seen_source, text = (
        parts_of(draft_versions.content_at(found, seen)),
        parts_of(draft_versions.content_of(own[edition.code])),
    )
    pairs = pairs_of(seen_source, text, TranslatedBlock.objects.filter(**ours))
    ticked = [pair for pair in pairs if pair.source_part in keys]
    forget(pair.row for pair in ticked if pair.state in (State.REMOVED, State.LEFT))
    store(ours, [pair for pair in ticked if pair.source_part in seen_source], seen_source, by)


def forget(rows):
    TranslatedBlock.objects.filter(pk__in=[row.pk for row in rows]).delete()


def store(ours, pairs, source, by):
    """Store that the parts of a source in `pairs` were checked as they are in `source`."""
    checked = {"checked_by": by, "checked_at": timezone.now()}
    rows = [TranslatedBlock(**ours, **checked, part=pair.part, source_part=pair.source_part) for pair in pairs]
    for row in rows:
        row.source_html = source[row.source_part]
        row.source_words = mark_of(row.source_html)
    TranslatedBlock.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article", "language", "source_language", "source_part"],
        update_fields=STORED_OF_ROW,
    )


@transaction.atomic
def save_translation(article, edition, source, base, change, new, *, by, held=drafts.NONE_HELD, request=""):
    """Save a change of a translation as `drafts.save_draft` does, and return `Saved`.

    `new` are the blocks that translate a part of the source which had no translation: {part of the source: id}.
    """
    row = drafts.lock(article)
    own = {one.code: drafts.draft_of(row, one) for one in (source, edition)}
    if new:
        begin(row, edition, source, own)
    saved = drafts.save_draft(article, edition, base, change, by=by, held=held, request=request)
    ours = about(row, edition, source)
    known = {one.source_part: one for one in TranslatedBlock.objects.filter(**ours, source_part__in=new)}
    for source_part, part in new.items():
        found = known.get(source_part) or TranslatedBlock(**ours, source_part=source_part)
        found.part = part
        found.save()
    if new:
        place_new(saved, own[source.code], TranslatedBlock.objects.filter(**ours), {*new.values()}, by)
    return saved


def place_new(saved, source, rows, new, by):
    """Let the blocks in `new` follow the order of the source's draft, if colleagues have added others meanwhile."""
    content = draft_versions.content_of(saved.draft)
    pairs = pairs_of(parts_of(draft_versions.content_of(source)), parts_of(content), rows)
    order = in_source_order(content.blocks, new, pairs)
    if order != [*content.blocks]:
        drafts.write(saved.draft, Content(content.fields, {id: content.blocks[id] for id in order}), by)
