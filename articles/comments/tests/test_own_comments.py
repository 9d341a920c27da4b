"""Writers find their comments again: in the browser that has sent them, and with their account everywhere."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.comments import mine
from articles.comments.models import Comment, State
from articles.comments.people import cookies
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU, WORDS, post
from articles.tests.page_content import elements, parts_of, words_in, words_of

pytestmark = pytest.mark.django_db
MINE = "/ru/my-comments/"


def listed(client, at=MINE):
    """Return [(text, address of the own page)] of the comments that the page lists."""
    texts = [words_of(part) for part in parts_of(client.get(at), "own")]
    links = [link.get("href") for link in elements(client.get(at), "a")]
    return list(zip(texts, [link for link in links if "/comment/" in link], strict=True))


def test_a_browser_finds_its_comments_again_with_their_states_and_nobody_else_does(client, story):
    own = post(client, story).url
    ((text, address),) = listed(client)
    assert (WORDS["text"] in text, address) == (True, own)
    assert "ждёт модератора" in words_in(client.get(MINE), "not-found")
    Comment.objects.update(state=State.REJECTED)
    assert "отклонил" in words_in(client.get(MINE), "not-found")
    assert listed(Client()) == []
    client.cookies[mine.COOKIE] = client.cookies[mine.COOKIE].value[:-1] + "!"
    assert listed(client) == []


def test_nobody_reads_that_everybody_sees_a_comment_whose_story_is_not_public(client, story):
    post(client, story)
    Comment.objects.update(state=State.APPROVED)
    assert "видят все" in words_in(client.get(MINE), "not-found")
    type(story).objects.update(published_at_ru=timezone.now() + datetime.timedelta(days=1))
    words = words_in(client.get(MINE), "not-found")
    assert ("видят все" in words, "одобрен" in words) == (False, True)


def test_only_this_page_depends_on_the_cookie_which_no_script_reads(client, story):
    post(client, story)
    cookie = client.cookies[mine.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 24 * 60 * 60)
    page = client.get(MINE)
    assert (page.headers["Cache-Control"], "Cookie" in page.headers["Vary"]) == ("private, no-store", True)
    of_story = client.get(story.address_in(RU))
    assert of_story.content == Client().get(story.address_in(RU)).content
    assert "Cookie" not in of_story.headers.get("Vary", "")
    assert MINE in [link.get("href") for link in elements(of_story, "a")]


def test_a_correction_takes_the_place_of_what_it_corrects_and_gives_no_more_time(client, story, clock):
    own = post(client, story).url
    clock(Comment.objects.get().sent_at + datetime.timedelta(minutes=14))
    newer = client.post(own, WORDS | {"text": "Иначе"}, headers=OURS).url
    assert [address for _text, address in listed(client)] == [newer]
    clock(Comment.objects.first().sent_at + datetime.timedelta(minutes=2))
    assert elements(client.get(newer), "textarea") == []


def test_the_list_leads_to_the_edition_of_each_comment(client, story):
    own = post(client, story).url
    assert [address for _text, address in listed(client, "/kk-arab/my-comments/")] == [own]


def test_an_account_finds_its_comments_in_each_browser_and_can_read_them(client, story, settings):
    settings.COMMENTER_IDENTITY = "sms"
    person = make_person()
    make_comment(story, "Моё", person=person, state=State.WAITING)
    make_comment(story, "Чужое", person=make_person(contact="+77011234568"))
    response = client.get(MINE)
    cookies.give(response, person)
    client.cookies.update(response.cookies)
    ((text, address),) = listed(client)
    assert "Моё" in text
    page = client.get(address)
    assert (page.status_code, elements(page, "textarea")) == (200, [])


def test_a_form_that_is_sent_twice_is_listed_once_and_stays_changeable(client, story):
    own = post(client, story).url
    post(client, story)
    assert [address for _text, address in listed(client)] == [own]
