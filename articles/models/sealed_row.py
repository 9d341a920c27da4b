"""Rows of a story's history. They are only added, and each is sealed together with the row before it."""

from django.conf import settings
from django.db import models


class SealedRow(models.Model):
    """Rows are added by `articles/editorial/history/chain.py` alone. A row that it has not written has no seal."""

    place = models.PositiveIntegerField(null=True, editable=False)
    """Counted from 1 in each story, through the rows of all models."""
    seal = models.CharField(max_length=100, blank=True, editable=False)
    """See `articles/editorial/history/seals.py`."""
    # No row is changed when an account is deleted: its number stays, and so does the name.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", null=True, db_constraint=False
    )  # fmt: skip
    """Null if the site did it. Read it with `select_related`, which gives None for an account that was deleted."""
    by_name = models.TextField(blank=True, editable=False)
    """What the person was called then; "" if the site did it."""

    class Meta:
        abstract = True


class HistoryHead(models.Model):
    """How long the history of a story is, and how it ends. The row stays when the story is deleted."""

    story = models.BigIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(null=True, unique=True)
    """Stories are counted in the order of their first acts, so that one can't vanish without a gap.

    Null until the next act of the story, if two stories had their first act at the same moment.
    """
    rows = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=100, blank=True)
    """The seal of the last row."""
    known = models.PositiveBigIntegerField(default=0)
    """How many stories were counted when this row was written."""
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.TextField(blank=True)
    """When and by whom the story was deleted, and its history with it."""
    seal = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.story}: {self.rows}"


def name_of(user):
    return (user.get_full_name() or user.get_username()) if user else ""
