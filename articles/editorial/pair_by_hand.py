"""Correct which block of the source a block of a translation belongs to, where the two were paired wrongly."""

from django.db import transaction

from articles.editorial import draft_versions, drafts, translations
from articles.editorial.pairing import OF_NOTHING
from articles.models import TranslatedBlock


@transaction.atomic
def pair(article, edition, source, part, source_part):
    """Record that the block `part` of a translation belongs to the block `source_part`; to none if that is "".

    Nobody has checked the pair yet, and it is stale if that block of the source is. Blocks that the two belonged to
    before are paired by their place.
    """
    row = drafts.lock(article)
    own = {one.code: drafts.draft_of(row, one) for one in (source, edition)}
    translations.begin(row, edition, source, own)
    ours = translations.about(row, edition, source)
    release(part, TranslatedBlock.objects.filter(**ours), draft_versions.content_of(own[source.code]).blocks)
    key = source_part or f"{OF_NOTHING}{part}"
    unchecked = {"part": part, "checked_by": None, "checked_at": None}
    TranslatedBlock.objects.update_or_create(**ours, source_part=key, defaults=unchecked)


def release(part, rows, blocks):
    """Forget which block of the source `part` belonged to. `blocks` are those that the source has."""
    before = rows.filter(part=part)
    before.exclude(source_part__in=blocks).delete()
    before.update(part="", checked_by=None, checked_at=None)
