"""Store a document as the draft of a new story."""

from django.db import transaction

from articles.editorial import drafts
from articles.models import Draft


def is_stored(edition, key):
    """Whether a request that was sent before has made the story with this key."""
    return Draft.objects.filter(article__key=key, language=edition.code).exists()


@transaction.atomic
def add_story(document, edition, key, by):
    """Return a new story whose draft in this edition has the words of the document.

    If the request was sent before, `key` is that of the story that it made, which is returned as it is now.
    """
    article = drafts.new_story(key, edition)
    if drafts.stored_draft(article, edition):
        return article
    blocks = document.blocks
    fields = {"title": document.title, "lead": document.lead}
    change = {"fields": fields, "blocks": blocks, "order": [*blocks]}
    drafts.save_draft(article, edition, drafts.draft_of(article, edition).version, change, by=by)
    return article
