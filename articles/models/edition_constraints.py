"""Constraints and indexes on the columns of each edition of a story."""

from django.db import models
from django.db.models import F, Q

from articles.models.choices import Kind, Status
from newsroom.content.not_blank import is_not_blank
from newsroom.editions.columns import column


def marked_published_in(edition):
    """Match stories whose status is PUBLISHED in `edition`, including scheduled ones.

    What readers can see now is `published()`.
    """
    return Q((column("status", edition), Status.PUBLISHED))


def constraints_of(edition):
    """Return the constraints of an edition. Their names end like its columns: `article_slug_zh_hans`."""
    title, slug, body, status, time = (
        column(field, edition) for field in ("title", "slug", "body", "status", "published_at")
    )
    is_complete = (
        is_not_blank(title)
        & is_not_blank(slug)
        & Q((f"{time}__isnull", False))
        & (Q(kind=Kind.BRIEF) | is_not_blank(body))
    )
    is_without_words = (
        is_empty(title) & is_empty(column("lead", edition)) & is_empty(body) & is_empty(column("source_name", edition))
    ) & Q(**{f"{slug}__isnull": True, f"{time}__isnull": True})
    has_valid_status = Q(**{f"{status}__isnull": False, f"{status}__in": Status.values})
    return [
        models.UniqueConstraint(fields=[slug], name=column("article_slug", edition)),
        models.CheckConstraint(condition=has_valid_status, name=column("article_status", edition)),
        models.CheckConstraint(
            condition=~marked_published_in(edition) | is_complete, name=column("article_published", edition)
        ),
        # Whatever publishes, it can't be before the end of the embargo.
        models.CheckConstraint(
            condition=~marked_published_in(edition)
            | Q(embargo_until__isnull=True)
            | Q(**{f"{time}__gte": F("embargo_until")}),
            name=column("article_embargo", edition),
        ),
        # Words that nobody has published are in drafts, where no public page looks.
        models.CheckConstraint(
            condition=~Q((status, Status.UNPUBLISHED)) | is_without_words, name=column("article_unpublished", edition)
        ),
    ]


def is_empty(name):
    return Q(**{f"{name}__isnull": True}) | Q((name, ""))


def indexes_of(edition):
    """Return the indexes for public lists, newest first: all stories of an edition, and those of one section."""
    newest_first = [f"-{column('published_at', edition)}", "-id"]
    is_published = marked_published_in(edition)
    of_all, of_section = column("article_live", edition), column("article_section", edition)
    return [
        models.Index(fields=newest_first, condition=is_published, name=of_all),
        models.Index(fields=["category", *newest_first], condition=is_published, name=of_section),
    ]
