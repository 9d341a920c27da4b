"""Store a document as the draft of a new story."""

from django.db import transaction

from articles.editorial import drafts


@transaction.atomic
def add_story(document, edition, key, by):
    """Return a new story whose draft in this edition has the words of the document.

    If the request was sent before, `key` is that of the story that it made, which is returned as it is now.
    """
    article = drafts.new_story(key, edition)
    if drafts.stored_draft(article, edition):
        return article
    change = {
        "fields": {"title": document.title, "lead": document.lead},
        "blocks": document.blocks,
        "order": [*document.blocks],
    }
    drafts.save_draft(article, edition, drafts.draft_of(article, edition).version, change, by=by)
    return article
