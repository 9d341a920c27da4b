"""The condition that a text column is filled in, the same in SQLite and PostgreSQL."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan

from newsroom.content.clean_html import BLANKS


def is_not_blank(name):
    """Match rows whose column has more than blank characters.

    Translated columns are nullable, and a check constraint that evaluates to NULL passes. So test for NULL as well.
    """
    return Q((f"{name}__isnull", False)) & Q(GreaterThan(without_blanks(name), Value("")))


def without_blanks(name):
    """Trim every kind of blank character from a text column."""
    return Func(F(name), Value(BLANKS), function="TRIM", output_field=models.TextField())
