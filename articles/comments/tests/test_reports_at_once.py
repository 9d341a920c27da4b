"""Readers who report a comment at the same moment hide it once, and a form that is sent twice appeals once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.comments import moderation
from articles.comments.appeals.acts import NotAppealable, appeal
from articles.comments.models import Appeal, Comment, DecisionAct, DecisionKind, Report, State
from articles.comments.responses import report
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
PEOPLE = 8


def at_once(act):
    """Let eight threads act at the same moment, each with its number. Return what they return."""
    barrier = Barrier(PEOPLE)

    def run(number):
        try:
            barrier.wait(timeout=10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(run, range(PEOPLE), timeout=60))


def test_reports_at_once_are_all_kept_and_hide_a_comment_once():
    comment = make_comment(make_article("ru"))
    words = {"reason": "insult", "note": "", "browser": "A", "limit": 6}
    at_once(lambda number: report(comment, address=f"192.0.2.{number}", **words))
    comment.refresh_from_db()
    assert (comment.state, Report.objects.count()) == (State.WAITING, PEOPLE)
    assert DecisionAct.objects.filter(kind=DecisionKind.REPORTED).count() == 1


def test_the_same_report_at_once_is_one():
    comment = make_comment(make_article("ru"))
    words = {"reason": "insult", "note": "", "browser": "A", "address": "192.0.2.7"}
    at_once(lambda number: report(comment, **words))
    assert Report.objects.count() == 1


def test_appeals_at_once_are_one(staff):
    comment = make_comment(make_article("ru"), state=State.WAITING)
    moderation.reject(Comment.objects.all(), by=staff("moderator"), reason="insult")

    def ask(number):
        try:
            return appeal(comment, f"No. {number}")
        except NotAppealable:
            return None

    assert len([row for row in at_once(ask) if row]) == Appeal.objects.count() == 1
