"""A sender whose comment was refused for its words, or rejected by a moderator, may have found other words for it."""

from articles.comments.checks.verdicts import PASSED, hold
from articles.comments.models import RecentRefusal


def refusals(attempt):
    if attempt.recent.was_refused:
        return hold("refused before")
    return hold("rejected before") if attempt.recent.was_rejected else PASSED


def remember(attempt):
    """Note a refusal. It is forgotten an hour later."""
    if attempt.sender:
        RecentRefusal.objects.create(sender=attempt.sender, at=attempt.now)
