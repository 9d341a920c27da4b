"""Bans and warnings from the queue."""

import datetime

import pytest
from django.utils import timezone

from articles.comments.models import Ban, DecisionAct, Lease, State
from articles.comments.own_page import outcome
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.queue_pages import QUEUE, SCRIPT, act, page_of, states, undo_last, waiting
from articles.tests.page_content import elements, parts_of

pytestmark = pytest.mark.django_db


def test_a_ban_that_hides_nothing_leaves_the_comment_on_the_page(signed_in, story):
    comment, desk = waiting(story, origin="a" * 48), signed_in("moderator")
    page = page_of(desk.get(QUEUE))
    sent = {"act": "ban", "comment": f"{comment.pk}:waiting", "page": page, "ban-hours": "24", "ban-reason": "insult"}
    desk.post(f"{QUEUE}decide/", sent, **SCRIPT)
    assert [*Lease.objects.get().pages] == [page]
    desk.post(f"{QUEUE}decide/", sent | {"act": "approve"}, **SCRIPT)
    assert not Lease.objects.exists()


def test_a_ban_hides_all_of_the_writer_and_one_undo_restores_both(signed_in, story):
    written, others = [waiting(story, origin="a" * 48), make_comment(story, origin="a" * 48)], waiting(story)
    desk = signed_in("moderator")
    act(desk, "ban", written[0], **{"ban-hours": "24", "ban-reason": "insult", "ban-hides": "on"})
    assert (states(*written, others), Ban.objects.get().lifted_at) == ([State.HIDDEN] * 2 + [State.WAITING], None)
    undo_last(desk)
    assert states(*written, others) == [State.WAITING, State.APPROVED, State.WAITING]
    assert Ban.objects.get().lifted_at


def test_a_ban_for_good_may_hide_nothing_and_the_log_tells_of_it(signed_in, story):
    written = [waiting(story, origin="a" * 48), make_comment(story, origin="a" * 48)]
    desk = signed_in("moderator")
    page = act(desk, "ban", written[0], **{"ban-hours": "", "ban-reason": "insult"})
    assert (states(*written), Ban.objects.get().until) == ([State.WAITING, State.APPROVED], None)
    assert "Writer banned for good: an insult" in page.content.decode()
    assert "Writer banned for good: an insult" in desk.get("/admin/comments/decisionact/").content.decode()
    undo_last(desk)
    assert (states(*written), Ban.objects.get().lifted_at is None) == ([State.WAITING, State.APPROVED], False)


def test_an_act_that_hides_all_of_the_writer_says_until_when_the_writer_is_banned(signed_in, story, clock):
    clock(datetime.datetime(2026, 5, 4, 12, tzinfo=timezone.get_default_timezone()))
    fields = {"ban-hours": "24", "ban-reason": "insult", "ban-hides": "on"}
    page = act(signed_in("moderator"), "ban", waiting(story, origin="a" * 48), **fields)
    assert "Hidden with all of the writer · Writer banned until 2026-05-05 12:00: an insult" in page.content.decode()


def test_a_ban_leaves_the_reason_of_an_earlier_rejection(signed_in, story):
    comment, moderator = make_comment(story, origin="a" * 48), signed_in("moderator")
    act(moderator, "reject off topic", comment)
    comment.refresh_from_db()
    page = act(moderator, "ban", comment, **{"ban-hours": "", "ban-reason": "insult"})
    assert "was not decided" not in page.content.decode()
    assert DecisionAct.objects.latest("pk").kind == "ban"
    assert outcome(comment) == "A moderator has rejected your comment: not about the story."


@pytest.mark.parametrize("name", ["ban", "warn"])
def test_no_reason_is_chosen_for_a_ban_or_a_warning_beforehand(signed_in, story, name):
    comment, desk = waiting(story, person=make_person()), signed_in("moderator")
    select = next(one for one in elements(desk.get(QUEUE), "select") if one.get("name") == f"{name}-reason")
    assert next(one.get("value") for one in select.iter("option")) == ""
    assert "required" not in select.attrib
    page = act(desk, name, comment, **{f"{name}-reason": "", "ban-hours": "24"})
    assert len(parts_of(page, "messagelist")) == 1
    assert (states(comment), DecisionAct.objects.count()) == ([State.WAITING], 0)


def test_nobody_is_banned_whom_nobody_knows_or_by_those_who_may_not(signed_in, story):
    unknown, known = waiting(story), waiting(story, origin="a" * 48)
    fields = {"ban-hours": "24", "ban-reason": "insult", "ban-hides": "on"}
    page = act(signed_in("moderator"), "ban", unknown, **fields)
    assert (states(unknown), len(parts_of(page, "messagelist"))) == ([State.WAITING], 1)
    assert not [one for one in elements(signed_in("editor").get(QUEUE), "button") if one.get("value") == "ban"]
    assert act(signed_in("editor"), "ban", known, **fields).status_code == 403
    assert (states(known), Ban.objects.count()) == ([State.WAITING], 0)
