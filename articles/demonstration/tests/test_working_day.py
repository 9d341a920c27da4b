"""The demonstration fills the pages of the desk with work, relative to today."""

import pytest
from django.core.management import call_command
from django.test import Client

from articles.demonstration.working_day import EVENTS, WORDS
from articles.models import DaybookEvent, FrontSlot, Note, StoryAct
from articles.tests.page_content import parts_of, words_in
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db
WEEK, FRONT = "/admin/articles/daybookevent/week/", "/admin/articles/article/front/?edition=kk"


@pytest.fixture(autouse=True)
def _debug(settings):
    settings.DEBUG = True


def client_of(name):
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def counts():
    return [model.objects.count() for model in (DaybookEvent, FrontSlot, Note, StoryAct)]


def test_it_is_made_once_and_shown_where_people_work(demo, client):
    front = client.get("/kk/").text
    call_command("create_demo_staff")
    assert counts()[:3] == [len(EVENTS), 4, 2]
    reporter, editor, translator = map(client_of, ("reporter", "editor", "translator"))
    assert EVENTS[0][3] in words_in(editor.get(WEEK), "daybook-event")
    assert len(parts_of(editor.get(FRONT), "front-about")) > 4
    for person in (reporter, editor, translator):
        assert WORDS["title"] in person.get("/admin/").text
    assert (WORDS["title"] in client.get("/kk/").text, client.get("/kk/").text == front) == (False, False)

    before = counts()
    call_command("create_demo_staff")
    assert counts() == before


def test_without_the_stories_of_the_demonstration_nothing_is_made(db):
    call_command("create_demo_staff")
    assert counts() == [0, 0, 0, 0]
