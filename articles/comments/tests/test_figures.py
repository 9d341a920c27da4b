"""The figures of two weeks, and the log that they lead to."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments import moderation
from articles.comments.desk.figures import figures_until
from articles.comments.models import Comment, State
from articles.comments.models.comment import Voice
from articles.comments.responses import report
from articles.comments.tests.makers import make_comment
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db
PAGE, LOG = "/admin/comments/comment/figures/", "/admin/comments/decisionact/"
MONDAY = date(2026, 5, 4)


def at(hour, day=MONDAY, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone())


def sent(story, time, **fields):
    comment = make_comment(story, **{"state": State.WAITING} | fields)
    Comment.objects.filter(pk=comment.pk).update(sent_at=time)
    return Comment.objects.filter(pk=comment.pk)


@pytest.fixture
def decided(story, staff, clock):
    """Let two moderators decide on a Monday and a Tuesday."""
    first, second = staff("moderator"), staff("editor")
    early, late, bad, worse = (sent(story, at(hour)) for hour in (8, 9, 10, 10))
    sent(story, at(11), voice=Voice.NEWSROOM, state=State.APPROVED)
    clock(at(12))
    moderation.approve(early, by=first)
    moderation.approve(late, by=first)
    moderation.reject(bad, by=second, reason="insult")
    undone = moderation.approve(worse, by=second)
    clock(at(9, MONDAY + timedelta(days=1)))
    moderation.undo(undone, by=second)
    moderation.reject(worse, by=second, reason="off topic")
    return first, second


def test_each_day_has_what_came_and_what_was_decided(decided):
    days, people = figures_until(MONDAY + timedelta(days=1))
    tuesday, monday = list(days.values())[:2]
    assert (monday.received, monday.approved, monday.rejected, monday.why) == (4, 2, 1, [("an insult", 1)])
    assert (tuesday.received, tuesday.approved, tuesday.rejected) == (0, 0, 1)
    assert (monday.median_wait, tuesday.median_wait) == ("3 h 0 min", "0 min")
    first, second = decided
    assert {person: (one.approved, one.rejected) for person, one in people.items()} == {first: (2, 0), second: (0, 2)}
    assert next(iter(figures_until(MONDAY - timedelta(days=1))[0].values())).received == 0


def test_what_readers_have_hidden_waits_from_then_on(story, staff, clock):
    comment = sent(story, at(8), state=State.APPROVED)
    clock(at(12))
    report(comment.get(), reason="insult", note="", address="192.0.2.7", browser="A", limit=1)
    clock(at(12, minute=20))
    moderation.approve(comment, by=staff("moderator"))
    assert figures_until(MONDAY)[0][MONDAY].median_wait == "20 min"


def test_the_page_leads_to_the_decisions_that_it_counts(signed_in, decided, clock):
    first, second = decided
    clock(at(12, MONDAY + timedelta(days=1)))
    desk = signed_in("editor")
    page = desk.get(PAGE)
    row = words_of(next(row for row in elements(page, "tr") if "insult" in words_of(row)))
    assert row.endswith("4 2 1 0 3 h 0 min an insult: 1"), row
    named = [cell.get("data-column") for cell in elements(page, "td")]
    assert named[:6] == ["Received", "Approved", "Rejected", "Hidden", "Median wait", "Why rejected"]
    links = [link.get("href") for link in elements(page, "a")]
    assert f"{LOG}?day={MONDAY.isoformat()}" in links
    assert f"{LOG}?by={first.pk}" in links
    of_day = desk.get(LOG, {"day": MONDAY.isoformat()})
    assert len(parts_of(of_day, "field-title")) == 4
    of_person = desk.get(LOG, {"by": first.pk})
    assert [words_of(cell) for cell in parts_of(of_person, "field-title")] == ["Approved", "Approved"]
    assert len(
        parts_of(desk.get(LOG, {"by": second.pk, "day": MONDAY.isoformat(), "kind__exact": "reject"}), "field-title")
    )


@pytest.mark.parametrize("until", ["x", "9999-99-99", "0001-01-01", "9999-12-31", "", "\u0663"])
def test_a_day_that_is_none_is_today(signed_in, until):
    desk = signed_in("moderator")
    assert len(elements(desk.get(PAGE, {"until": until}), "tr")) == 15
    assert desk.get(LOG, {"day": until, "by": until}).status_code == 200


def test_each_decision_of_the_log_leads_to_its_comment(signed_in, story, staff):
    one, two = make_comment(story), make_comment(story)
    moderator = staff("moderator")
    moderation.reject(Comment.objects.filter(pk=one.pk), by=moderator, reason="insult")
    both = moderation.hide(
        Comment.objects.filter(pk=two.pk) | Comment.objects.filter(pk=one.pk), by=moderator, reason=""
    )
    desk = signed_in("moderator")
    assert [
        cell.find(".//a").get("href") for cell in parts_of(desk.get(LOG, {"kind__exact": "reject"}), "field-count")
    ] == [f"/admin/comments/comment/{one.pk}/change/"]
    page = desk.get(f"{LOG}{both.pk}/change/")
    assert f"/admin/comments/comment/{two.pk}/change/" in [link.get("href") for link in elements(page, "a")]


def test_only_those_who_decide_see_figures(signed_in):
    assert [signed_in(role).get(PAGE).status_code for role in ("moderator", "editor", "reporter")] == [200, 200, 403]


def test_the_page_costs_the_same_for_many_decisions(signed_in, story, staff):
    desk, numbers, moderator = signed_in("moderator"), [], staff("moderator")
    for number in (2, 20):
        for _time in range(number):
            comment = make_comment(story, state=State.WAITING)
            moderation.approve(Comment.objects.filter(pk=comment.pk), by=moderator)
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1], numbers
