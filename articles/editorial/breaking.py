"""Breaking news that begins anew."""

from django.utils import timezone

from articles.models.front_page import LONGEST


def begin_anew(lines):
    """Let a queryset of breaking lines run from now on, as long as any may; returns how many."""
    now = timezone.now()
    return lines.update(changed_at=now, until=now + LONGEST)
