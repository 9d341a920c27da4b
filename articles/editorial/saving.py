"""A story that has been read keeps every address it ever had."""

from django.db import transaction

from articles.editorial.changed_words import note_changed_words
from articles.models import Article, LegacyAddress


@transaction.atomic
def save_article(article, fields=None):
    """Save a story, or some `fields` of it, so that a colleague's work in the others stays.

    Where the slug of an edition that was public has changed, a legacy address is left behind; where its words have,
    the time is noted.
    """
    before = Article.objects.select_for_update().filter(pk=article.pk).first()
    if before is None:
        article.save(update_fields=fields)
        return
    revised = note_changed_words(before, article, fields)
    article.save(update_fields=None if fields is None else [*fields, *revised])
    for old, new in zip(before.editions(), article.editions(), strict=True):
        if not old.was_public:
            continue
        # A story may return to an address it had: what was left there would lead round in a circle.
        LegacyAddress.objects.filter(path=new.path).delete()
        if old.path != new.path:
            target = {"article": article, "language": new.edition.code}
            LegacyAddress.objects.update_or_create(path=old.path, defaults=target)
