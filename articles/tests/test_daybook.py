"""The daybook at the desk: its week, the draft of an event, and what other pages show of it."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, Assignment, DaybookEvent, Draft
from articles.tests.desk import LIST, RU, change_url, errors_on, open_form
from articles.tests.makers import make_article, make_event
from articles.tests.page_content import page_of, parts_of, submit, words_in, words_of
from newsroom.staff.work_in_hand import work_of

pytestmark = pytest.mark.django_db
WEEK = "/admin/articles/daybookevent/week/"
MONDAY, WEDNESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)
OF_THIS_WEEK = f"{WEEK}?week={WEDNESDAY}"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reporter(staff):
    return staff("reporter")


def test_a_week_begins_on_monday_and_has_its_events_in_order(signed_in, reporter, clock):
    clock(timezone.make_aware(datetime(2026, 11, 25, 0, 30)))  # in UTC it is still Tuesday
    make_event(what="Late", day=WEDNESDAY, starts=time(18))
    make_event(what="Early", day=WEDNESDAY, starts=time(9), ends=time(11), people=[reporter])
    make_event(what="All day", day=WEDNESDAY, where="Square")
    make_event(what="First", day=MONDAY)
    make_event(what="Last", day=SUNDAY)
    for day in (date(2026, 11, 22), date(2026, 11, 30)):
        make_event(what="Of another week", day=day)
    page = signed_in("moderator").get(WEEK)
    days = parts_of(page, "daybook-day")
    assert [words_of(day[0]) for day in days] == [
        "Monday, 23 November", "Tuesday, 24 November nothing yet", "Wednesday, 25 November Today",
        "Thursday, 26 November nothing yet", "Friday, 27 November nothing yet", "Saturday, 28 November nothing yet",
        "Sunday, 29 November",
    ]  # fmt: skip
    assert [words_of(link) for link in parts_of(page, "desk-story")] == ["First", "All day", "Early", "Late", "Last"]
    assert [words_of(part) for part in parts_of(page, "daybook-time")][1:3] == ["all day", "09:00–11:00"]
    assert "Almaty time, UTC+5" in words_of(page_of(page))
    links = [link.get("href") for link in parts_of(page, "daybook-weeks")[0].iter("a")]
    assert links[:2] == [f"{WEEK}?week=2026-11-16", f"{WEEK}?week=2026-11-30"]
    assert not parts_of(page, "daybook-acts")[0].findall(".//button")  # a moderator only reads


@pytest.mark.parametrize("asked", ["2026-13-01", "0001-01-01", "9999-12-31", "'", ""])
def test_an_impossible_week_is_this_one(signed_in, asked):
    make_event(what="Today’s")
    assert words_in(signed_in("reporter").get(WEEK, {"week": asked}), "desk-story") == "Today’s"


def test_an_event_is_added_with_a_day_and_a_few_words(signed_in):
    client = signed_in("reporter")
    page = client.get(OF_THIS_WEEK)
    refused = submit(client, page, "new_event_form", what=" ", day=MONDAY)
    assert (refused.status_code, DaybookEvent.objects.count()) == (200, 0)
    assert words_in(refused, "errorlist")
    answer = submit(client, page, "new_event_form", what="Session", where="Hall", day=WEDNESDAY, starts="10:30")
    event = DaybookEvent.objects.get()
    assert (event.what, event.where, event.day, event.starts) == ("Session", "Hall", WEDNESDAY, time(10, 30))
    assert answer["Location"] == f"{WEEK}?week={MONDAY}#event-{event.pk}"
    assert event.made_by.has_perm("articles.add_daybookevent")


def test_the_buttons_of_an_event(staff, reporter):
    client, event = client_of(reporter), make_event(day=WEDNESDAY)
    client.post(OF_THIS_WEEK, {"decision": f"go {event.pk}"})
    assert [*event.people.all()] == [reporter]
    client.post(OF_THIS_WEEK, {"decision": f"copy {event.pk}"})
    copy = DaybookEvent.objects.exclude(pk=event.pk).get()
    said = client.get(OF_THIS_WEEK)
    assert copy.day == date(2026, 12, 2)
    assert f'<a href="{WEEK}?week=2026-11-30#event-{copy.pk}">' in words_in_messages(said)
    client.post(OF_THIS_WEEK, {"decision": f"stay-away {event.pk}"})
    assert not event.people.exists()
    for sent in ("go", "go 99", "go x", f"kill {event.pk}"):
        assert client.post(OF_THIS_WEEK, {"decision": sent}).status_code == 400
    assert client_of(staff("moderator")).post(OF_THIS_WEEK, {"decision": f"go {event.pk}"}).status_code == 403


def words_in_messages(page):
    return page.text.partition('class="messagelist"')[2].partition("</ul>")[0]


def test_who_is_at_two_events_at_once_is_named_as_advice(signed_in, reporter):
    reporter.first_name = "Asel"
    reporter.save()
    one = make_event(what="One", day=WEDNESDAY, starts=time(10), ends=time(12), people=[reporter])
    make_event(what="Other", day=WEDNESDAY, starts=time(11), photographer=reporter)
    client = signed_in("editor")
    said = [words_of(part) for part in parts_of(client.get(OF_THIS_WEEK), "daybook-clash")]
    assert said == [f"Advice: Asel is also here at that time: {name}" for name in ("Other", "One")]
    DaybookEvent.objects.filter(pk=one.pk).update(ends=time(11))
    assert not parts_of(client.get(OF_THIS_WEEK), "daybook-clash")


def test_a_reporter_changes_an_event_but_sends_nobody_else(reporter, staff):
    other, client = staff("reporter"), client_of(reporter)
    event = make_event(what="Session", people=[other])
    page = client.get(change_url(event))
    refused = submit(client, page, "daybookevent_form", people=[reporter.pk], photographer=other.pk)
    assert len(errors_on(refused)) == 2
    event.refresh_from_db()
    assert ([*event.people.all()], event.photographer) == ([other], None)
    submit(client, page, "daybookevent_form", people=[reporter.pk, other.pk], photographer=reporter.pk, note="Call")
    event.refresh_from_db()
    assert ({*event.people.all()}, event.photographer, event.note) == ({reporter, other}, reporter, "Call")


def test_the_draft_of_an_event_opens_filled_in(reporter, staff):
    reporter.language = "kk"
    reporter.save()
    chief = staff("chief editor")
    client, event = client_of(chief), make_event(what="Session", where="Hall", day=date(2099, 1, 5), starts=time(10))
    event.people.add(reporter)
    address = f"/admin/articles/daybookevent/{event.pk}/story/"
    page = client.get(address)
    answers = [submit(client, page, "event_story_form") for _time in range(2)]
    story, assignment = Article.objects.get(), Assignment.objects.get()
    assert [one["Location"] for one in answers] == [f"{change_url(story)}?edition=kk"] * 2
    assert (Draft.objects.get().title, assignment.assignee, assignment.language) == ("Session", reporter, "kk")
    assert assignment.deadline == event.ends_at
    opened = open_form(client, story, RU)
    assert "Hall" in words_of(page_of(opened))
    assert words_of(parts_of(client.get(f"{WEEK}?week=2099-01-05"), "daybook-story")[0]) == "Session [kk]"
    assert "Begun from the daybook" in words_of(page_of(client.get(f"{LIST}{story.pk}/history/")))


def test_a_reporter_begins_a_story_for_themselves(reporter, staff):
    event = make_event(people=[staff("reporter")])
    client = client_of(reporter)
    submit(client, client.get(f"/admin/articles/daybookevent/{event.pk}/story/"), "event_story_form")
    assert Assignment.objects.get().assignee == reporter
    assert client_of(staff("translator")).get(f"/admin/articles/daybookevent/{event.pk}/story/").status_code == 403


def test_who_may_not_see_stories_sees_none_of_an_event(signed_in):
    event = make_event(what="Session", day=WEDNESDAY)
    event.stories.add(make_article("ru", title="Secret headline"))
    for address in (OF_THIS_WEEK, change_url(event), "/admin/articles/daybookevent/"):
        assert ("Secret headline" in signed_in("editor").get(address).text) == (not address.endswith("event/"))
        page = signed_in("moderator").get(address).text
        assert ("Session" in page, "Secret headline" in page) == (True, False)


def test_the_first_page_has_the_events_of_today_on_the_line_of_the_day(signed_in, reporter, clock):
    clock(timezone.make_aware(datetime(2026, 11, 25, 12)))
    reporter.first_name = "Asel"
    reporter.save()
    make_event(what="Evening", day=WEDNESDAY, starts=time(19), people=[reporter], where="Hall")
    make_event(what="Morning", day=WEDNESDAY, starts=time(9))
    make_event(what="Fair", day=WEDNESDAY)
    make_event(what="Of another day", day=SUNDAY)
    for role in ("editor", "moderator"):
        line = parts_of(signed_in(role).get("/admin/"), "desk-line")[0]
        shown = [words_of(item) for item in line.iter("li") if item.get("data-kind") == "event"]
        assert shown == ["Fair", "09:00 Morning", "19:00 Hall · Asel Evening"]
    kinds = [item.get("data-kind") for item in parts_of(signed_in("editor").get("/admin/"), "desk-line")[0].iter("li")]
    assert kinds == ["event", "event", "now", "event", "gap"]


def test_what_somebody_has_in_hand_names_the_events_to_come(reporter, clock):
    clock(timezone.make_aware(datetime(2026, 11, 25, 12)))
    make_event(what="Past", day=MONDAY, people=[reporter])
    make_event(what="Written", day=WEDNESDAY, people=[reporter], photographer=reporter)
    make_event(what="Photographed", day=SUNDAY, photographer=reporter)
    make_event(what="Of another", day=SUNDAY)
    with override("ru"):
        words = [words.replace("\N{NO-BREAK SPACE}", " ") for words, _address in work_of(reporter)]
    assert words == ["Written (25 ноября 2026)", "Photographed (29 ноября 2026)"]
