"""The only writers of a comment's state."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.comments.models import State


def approve(comments, *, by):
    return decide(comments, State.APPROVED, by)


def reject(comments, *, by):
    return decide(comments, State.REJECTED, by)


def decide(comments, state, by):
    """Put a queryset of comments into `state`; returns how many were not in it before."""
    if not by.has_perm("comments.change_comment"):
        raise PermissionDenied
    return comments.exclude(state=state).update(state=state, decided_at=timezone.now(), decided_by=by)
