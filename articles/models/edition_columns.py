"""The columns of one edition of a story: what the database demands of them, and how it finds rows by them."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan

from articles.models.states import Kind, Status
from newsroom.content.clean_html import BLANKS


def without_blanks(column):
    """A text column stripped of every blank, in SQL that SQLite and PostgreSQL both understand."""
    return Func(F(column), Value(BLANKS), function="TRIM", output_field=models.TextField())


def says_something(column):
    # Translated columns are nullable, and a check that is unknown passes: hence «not null» beside «not empty».
    return Q(**{f"{column}__isnull": False}) & Q(GreaterThan(without_blanks(column), Value("")))


def constraints_of(edition):
    end = edition.suffix
    complete = (
        says_something(f"title_{end}")
        & says_something(f"slug_{end}")
        & Q(**{f"published_at_{end}__isnull": False})
        & (Q(kind=Kind.BRIEF) | says_something(f"body_{end}"))
    )
    known = Q(**{f"status_{end}__isnull": False, f"status_{end}__in": Status.values})
    return [
        models.UniqueConstraint(fields=[f"slug_{end}"], name=f"article_slug_{end}"),
        models.CheckConstraint(condition=known, name=f"article_status_{end}"),
        models.CheckConstraint(
            condition=~Q(**{f"status_{end}": Status.PUBLISHED}) | complete, name=f"article_published_{end}"
        ),
    ]


def indexes_of(edition):
    """What readers' lists are read from, newest first: all stories of an edition, and those of one section."""
    end = edition.suffix
    is_published = Q(**{f"status_{end}": Status.PUBLISHED})
    newest_first = [f"-published_at_{end}", "-id"]
    return [
        models.Index(fields=newest_first, condition=is_published, name=f"article_live_{end}"),
        models.Index(fields=["category", *newest_first], condition=is_published, name=f"article_section_{end}"),
    ]
