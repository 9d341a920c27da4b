"""Approve and reject comments. No other code changes a comment's state."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.comments.models import State


def approve(comments, *, by):
    return decide(comments, State.APPROVED, by)


def reject(comments, *, by):
    return decide(comments, State.REJECTED, by)


def decide(comments, state, by):
    """Set the state of a queryset of comments; return how many had another state before."""
    if not by.has_perm("comments.change_comment"):
        raise PermissionDenied
    return comments.exclude(state=state).update(state=state, decided_at=timezone.now(), decided_by=by)
