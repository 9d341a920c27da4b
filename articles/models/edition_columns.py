"""The columns of one edition of a story: what the database demands of them, and how it finds rows by them."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan

from articles.models.states import Kind, Status
from newsroom.content.clean_html import BLANKS
from newsroom.editions.columns import column


def without_blanks(name):
    """A text column stripped of every blank, in SQL that SQLite and PostgreSQL both understand."""
    return Func(F(name), Value(BLANKS), function="TRIM", output_field=models.TextField())


def says_something(name):
    # Translated columns are nullable, and a check that is unknown passes: hence «not null» beside «not empty».
    return Q((f"{name}__isnull", False)) & Q(GreaterThan(without_blanks(name), Value("")))


def published_in(edition):
    """Stories whose edition is published, be it for a later time. What readers see is `published()`."""
    return Q((column("status", edition), Status.PUBLISHED))


def constraints_of(edition):
    """Constraints are named as columns are: `article_slug_zh_hans`."""
    title, slug, body, status, time = (
        column(field, edition) for field in ("title", "slug", "body", "status", "published_at")
    )
    complete = (
        says_something(title)
        & says_something(slug)
        & Q((f"{time}__isnull", False))
        & (Q(kind=Kind.BRIEF) | says_something(body))
    )
    known = Q(**{f"{status}__isnull": False, f"{status}__in": Status.values})
    return [
        models.UniqueConstraint(fields=[slug], name=column("article_slug", edition)),
        models.CheckConstraint(condition=known, name=column("article_status", edition)),
        models.CheckConstraint(condition=~published_in(edition) | complete, name=column("article_published", edition)),
    ]


def indexes_of(edition):
    """What readers' lists are read from, newest first: all stories of an edition, and those of one section."""
    newest_first = [f"-{column('published_at', edition)}", "-id"]
    is_published = published_in(edition)
    of_all, of_section = column("article_live", edition), column("article_section", edition)
    return [
        models.Index(fields=newest_first, condition=is_published, name=of_all),
        models.Index(fields=["category", *newest_first], condition=is_published, name=of_section),
    ]
