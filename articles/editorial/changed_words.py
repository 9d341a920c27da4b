"""Record when the words of a public story change. Changes to links, markup and line breaks don't count."""

from django.utils import timezone

from newsroom.content.clean_html import plain_text

WORDS = ("title", "lead", "body")


def note_changed_words(before, article, fields=None, at=None):
    """Set `revised_at` of each public edition whose words have changed; return the names of the columns set.

    `fields` are the columns about to be written (default: all). The others are not compared, because their values in
    `article` may be out of date. `at` is the time of the change (default: now).
    """
    now, columns = at or timezone.now(), []
    for old, new in zip(before.editions(), article.editions(), strict=True):
        compared = [field for field in WORDS if fields is None or new.column(field) in fields]
        if readers_may_have_seen(old, now) and any(words(old, field) != words(new, field) for field in compared):
            columns.append(new.column("revised_at"))
            new.revised_at = now
    return columns


def readers_may_have_seen(edition, now):
    return edition.was_public and edition.published_at is not None and edition.published_at <= now


def words(edition, field):
    return plain_text(getattr(edition, field) or "").split()
