"""A sender whose comment was refused for its words an hour ago may have found other words for the same."""

from articles.comments.checks.verdicts import PASSED, hold
from articles.comments.models import RecentRefusal


def refusals(attempt):
    return hold("refused before") if attempt.recent.was_refused else PASSED


def remember(attempt):
    """Note a refusal. It is forgotten an hour later."""
    if attempt.sender:
        RecentRefusal.objects.create(sender=attempt.sender, at=attempt.now)
