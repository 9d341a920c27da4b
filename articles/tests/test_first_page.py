"""The first page of the desk: what waits, for whom, and what it costs."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.first_page.day import Moment, with_gap
from articles.comments.models import Comment
from articles.editorial import assigning, notes, workflow
from articles.models import Status, Work
from articles.tests.desk import RU, change_url
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import parts_of, words_in, words_of

pytestmark = pytest.mark.django_db
FIRST = "/admin/"


def make_draft(title, by, state=Work.WRITING, chief=None):
    """Make a story whose draft has been written and moved on."""
    story = make_article("ru", status=Status.UNPUBLISHED, title=title)
    write(story, by, lead="Lead")
    for to in {Work.IN_REVIEW: [Work.IN_REVIEW], Work.READY: [Work.IN_REVIEW, Work.READY]}.get(state, []):
        workflow.move_draft(story, RU, to, by=chief or by)
    return story


def first_page_of(user, query=""):
    client = Client()
    client.force_login(user)
    return client.get(f"{FIRST}{query}")


def rows_on(page):
    """Return [(state, headline, step)] of the first list of work, and the same of the next ones."""
    return [
        [[words_of(item[0]), *(words_of(link) for link in item.iter("a"))] for item in part.iter("li") if len(item)]
        for part in parts_of(page, "desk-work")
    ]


def test_each_person_sees_what_waits_for_them(staff):
    reporter, chief, other = staff("reporter"), staff("chief editor"), staff("reporter")
    make_draft("Written", reporter)
    make_draft("To read", reporter, Work.IN_REVIEW)
    make_draft("To publish", reporter, Work.READY, chief)
    back = make_draft("Sent back", reporter, Work.IN_REVIEW)
    workflow.move_draft(back, RU, Work.WRITING, by=chief, reason="Name the source.")
    late, asked = make_draft("Asked", other), make_draft("Late", other)
    assigning.assign(asked, RU, by=chief, assignee=reporter)
    handed_on = make_draft("Handed on", reporter, Work.IN_REVIEW)
    assigning.assign(handed_on, RU, by=chief, assignee=reporter)  # it waits for whoever reads it
    assigning.assign(late, RU, by=chief, assignee=reporter, deadline=timezone.now() - timedelta(hours=1))

    page = first_page_of(reporter)
    waiting, drafts = rows_on(page)
    assert waiting == [
        ["returned for changes", "Sent back", "Open"], ["draft", "Asked", "Open"], ["draft", "Late", "Open"],
    ]  # fmt: skip
    assert drafts == [["draft", "Written", "Open"]]
    assert words_in(page, "desk-late").startswith("deadline: ")
    assert "Name the source." in words_of(parts_of(page, "desk-work")[0])

    waiting, *others = rows_on(first_page_of(chief))
    assert waiting == [
        ["in review", "Handed on", "Read it"], ["ready", "To publish", "Go and publish"],
        ["in review", "To read", "Read it"],
    ]  # fmt: skip
    assert others == []
    everything, *_drafts = rows_on(first_page_of(chief, "?work=desk"))
    assert [title for _state, title, _step in everything] == ["Asked", "Handed on", "Late", "To publish", "To read"]


def test_who_may_not_see_stories_sees_no_headline(staff):
    story = make_draft("Secret", staff("reporter"), Work.IN_REVIEW)
    Comment.objects.create(article=make_article("ru"), language="ru", name="A", text="B")
    assert "Secret" in first_page_of(staff("editor")).content.decode()
    page = first_page_of(staff("moderator"))
    assert "Secret" not in page.content.decode()
    assert change_url(story) not in page.content.decode()
    assert words_in(page, "desk-notices").startswith("Comments wait 1 · the oldest for")


def test_the_day_has_what_came_out_and_what_is_planned(staff):
    chief = staff("chief editor")
    make_article("ru", "kk", title="Out already", published_at=timezone.now() - timedelta(minutes=1))
    planned = make_draft("Planned", chief)
    workflow.publish(planned, RU, by=chief, at=timezone.now() + timedelta(seconds=30))
    photo = make_photo(leased_until=timezone.localdate())
    page = first_page_of(chief)
    kinds = [(item.get("data-kind"), words_of(item[1])) for item in parts_of(page, "desk-line")[0].iter("li")]
    assert [kind for kind in kinds if kind[0] != "gap"] == [
        ("past", "Қазақша, Русский Out already [ru]"), ("now", "now"), ("coming", "Русский Planned [ru]"),
    ]  # fmt: skip
    assert "Rights of photos end 1" in words_in(page, "desk-notices")
    assert change_url(planned) in page.content.decode()
    assert photo.pk


def test_what_readers_report_waits_for_whoever_may_publish(staff):
    story = make_article("ru", title="Школа")
    notes.add(story, RU, by=None, text="Не три, а четыре.")
    shown = [words_in(first_page_of(staff(role)), "desk-asked") for role in ("editor", "chief editor")]
    assert ["Не три, а четыре." in words for words in shown] == [True, True]
    assert parts_of(first_page_of(staff("reporter")), "desk-asked") == []


def test_the_longest_time_without_a_plan_is_named():
    morning = timezone.make_aware(datetime(2026, 2, 2, 7, 26))
    plan = [Moment(morning, "now"), *(Moment(morning.replace(hour=hour, minute=0), "coming") for hour in (9, 12, 21))]
    assert [moment.words for moment in with_gap(plan, morning) if moment.kind == "gap"] == [
        "nothing is planned from 12:00 to 21:00"
    ]
    plan[2:2] = [Moment(morning.replace(hour=hour), "coming") for hour in (11, 13, 15, 17, 19)]
    assert with_gap(sorted(plan, key=lambda moment: moment.at), morning)[-1].kind == "coming"


def test_its_cost_does_not_grow_with_the_stories(signed_in, staff):
    client, reporter = signed_in("chief editor"), staff("reporter")

    def cost():
        client.get(FIRST)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(FIRST).status_code == 200
        return len(asked)

    make_draft("One", reporter, Work.IN_REVIEW)
    make_article("ru", "kk", published_at=timezone.now())
    few = cost()
    for number in range(12):
        make_draft(f"More {number}", reporter, Work.IN_REVIEW)
        make_article("ru", "kk", published_at=timezone.now())
    assert cost() == few
    assert few <= 43
