"""Approve and reject comments. No other code changes a comment's state."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.comments.closing import held_back
from articles.comments.models import State


def approve(comments, *, by):
    """Approve a queryset of comments, without those that a day of silence holds back (`closing.py`)."""
    return decide(comments.exclude(pk__in=held_back(comments).values("pk")), State.APPROVED, by)


def reject(comments, *, by):
    return decide(comments, State.REJECTED, by)


def decide(comments, state, by):
    """Set the state of a queryset of comments; return how many had another state before."""
    if not by.has_perm("comments.change_comment"):
        raise PermissionDenied
    return comments.exclude(state=state).update(state=state, decided_at=timezone.now(), decided_by=by)
