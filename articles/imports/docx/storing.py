"""Store a document as the draft of a new story."""

from django.db import transaction

from articles.editorial import drafts
from newsroom.content.natural_keys import new_key


@transaction.atomic
def add_story(document, edition, by):
    """Return a new story whose draft in this edition has the words of the document."""
    article = drafts.new_story(new_key(), edition)
    change = {
        "fields": {"title": document.title, "lead": document.lead},
        "blocks": document.blocks,
        "order": [*document.blocks],
    }
    drafts.save_draft(article, edition, drafts.draft_of(article, edition).version, change, by=by)
    return article
