"""A correction does not take the place of a comment that others have answered, or that is pinned.

They have read other words. Without the comment, the answers would stand below nothing.
"""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.models import Comment, Discussion, State


def answered(attempt):
    replaced = attempt.comment.replaces_id
    if not replaced:
        return PASSED
    answers = Comment.objects.filter(parent=replaced, state=State.APPROVED)
    if not answers.exists() and not Discussion.objects.filter(pinned=replaced).exists():
        return PASSED
    message = _("Others have answered this comment, or it is pinned. You can remove it, but not change it any more.")
    return refuse("answered", message, status=409)
