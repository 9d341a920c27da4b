"""A sender whose comment was refused for its words an hour ago may have found other words for the same."""

import datetime

from articles.comments.checks.verdicts import PASSED, hold
from articles.comments.models import RecentRefusal

KEPT_FOR = datetime.timedelta(hours=1)


def refusals(attempt):
    refused = RecentRefusal.objects.filter(sender=attempt.sender, at__gt=attempt.now - KEPT_FOR)
    return hold("refused before") if attempt.sender and refused.exists() else PASSED


def remember(attempt):
    """Note a refusal. It is forgotten an hour later."""
    if attempt.sender:
        RecentRefusal.objects.create(sender=attempt.sender, at=attempt.now)
