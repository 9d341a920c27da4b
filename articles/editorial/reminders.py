"""Reminders of stories: «in three days». They belong to one person, so the log of the story does not tell of them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Reminder

VIEW = "articles.view_article"
LONGEST = 365
"""Days."""
MOST_OPEN = 200


@transaction.atomic
def remind(article, edition, *, by, days, note=""):
    """Remind somebody of a story from the morning of a day on. `edition` is None for the whole story."""
    if not by.has_perm(VIEW):
        raise PermissionDenied
    if Reminder.objects.open_of(by).count() >= MOST_OPEN:
        raise ValidationError(_("You have too many reminders already."))
    code = edition.code if edition else ""
    return Reminder.objects.create(article=article, language=code, person=by, due_on=day_in(days), note=note.strip())


@transaction.atomic
def postpone(reminder, *, by, days):
    """Remind of it again in so many days from today."""
    change(reminder, by, due_on=day_in(days))


@transaction.atomic
def finish(reminder, *, by):
    change(reminder, by, done_at=timezone.now())


def change(reminder, by, **values):
    """Change a reminder that is not done. It is its owner's alone."""
    if reminder.person_id != by.pk:
        raise PermissionDenied
    Reminder.objects.filter(pk=reminder.pk, done_at=None).update(**values)


def day_in(days):
    if not 0 < days <= LONGEST:
        raise ValidationError(_("Choose from 1 to %(most)d days.") % {"most": LONGEST})
    return timezone.localdate() + timedelta(days=days)
