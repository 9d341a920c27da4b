"""Moderators see what else the writer of a comment has written: by the account, and by the network."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments import banning, moderation
from articles.comments.models import Comment, State
from articles.comments.noting import note_writer
from articles.comments.origins import forget_origins, origin_of
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.warning import warn_writers
from articles.tests.page_content import elements, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(story):
    return make_comment(story, "First", person=make_person(), origin=origin_of("192.0.2.7"))


def page_of(desk, comment, **query):
    return desk.get(f"/admin/comments/comment/{comment.pk}/writer/", query)


def texts_on(page):
    return [row.findall("p")[1].text_content().split()[-1] for row in elements(page, "li") if row.findall("p")]


def ways_on(page):
    return [link.get("href") for link in elements(page, "a") if link.get("class") == "board-filter"]


def test_the_account_is_known_from_every_network_and_each_network_without_it(signed_in, story, comment):
    make_comment(story, "Elsewhere", person=comment.person, origin=origin_of("203.0.113.9"))
    make_comment(story, "Same", origin=origin_of("192.0.2.7"))
    make_comment(story, "Near", origin=origin_of("192.0.2.8"))
    make_comment(story, "Wide", origin=origin_of("192.0.9.9"))
    make_comment(story, "Other", origin=origin_of("198.51.100.1"))
    desk = signed_in("moderator")
    found = {way: texts_on(page_of(desk, comment, by=way)) for way in ("account", "network", "near", "wide")}
    assert found == {
        "account": ["Elsewhere", "First"],
        "network": ["Same", "First"],
        "near": ["Near", "Same", "First"],
        "wide": ["Wide", "Near", "Same", "First"],
    }
    assert "192.0.2" not in page_of(desk, comment, by="network").text


def test_each_comment_says_what_was_decided_and_why(signed_in, staff, story, comment):
    hidden = make_comment(story, "Bad", person=comment.person)
    moderation.reject(Comment.objects.filter(pk=hidden.pk), by=staff("moderator"), reason="insult")
    page = page_of(signed_in("moderator"), comment)
    assert "Rejected: an insult" in words_in(page, "writer-history")
    assert "Approved: 1 · Rejected: 1" in " ".join(words_in(page, "panel-body").split())


def test_notes_warnings_and_bans_are_there_too(signed_in, staff, comment):
    moderator, desk = staff("moderator"), signed_in("moderator")
    this = Comment.objects.filter(pk=comment.pk)
    note_writer(comment, "Knows the mayor", by=moderator)
    warn_writers(this, by=moderator, reason="insult")
    banning.ban_writers(this, by=moderator, reason="violence", hours=5)
    words = words_in(page_of(desk, comment), "panel-body")
    assert all(part in words for part in ("Knows the mayor", "Warned: an insult", "Ban: a call for violence"))
    assert ways_on(page_of(desk, comment)) == ["?by=account", "?by=network", "?by=near", "?by=wide"]


def test_who_is_forgotten_is_not_known(signed_in, story):
    comment = make_comment(story, origin=origin_of("192.0.2.7"))
    forget_origins(timezone.now() + timedelta(days=31))
    page = page_of(signed_in("moderator"), comment)
    assert "not known any more" in words_in(page, "moderation-empty")


def test_the_page_goes_on_and_costs_the_same(signed_in, story, comment):
    desk, numbers = signed_in("moderator"), []
    for number in (3, 60):
        for _ in range(number):
            make_comment(story, person=comment.person, state=State.WAITING)
        with CaptureQueriesContext(connection) as queries:
            page = page_of(desk, comment)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1], numbers
    (older,) = [link.get("href") for link in elements(page, "a") if link.get("rel") == "next"]
    assert len(texts_on(desk.get(f"/admin/comments/comment/{comment.pk}/writer/{older}"))) == 14
    assert page_of(desk, comment, before="9" * 30, by="x").status_code == 200


def test_only_moderators_see_it(signed_in, comment):
    assert page_of(signed_in("reporter"), comment).status_code == 403
