"""Reminders appear in the morning of their day, and are their owner's alone."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.editorial import reminders
from articles.models import Reminder
from articles.tests.desk import RU
from articles.tests.makers import make_article

pytestmark = pytest.mark.django_db
EVENING = timezone.make_aware(datetime(2026, 11, 23, 23, 30))


def test_a_reminder_is_due_from_the_morning_of_its_day_until_it_is_done(staff, clock):
    reporter, story = staff("reporter"), make_article("ru")
    clock(EVENING)
    reminder = reminders.remind(story, RU, by=reporter, days=3, note=" Позвонить ")
    assert (reminder.due_on.isoformat(), reminder.note) == ("2026-11-26", "Позвонить")
    due = []
    for day in (0, 2, 3, 5):
        clock(EVENING.replace(hour=0, minute=1) + timedelta(days=day))
        due.append([*Reminder.objects.due_for(reporter)])
    assert due == [[], [], [reminder], [reminder]]

    reminders.postpone(reminder, by=reporter, days=1)
    assert not Reminder.objects.due_for(reporter)
    clock(EVENING + timedelta(days=6))
    assert [*Reminder.objects.due_for(reporter)] == [reminder]
    reminders.finish(reminder, by=reporter)
    assert not Reminder.objects.open_of(reporter)


def test_nobody_else_changes_a_reminder(staff):
    reporter, chief, story = staff("reporter"), staff("chief editor"), make_article("ru")
    reminder = reminders.remind(story, None, by=reporter, days=1)
    for act in (reminders.finish, lambda row, by: reminders.postpone(row, by=by, days=1)):
        with pytest.raises(PermissionDenied):
            act(reminder, by=chief)
    assert [*Reminder.objects.open_of(reporter)] == [reminder]


@pytest.mark.parametrize("days", [0, -1, 366])
def test_only_days_ahead_can_be_chosen(staff, days):
    with pytest.raises(ValidationError, match="365"):
        reminders.remind(make_article("ru"), RU, by=staff("reporter"), days=days)


def test_who_may_not_see_stories_is_not_reminded_of_one(staff):
    with pytest.raises(PermissionDenied):
        reminders.remind(make_article("ru"), RU, by=staff("moderator"), days=1)
