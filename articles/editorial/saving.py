"""Save stories. Every former URL of a public story keeps working."""

from django.db import transaction

from articles.editorial import photo_uses
from articles.editorial.changed_words import note_changed_words
from articles.models import Article, LegacyAddress
from articles.slugs import SLUGS
from newsroom.content.nodes import photo_keys
from newsroom.database.locks import lock_until_commit
from newsroom.editions.columns import columns


@transaction.atomic
def save_article(article, fields=None, at=None):
    """Save a story, or only `fields` of it, so as not to overwrite what a colleague has saved in the others.

    If the URL of a public edition has changed, the old one becomes a legacy address. If its words have changed, the
    time is recorded: `at`, or now.
    """
    if gets_other_slugs(article):
        lock_until_commit(Article, SLUGS)
    before = Article.objects.select_for_update().filter(pk=article.pk).first()
    if before is None:
        article.save(update_fields=fields)
        note_photos(Article(), article, fields)
        return
    revised = note_changed_words(before, article, fields, at)
    article.save(update_fields=None if fields is None else [*fields, *revised])
    note_photos(before, article, fields)
    for old, new in zip(before.editions(), article.editions(), strict=True):
        if old.was_public and old.path != new.path:
            target = {"article": article, "language": new.edition.code}
            LegacyAddress.objects.update_or_create(path=old.path, defaults=target)


def note_photos(before, article, fields):
    """Note the photos in the texts that were written, where they are others than in `before`."""
    for old, new in zip(before.editions(), article.editions(), strict=True):
        is_written = fields is None or new.column("body") in fields
        if is_written and photo_keys(old.body) != photo_keys(new.body):
            photo_uses.note(article.pk, new.edition.code, new.body, in_draft=False)


def gets_other_slugs(article):
    """Whether slugs differ from those in the database.

    Then the lock comes first. Transactions that already have a lock on a row or share the one on slugs, as the triggers
    do, could wait for each other.
    """
    stored = Article.objects.filter(pk=article.pk).values_list(*columns("slug")).first()
    return stored is not None and stored != tuple(here.slug for here in article.editions())
