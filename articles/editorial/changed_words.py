"""Readers are told when words that they had before were changed; a new link or a line break is no word."""

from django.utils import timezone

from newsroom import editions
from newsroom.content.clean_html import plain_text

WORDS = ("title", "lead", "body")


def note_changed_words(before, article, fields=None):
    """Sets `revised_at` of each edition whose readers had other words; gives the columns that it set.

    `fields` are the columns about to be written (default: all): in the others, `article` may be behind its row.
    """
    now, columns = timezone.now(), []
    for edition in editions.STORED:
        texts = [f"{field}_{edition.suffix}" for field in WORDS]
        written = [name for name in texts if fields is None or name in fields]
        if was_read(before, edition, now) and any(words(before, name) != words(article, name) for name in written):
            columns.append(f"revised_at_{edition.suffix}")
            setattr(article, columns[-1], now)
    return columns


def was_read(article, edition, now):
    return article.was_public_in(edition) and article.in_edition("published_at", edition) <= now


def words(article, column):
    return plain_text(getattr(article, column) or "").split()
