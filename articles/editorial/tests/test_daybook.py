"""The acts of the daybook, and the advice about people who are at two events at once."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from articles.editorial import daybook
from articles.models import Act, Article, Assignment, DaybookEvent, Draft, StoryAct
from articles.tests.desk import RU
from articles.tests.makers import make_article, make_event

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_a_story_of_an_event_is_assigned_and_named_after_what_happens(staff):
    chief, reporter = staff("chief editor"), staff("reporter")
    event = make_event(what="Сессия маслихата", people=[reporter])
    key, asked = "0123456789", {"by": chief, "assignee": reporter, "deadline": event.ends_at}
    stories = {daybook.begin_story(event, RU, key=key, **asked) for _time in range(2)}  # the same form, sent twice
    (story,) = stories
    assert (story.key, story.original_language, [*event.stories.all()]) == (key, "ru", [story])
    assert Draft.objects.get().title == "Сессия маслихата"
    assignment = Assignment.objects.get()
    assert (assignment.assignee, assignment.deadline) == (reporter, event.ends_at)
    act = StoryAct.objects.get()
    assert (act.act, act.by, act.language, act.details) == (Act.BEGIN, chief, "ru", {"event": event.pk})


def test_the_key_of_another_story_does_not_reach_it(staff):
    chief, other = staff("chief editor"), make_article("ru", title="Другой", key="0123456789")
    story = daybook.begin_story(make_event(), RU, by=chief, assignee=None, key=other.key)
    assert (story != other, Draft.objects.get().article) == (True, story)


def test_nothing_is_left_of_a_story_that_may_not_be_assigned(staff):
    reporter, other = staff("reporter"), staff("reporter")
    event = make_event(people=[other])
    with pytest.raises(ValidationError, match="assign work to others"):
        daybook.begin_story(event, RU, by=reporter, assignee=other)
    assert not Article.objects.exists()
    assert daybook.begin_story(event, RU, by=reporter, assignee=reporter).assignments.get().assignee == reporter
    with pytest.raises(PermissionDenied):
        daybook.begin_story(event, RU, by=staff("moderator"), assignee=None)


def test_everybody_goes_themselves_and_only_those_who_assign_send_others(staff):
    reporter, chief, event = staff("reporter"), staff("chief editor"), make_event()
    assert [daybook.go(event, by=reporter), daybook.go(event, by=reporter)] == [True, False]
    assert [*event.people.all()] == [reporter]
    daybook.check_people(reporter, {reporter}, set())
    daybook.check_people(chief, {reporter}, {chief})
    with pytest.raises(ValidationError, match="send others"):
        daybook.check_people(reporter, {reporter}, {reporter, chief})
    assert (daybook.stay_away(event, by=reporter), event.people.count()) == (True, 0)
    with pytest.raises(PermissionDenied):
        daybook.go(event, by=staff("moderator"))


def test_photographers_are_sent_by_those_who_assign_and_by_photo_editors(staff):
    reporter, other = staff("reporter"), staff("reporter")
    for role in ("chief editor", "editor", "photo editor"):
        daybook.check_photographer(staff(role), other, reporter)
    daybook.check_photographer(reporter, None, reporter)
    daybook.check_photographer(reporter, other, other)  # not changed
    with pytest.raises(ValidationError, match="photographers"):
        daybook.check_photographer(reporter, other, reporter)


def test_an_event_is_brought_to_the_next_week_once_and_without_its_stories(staff):
    reporter, chief, other = staff("reporter"), staff("chief editor"), staff("reporter")
    event = make_event(day=MONDAY, starts=time(10), people=[reporter, other], photographer=other, needs_photo=True)
    event.stories.add(make_article("ru"))
    copy, is_new = daybook.copy_to_next_week(event, by=chief)
    assert (is_new, copy.day, copy.starts, copy.needs_photo) == (True, date(2026, 11, 30), time(10), True)
    assert ({*copy.people.all()}, copy.stories.count()) == ({reporter, other}, 0)
    copy.refresh_from_db()
    assert copy.photographer == other
    assert daybook.copy_to_next_week(event, by=chief) == (copy, False)
    copy.delete()
    own, _is_new = daybook.copy_to_next_week(event, by=reporter)  # who sends nobody
    assert ([*own.people.all()], own.photographer) == ([reporter], None)


@pytest.mark.parametrize(
    ("one", "other", "is_clash"),
    [
        ((time(10), time(12)), (time(11), None), True),
        ((time(10), time(12)), (time(12), time(13)), False),
        ((time(10), None), (time(10, 59), None), True),  # an hour is assumed
        ((time(10), None), (time(11), None), False),
        ((None, None), (time(23), None), True),  # the whole day
        ((time(22), time(2)), (time(1), time(1, 30)), False),  # the next day's night is not this day's
    ],
)
def test_who_is_at_two_events_at_once_is_named(staff, one, other, is_clash):
    person, alone = staff("reporter"), staff("reporter")
    events = [
        make_event(day=MONDAY, starts=one[0], ends=one[1], people=[person, alone]),
        make_event(day=MONDAY, starts=other[0], ends=other[1], photographer=person),
    ]
    first, second = events
    found = daybook.clashes(events)
    assert found == ({first.pk: [(person, second)], second.pk: [(person, first)]} if is_clash else {})


def test_an_event_that_ends_after_midnight_meets_those_of_the_next_day(staff):
    person = staff("reporter")
    night = make_event(day=MONDAY, starts=time(22), ends=time(2), people=[person])
    assert {*daybook.clashes([night, make_event(day=TUESDAY, starts=time(1), people=[person])])} > {night.pk}


@pytest.mark.parametrize(
    "fields", [{"what": " \N{NO-BREAK SPACE}"}, {"ends": time(9)}, {"starts": time(9), "ends": time(9)}]
)
def test_an_event_that_makes_no_sense_is_refused(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(**fields)
    assert not DaybookEvent.objects.exists()
