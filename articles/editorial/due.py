"""What goes out at a later time, whether alone or in a package. The first request after that time lets it go out."""

from operator import itemgetter

from django.utils import timezone

from articles.editorial import schedule
from articles.editorial.packages import acts
from articles.models import Package, PlannedChange
from newsroom.database.cached_values import computed_from


@computed_from(PlannedChange, Package)
def next_due():
    """Return the time of what is next; None if there is nothing."""
    waiting = (PlannedChange.objects.order_by("publish_at"), Package.objects.planned())
    times = [rows.values_list("publish_at", flat=True).first() for rows in waiting]
    return min(filter(None, times), default=None)


def apply_due():
    """Let everything go out whose time has come, the earliest first. Return how much of it this process has applied."""
    now = timezone.now()
    changes = PlannedChange.objects.filter(publish_at__lte=now).order_by("publish_at", "pk")
    packages = Package.objects.planned().filter(publish_at__lte=now)
    due = [(change.publish_at, schedule.apply_or_log, change) for change in changes]
    due += [(package.publish_at, acts.apply_or_log, package) for package in packages]
    return sum(apply(row) for _at, apply, row in sorted(due, key=itemgetter(0)))
