"""Moderators and editors hear once a day that comments wait too long."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles.comments.late import tell_of_late
from articles.comments.models import Comment, CommentSettings, DecisionAct, State
from articles.comments.responses import report
from articles.comments.tests.makers import make_comment
from articles.tests.page_content import elements, words_of
from newsroom.outbox.chores import CHORES
from newsroom.outbox.delivery import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(staff):
    found = [staff(role) for role in ("moderator", "editor", "reporter")]
    for number, person in enumerate(found):
        type(person).objects.filter(pk=person.pk).update(email=f"{number}@example.kz")
    return found[:2]


def sent(comment, hours):
    Comment.objects.filter(pk=comment.pk).update(sent_at=timezone.now() - timedelta(hours=hours))
    return comment


def receivers():
    deliver_due()
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_those_who_decide_get_one_mail_a_day(people, story, clock):
    sent(make_comment(story, state=State.WAITING), hours=5)
    assert (tell_of_late(), tell_of_late()) == (2, 2)
    assert receivers() == ["0@example.kz", "1@example.kz"]
    assert mail.outbox[0].subject == "1 comment waits too long"
    assert "/admin/comments/comment/queue/" in mail.outbox[0].body
    assert "5" in mail.outbox[0].body
    clock(timezone.now() + timedelta(days=1))
    tell_of_late()
    assert len(receivers()) == 4
    assert tell_of_late.__qualname__ in CHORES


@pytest.mark.parametrize(("hours", "limit", "number"), [(3, 4, 0), (5, 4, 2), (500, 0, 0), (500, 1000, 0)])
def test_the_limit_is_one_of_the_settings(people, story, hours, limit, number):
    CommentSettings.objects.create(late_after=limit)
    sent(make_comment(story, state=State.WAITING), hours)
    sent(make_comment(story), hours)
    assert tell_of_late() == number


def test_an_old_comment_that_readers_have_just_reported_has_not_waited_yet(people, story):
    comment = sent(make_comment(story), hours=500)
    report(comment, reason="insult", note="", address="192.0.2.7", browser="A", limit=1)
    assert DecisionAct.objects.count() == 1
    assert tell_of_late() == 0


def test_the_first_page_says_that_it_is_too_long(signed_in, story):
    comment = sent(make_comment(story, state=State.WAITING), hours=3)
    desk = signed_in("editor")
    assert "omments wait" in desk.get("/admin/").text
    assert "omments wait too long" not in desk.get("/admin/").text
    sent(comment, hours=5)
    make_comment(story, state=State.WAITING)
    (notice,) = [link for link in elements(desk.get("/admin/"), "a") if "omments wait too long" in words_of(link)]
    assert words_of(notice.getparent()).split(" · ")[0].endswith(" 1")  # of the two that wait
