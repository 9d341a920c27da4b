"""Restart the time limit of breaking news."""

from django.utils import timezone

from articles.models.front_page import MAX_DURATION


def restart(lines):
    """Run a queryset of breaking lines from now for the longest time allowed; return their number."""
    now = timezone.now()
    return lines.update(changed_at=now, until=now + MAX_DURATION)
