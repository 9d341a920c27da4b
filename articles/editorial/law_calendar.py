"""The calendar of days of silence. Only this module writes it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.editorial import drafts, silence
from articles.editorial.packages import acts as packages
from articles.editorial.packages.holding import hold as hold_package
from articles.editorial.states import CALENDAR
from articles.models import Article, LawDay, Package
from newsroom.database.locks import lock_until_commit


@transaction.atomic
def save_day(day, *, by, fields=None):
    """Save a day, or only `fields` of it. What is scheduled into it waits for its end. Return `silence.Held`s.

    Public stories stay. Raise PermissionDenied if `by` may not change the calendar.
    """
    if not by.has_perm(CALENDAR):
        raise PermissionDenied
    lock_until_commit(LawDay, silence.LAW_DAYS)
    days = [*LawDay.objects.exclude(pk=day.pk), day]
    held = [*held_packages(day, days, by)]  # packages are locked before stories
    held += [one for story in concerned(day) for one in hold(story, days, by)]  # the database refuses others
    day.save(update_fields=fields)
    return held


@transaction.atomic
def delete_day(day, *, by):
    """Delete a day. What waits for its end goes on waiting. Raise PermissionDenied as `save_day` does."""
    if not by.has_perm(CALENDAR):
        raise PermissionDenied
    lock_until_commit(LawDay, silence.LAW_DAYS)
    day.delete()


def held_packages(day, days, by):
    """Let packages with something that a day concerns go out at its end. Yield one `Held` for each."""
    within = {"publish_at__gt": timezone.now(), "publish_at__gte": day.starts_at, "publish_at__lt": day.ends_at}
    for package in Package.objects.planned().filter(**within):
        if held := hold_package(packages.lock(package), days, by=by):
            yield held


def concerned(day):
    """Return the stories that are scheduled into a day and are marked with what it concerns, also only in a draft."""
    scheduled = Article.objects.scheduled_between(day.starts_at, day.ends_at).select_related("shared_draft")
    return [story for story in scheduled if day.matter in silence.matters_of(story, values_waiting(story))]


def values_waiting(story):
    draft = getattr(story, "shared_draft", None)
    return draft.values if draft else {}


def hold(story, days, by):
    row = drafts.lock(story)
    return silence.hold(row, drafts.shared_draft_of(row).values, days, by=by)
