"""Restart the time limit of breaking news."""

from django.utils import timezone

from articles.models.front_page import LONGEST


def restart(lines):
    """Let a queryset of breaking lines run from now for the longest time allowed; return how many there are."""
    now = timezone.now()
    return lines.update(changed_at=now, until=now + LONGEST)
