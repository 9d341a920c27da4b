"""Save stories. Every former URL of a public story keeps working."""

from django.db import transaction

from articles.editorial.changed_words import note_changed_words
from articles.models import Article, LegacyAddress
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit


@transaction.atomic
def save_article(article, fields=None):
    """Save a story, or only `fields` of it, so as not to overwrite what a colleague has saved in the others.

    If the URL of a public edition has changed, the old one becomes a legacy address. If its words have changed, the
    time is recorded.
    """
    before = Article.objects.select_for_update().filter(pk=article.pk).first()
    if before is None:
        article.save(update_fields=fields)
        return
    if any(old.slug != new.slug for old, new in zip(before.editions(), article.editions(), strict=True)):
        # Before the triggers take it: they share it first, and two transactions can't both stop sharing.
        lock_until_commit(Article, SLUGS)
    revised = note_changed_words(before, article, fields)
    article.save(update_fields=None if fields is None else [*fields, *revised])
    for old, new in zip(before.editions(), article.editions(), strict=True):
        if old.was_public and old.path != new.path:
            target = {"article": article, "language": new.edition.code}
            LegacyAddress.objects.update_or_create(path=old.path, defaults=target)
