"""Reports weigh differently, hide a comment until somebody has looked at it, and their readers hear the outcome."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone, translation

from articles.comments import moderation
from articles.comments.desk import acts
from articles.comments.models import Comment, CommentSettings, DecisionAct, DecisionKind, Report, ReportOutcome, State
from articles.comments.models.comment import Voice
from articles.comments.own_page import address_of
from articles.comments.people.ending import erase
from articles.comments.people.exporting import exported
from articles.comments.people.tests.makers import make_person
from articles.comments.reports.limits import MOST_OF_A_PERSON, MOST_OF_STRANGERS
from articles.comments.reports.weights import KNOWN, MISTAKEN, STRANGER, TRUSTED, reports_of, weight_by
from articles.comments.responses import MOST_OF_A_NETWORK, report
from articles.comments.rules import comment_settings
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU
from articles.tests.page_content import elements, parts_of, words_of
from newsroom.database.cached_values import CachedValues

pytestmark = pytest.mark.django_db
QUEUE, MINE = "/admin/comments/comment/queue/", "/ru/reports/"


@pytest.fixture
def comment(story):
    return make_comment(story, "Слова читателя")


def reported(comment, number=1, limit=6, person=None, browser="A"):
    known = {"address": f"203.0.113.{number}", "browser": browser, "person": person}
    return report(comment, reason="insult", note="", **known, limit=limit)


def state_of(comment):
    comment.refresh_from_db()
    return comment.state


def this(comment):
    return Comment.objects.filter(pk=comment.pk)


def send(client, comment, address="203.0.113.7", **fields):
    sent = {"comment": comment.pk, "reason": "insult"} | fields
    at = f"{comment.article.address_in(RU)}comments/report/"
    return client.post(at, sent, headers=OURS | {"User-Agent": "A"}, REMOTE_ADDR=address)


# What a report weighs


@pytest.mark.parametrize(
    ("right", "wrong", "weight"),
    [(0, 0, KNOWN), (2, 0, KNOWN), (3, 0, TRUSTED), (4, 2, TRUSTED), (3, 2, KNOWN), (2, 4, MISTAKEN), (0, 3, MISTAKEN)],
)
def test_who_was_right_before_weighs_more(right, wrong, weight):
    assert weight_by([ReportOutcome.UPHELD] * right + [ReportOutcome.DISMISSED] * wrong + [""]) == weight
    assert MISTAKEN < STRANGER < KNOWN < TRUSTED


def test_a_person_is_known_by_outcomes_without_a_row_that_names_them(story, staff):
    person, other, moderator = make_person(), make_person(contact="+77011234568"), staff("moderator")
    for number in range(3):
        comment = make_comment(story)
        assert reported(comment, number, person=person).weight == KNOWN
        reported(comment, 9, person=other)
        moderation.reject(this(comment), by=moderator, reason="insult")
    Report.objects.filter(pk__in=reports_of(other)).update(outcome=ReportOutcome.DISMISSED)
    last = make_comment(story)
    assert [reported(last, 1, person=person).weight, reported(last, 2, person=other).weight] == [TRUSTED, MISTAKEN]
    assert reported(last, 3).weight == STRANGER
    assert len({*Report.objects.values_list("reporter")}) == Report.objects.count()


def test_somebody_who_is_erased_leaves_reports_of_nobody(comment):
    person = make_person()
    row = reported(comment, person=person)
    assert [one["reason"] for one in exported(person)["reports"]] == ["insult"]
    erase(person)
    row.refresh_from_db()
    assert (row.reporter, row.network, reports_of(person)) == (None, None, {})


# When a comment is hidden


def test_a_comment_waits_as_soon_as_its_reports_weigh_enough(signed_in, comment):
    for number in range(5):
        reported(comment, number)
    assert state_of(comment) == State.APPROVED
    reported(comment, 5)
    act = DecisionAct.objects.get()
    assert (state_of(comment), act.kind, act.by) == (State.WAITING, DecisionKind.REPORTED, None)
    calm = make_comment(comment.article, state=State.WAITING, urgency=90)
    page = signed_in("moderator").get(QUEUE, {"view": "reported"})
    assert [row.get("data-row") for row in elements(page, "li") if row.get("data-row")] == [str(comment.pk)]
    page = signed_in("editor").get(QUEUE)
    assert str(calm.pk) in [row.get("data-row") for row in elements(page, "li")]
    assert comment.urgency > calm.urgency


def test_two_reports_of_one_network_count_and_five_are_kept(comment):
    for number in range(9):
        reported(comment, 1, limit=3, browser=f"program {number}")
    assert (Report.objects.count(), state_of(comment)) == (MOST_OF_A_NETWORK, State.APPROVED)
    reported(comment, 2, limit=3)
    assert state_of(comment) == State.WAITING


@pytest.mark.parametrize("is_known", [True, False])
def test_nobody_reports_everything(story, clock, is_known):
    person = make_person() if is_known else None
    most = MOST_OF_A_PERSON if is_known else MOST_OF_STRANGERS
    comments = [make_comment(story) for _ in range(most + 2)]
    made = [reported(comment, person=person, browser=f"{comment.pk}") for comment in comments]
    assert [row is None for row in made] == [False] * most + [True] * 2
    assert reported(comments[0], person=person, browser=f"{comments[0].pk}") == made[0]
    other = make_person(contact="+77011234568") if is_known else None
    assert reported(comments[-1], 2, person=other)
    clock(timezone.now() + datetime.timedelta(hours=1))
    assert reported(comments[-1], person=person)


@pytest.mark.parametrize(("fields", "limit"), [({"voice": Voice.NEWSROOM}, 1), ({}, 0)])
def test_the_newsroom_is_never_hidden_by_readers_nor_is_anybody_without_a_limit(story, fields, limit):
    comment = make_comment(story, **fields)
    for number in range(9):
        reported(comment, number, limit=limit)
    assert state_of(comment) == State.APPROVED


def test_what_a_moderator_has_left_is_not_hidden_again_but_is_in_the_queue(signed_in, staff, comment):
    reported(comment, 1, limit=1)
    assert state_of(comment) == State.WAITING
    acts.approve(this(comment), by=staff("moderator"))
    reported(comment, 2, limit=1)
    assert state_of(comment) == State.APPROVED
    page = signed_in("editor").get(QUEUE, {"view": "reported"})
    assert [row.get("data-row") for row in elements(page, "li") if row.get("data-row")] == [str(comment.pk)]


def test_the_limit_is_one_of_the_settings(client, comment):
    CommentSettings.objects.create(report_limit=1)
    assert CachedValues().get(comment_settings).report_limit == 1
    send(client, comment)
    assert state_of(comment) == State.WAITING


# Decisions settle reports


@pytest.mark.parametrize(
    ("decide", "outcome"),
    [
        (acts.approve, ReportOutcome.DISMISSED),
        (lambda rows, by: moderation.reject(rows, by=by, reason="insult"), ReportOutcome.UPHELD),
        (lambda rows, by: moderation.hide(rows, by=by, reason=""), ReportOutcome.UPHELD),
        (lambda rows, by: moderation.hide_all(rows, by=by, reason="insult"), ReportOutcome.UPHELD),
        (acts.put_off, ""),
    ],
)
def test_a_decision_settles_reports_and_undoing_opens_them_again(staff, comment, decide, outcome):
    reported(comment, 1, limit=1)
    moderator = staff("moderator")
    act = decide(this(comment), by=moderator)
    assert Report.objects.get().outcome == outcome
    moderation.undo(act, by=moderator)
    assert (Report.objects.get().outcome, state_of(comment)) == ("", State.WAITING)


def test_undoing_what_readers_have_hidden_gives_back_its_place(staff, story):
    comment = make_comment(story, urgency=7)
    reported(comment, 1, limit=1)
    moderation.undo(DecisionAct.objects.get(), by=staff("moderator"))
    assert (state_of(comment), comment.urgency) == (State.APPROVED, 7)


# What readers hear


def outcomes_on(page):
    return [words_of(part) for part in parts_of(page, "block")]


def test_a_reader_without_an_account_hears_what_has_become_of_a_report(client, staff, comment):
    sent = send(client, comment)
    (link,) = [one for one in elements(client.get(sent.headers["Location"]), "a") if one.get("href") == MINE]
    assert "Ещё ни один модератор" in outcomes_on(client.get(link.get("href")))[0]
    act = acts.approve(this(comment), by=staff("moderator"))
    page = client.get(MINE)
    assert "не нарушает правил" in outcomes_on(page)[0]
    assert f"?comment={comment.pk}" in page.text
    moderation.undo(act, by=staff("editor"))
    moderation.reject(this(comment), by=staff("moderator"), reason="insult")
    page = client.get(MINE)
    assert "Вы правы" in outcomes_on(page)[0]
    assert "Слова читателя" not in page.text
    assert f"?comment={comment.pk}" not in page.text


def test_each_report_quotes_the_first_words_of_its_comment(client, story, comment):
    send(client, comment)
    send(client, make_comment(story, "Другие слова. " * 40))
    second, first = [words_of(quote) for quote in elements(client.get(MINE), "q")]
    assert (first, second[:14], len(second)) == ("Слова читателя", "Другие слова. ", 80)


def test_a_reader_hears_nothing_that_a_later_decision_has_made_untrue(client, staff, comment):
    send(client, comment)
    moderation.reject(this(comment), by=staff("moderator"), reason="insult")
    assert "Вы правы" in outcomes_on(client.get(MINE))[0]
    acts.approve(this(comment), by=staff("editor"))
    page = client.get(MINE)
    assert f"?comment={comment.pk}" in page.text
    assert "не нарушает правил" in outcomes_on(page)[0]
    Report.objects.update(outcome=ReportOutcome.DISMISSED)
    moderation.reject(this(comment), by=staff("chief editor"), reason="insult")
    assert "не показан" in outcomes_on(client.get(MINE))[0]


def test_nobody_sees_reports_of_others(client, comment):
    send(client, comment)
    cookie = client.cookies["reports"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert outcomes_on(client.get(MINE)) != []
    other = Client()
    for value in ("", "x", cookie.value[:-1], "WzFd"):
        other.cookies["reports"] = value
        assert outcomes_on(other.get(MINE)) == []


def test_a_story_that_is_not_public_is_not_named(client, comment):
    send(client, comment)
    title = comment.article.title_ru
    assert title in client.get(MINE).text
    type(comment.article).objects.update(published_at_ru=timezone.now() + datetime.timedelta(days=1))
    assert title not in client.get(MINE).text


def test_the_writer_sees_that_readers_have_reported_it_and_cannot_slip_other_words_in(client, story):
    comment = make_comment(story)

    with translation.override("ru"):
        address = address_of(comment)
    reported(comment, 1, limit=1)
    page = client.get(address)
    assert "Читатели пожаловались" in page.text
    assert len(elements(page, "textarea")) == 0
    assert client.post(address, {"text": "Other", "name": "Reader"}, headers=OURS).status_code == 409
    client.post(address, {"remove": "1"}, headers=OURS)
    assert (state_of(comment), Comment.objects.count()) == (State.REMOVED, 1)
