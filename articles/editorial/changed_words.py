"""Readers are told when words that they had before were changed; a new link or a line break is no word."""

from django.utils import timezone

from newsroom.content.clean_html import plain_text

WORDS = ("title", "lead", "body")


def note_changed_words(before, article, fields=None):
    """Sets `revised_at` of each edition whose readers had other words; gives the columns that it set.

    `fields` are the columns about to be written (default: all): in the others, `article` may be behind its row.
    """
    now, columns = timezone.now(), []
    for old, new in zip(before.editions(), article.editions(), strict=True):
        written = [field for field in WORDS if fields is None or new.column(field) in fields]
        if was_read(old, now) and any(words(old, field) != words(new, field) for field in written):
            columns.append(new.column("revised_at"))
            new.revised_at = now
    return columns


def was_read(edition, now):
    return edition.was_public and edition.published_at <= now


def words(edition, field):
    return plain_text(getattr(edition, field) or "").split()
