"""A writer appeals once against a rejection, and a moderator who has not made it decides."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from articles.comments import moderation
from articles.comments.appeals.acts import NotAppealable, appeal, refuse
from articles.comments.desk import acts
from articles.comments.models import Appeal, AppealOutcome, Comment, DecisionAct, State
from articles.comments.own_page import address_of
from articles.comments.people.ending import erase
from articles.comments.people.exporting import exported
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, errors_in
from articles.comments.warning import warn_writers
from articles.tests.page_content import elements, words_in

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def first(staff):
    return staff("moderator")


@pytest.fixture
def second(staff):
    return staff("editor")


@pytest.fixture
def rejected(story, first):
    comment = make_comment(story, "Слова читателя", state=State.WAITING)
    moderation.reject(this(comment), by=first, reason="insult")
    return comment


def this(comment):
    return Comment.objects.filter(pk=comment.pk)


def state_of(comment):
    comment.refresh_from_db()
    return comment.state


def own_page(comment):
    with translation.override("ru"):
        return address_of(comment)


def decide(client, user, name, comment, state=State.REJECTED):
    client.force_login(user)
    fields = {"act": name, "comment": f"{comment.pk}:{state}", "view": "appealed"}
    return client.post(f"{QUEUE}decide/", fields, follow=True)


def in_queue(client, user):
    client.force_login(user)
    page = client.get(QUEUE, {"view": "appealed"})
    return [row.get("data-row") for row in elements(page, "li") if row.get("data-row")]


# The writer


def test_a_writer_appeals_once_on_the_page_of_the_comment(client, rejected):
    page = client.get(own_page(rejected))
    assert elements(page, "textarea", name="appeal")
    empty = client.post(own_page(rejected), {"appeal": " \u200b "}, headers=OURS)
    assert errors_in(empty) == ["Напишите почему."]
    assert client.post(own_page(rejected), {"appeal": "Это <b>шутка</b>"}, headers=OURS).status_code == 303
    page = client.get(own_page(rejected))
    assert "Решит другой модератор" in words_in(page, "not-found")
    assert not elements(page, "textarea", name="appeal")
    assert client.post(own_page(rejected), {"appeal": "Ещё раз"}, headers=OURS).status_code == 409
    assert Appeal.objects.get().text == "Это <b>шутка</b>"


@pytest.mark.parametrize("state", [State.WAITING, State.APPROVED, State.HIDDEN, State.REMOVED])
def test_there_is_nothing_to_appeal_against_unless_it_is_rejected(client, story, state):
    comment = make_comment(story, state=state)
    assert not elements(client.get(own_page(comment)), "textarea", name="appeal")
    with pytest.raises(NotAppealable):
        appeal(comment, "Words")


def test_another_site_appeals_for_nobody(client, rejected):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(own_page(rejected), {"appeal": "Words"}, headers=foreign).status_code == 403
    assert not Appeal.objects.exists()


# Moderators


def test_another_moderator_grants_it_and_the_writer_reads_that(client, rejected, first, second):
    appeal(rejected, "Это шутка")
    assert in_queue(client, first) == []
    assert in_queue(client, second) == [str(rejected.pk)]
    page = client.get(QUEUE, {"view": "appealed"})
    shown = words_in(page, "moderation-parent")
    assert "Это шутка" in shown
    assert str(first) in shown
    decide(client, second, "approve", rejected)
    assert (state_of(rejected), Appeal.objects.get().outcome) == (State.APPROVED, AppealOutcome.GRANTED)
    client.logout()
    assert "согласен с вами" in words_in(client.get(own_page(rejected)), "not-found")


def test_another_moderator_refuses_it_with_a_reason(client, rejected, first, second):
    appeal(rejected, "Это шутка")
    decide(client, second, "reject off topic", rejected)
    row = Appeal.objects.get()
    assert (state_of(rejected), row.outcome, row.act.by) == (State.REJECTED, AppealOutcome.REFUSED, second)
    assert in_queue(client, second) == []
    client.logout()
    words = words_in(client.get(own_page(rejected)), "not-found")
    assert "остаётся отклонённым: не о материале" in words.lower()
    moderation.undo(row.act, by=second)
    assert (Appeal.objects.get().outcome, in_queue(client, second)) == ("", [str(rejected.pk)])


@pytest.mark.parametrize("name", ["approve", "reject insult", "pin", "answer"])
def test_who_has_rejected_it_does_not_decide(client, rejected, first, second, name):
    appeal(rejected, "Это шутка")
    page = decide(client, first, name, rejected)
    assert "Another moderator has to decide" in words_in(page, "messagelist")
    assert (state_of(rejected), Appeal.objects.get().outcome) == (State.REJECTED, "")
    assert decide(client, second, "approve", rejected).status_code == 200
    assert state_of(rejected) == State.APPROVED


def test_who_may_not_decide_keeps_it_from_nobody_who_may(client, rejected, first, second):
    appeal(rejected, "Это шутка")
    for user, view in ((first, "all"), (second, "appealed")):
        client.force_login(user)
        assert "Это шутка" in client.get(f"/admin/comments/comment/queue/?view={view}").text


def test_there_is_no_way_around_that(client, rejected, first, second):
    appeal(rejected, "Это шутка")
    for act in (acts.approve, moderation.approve):
        assert act(this(rejected), by=first) is None
    assert refuse(this(rejected), by=first, reason="insult") is None
    for act in (acts.pin, partial(acts.answer, text="Yes", name="Newsroom")):
        with pytest.raises(ValidationError, match="has appealed"), translation.override("en"):
            act(rejected, by=first)
    with pytest.raises(ValidationError, match="has appealed"), translation.override("en"):
        warn_writers(this(rejected), by=first, reason="insult")
    with pytest.raises(ValidationError, match="has appealed"), translation.override("en"):
        moderation.undo(DecisionAct.objects.get(), by=first)
    granted = acts.approve(this(rejected), by=second)
    with pytest.raises(ValidationError, match="has appealed"), translation.override("en"):
        moderation.undo(granted, by=first)
    assert moderation.reject(this(rejected), by=first, reason="insult") is None
    assert state_of(rejected) == State.APPROVED


def test_only_moderators_decide(rejected, staff):
    appeal(rejected, "Это шутка")
    with pytest.raises(PermissionDenied):
        refuse(this(rejected), by=staff("reporter"), reason="insult")


def test_an_appeal_is_on_the_first_page_of_those_who_may_decide(client, rejected, first, second):
    appeal(rejected, "Это шутка")
    found = []
    for user in (first, second):
        client.force_login(user)
        found.append("ppeals of writers wait" in client.get("/admin/").text)
    assert found == [False, True]


def test_the_words_of_an_appeal_go_with_the_person_who_is_erased(story, first):
    person = make_person()
    comment = make_comment(story, person=person)
    moderation.reject(this(comment), by=first, reason="insult")
    appeal(comment, "I live next door")
    assert [row["text"] for row in exported(person)["appeals"]] == ["I live next door"]
    erase(person)
    assert Appeal.objects.get().text == ""


def test_undoing_the_rejection_before_an_appeal_is_as_ever(rejected, first):
    moderation.undo(DecisionAct.objects.get(), by=first)
    assert state_of(rejected) == State.WAITING


def undone(comment, by):
    """Undo the rejection of a comment whose writer has appealed."""
    moderation.undo(DecisionAct.objects.get(), by=by)
    assert state_of(comment) == State.WAITING


@pytest.mark.parametrize("is_in_queue", [True, False])
def test_who_rejects_it_anew_after_the_undo_has_refused_the_appeal(client, rejected, second, is_in_queue):
    appeal(rejected, "Это шутка")
    undone(rejected, second)
    if is_in_queue:
        decide(client, second, "reject off topic", rejected, State.WAITING)
    else:
        moderation.reject(this(rejected), by=second, reason="off topic")
    row = Appeal.objects.get()
    assert (state_of(rejected), row.outcome, row.act.by) == (State.REJECTED, AppealOutcome.REFUSED, second)
    assert in_queue(client, second) == []
    decide(client, second, "reject off topic", rejected)
    assert not DecisionAct.objects.filter(kind="uphold").exists()


def test_an_appealed_comment_and_others_are_rejected_together(client, story, rejected, second):
    appeal(rejected, "Это шутка")
    waiting = make_comment(story, state=State.WAITING)
    client.force_login(second)
    tickets = [f"{rejected.pk}:rejected", f"{waiting.pk}:waiting"]
    page = client.post(f"{QUEUE}decide/", {"act": "reject insult", "ticked": tickets, "view": "all"}, follow=True)
    assert words_in(page, "messagelist") == ""
    assert (state_of(waiting), Appeal.objects.get().outcome) == (State.REJECTED, AppealOutcome.REFUSED)


def test_the_first_page_counts_the_appeals_that_the_queue_has(client, rejected, second):
    appeal(rejected, "Это шутка")
    client.force_login(second)
    assert "ppeals of writers wait" in client.get("/admin/").text
    undone(rejected, second)
    assert "ppeals of writers wait" not in client.get("/admin/").text
    assert in_queue(client, second) == []


def test_the_log_undoes_the_other_selected_decisions_and_says_why_not_that_one(client, story, rejected, first):
    other = make_comment(story)
    moderation.reject(this(other), by=first, reason="insult")
    appeal(rejected, "Это шутка")
    client.force_login(first)
    chosen = {"action": "undo_selected", "_selected_action": [*DecisionAct.objects.values_list("pk", flat=True)]}
    page = client.post("/admin/comments/decisionact/", chosen, follow=True)
    assert "Another moderator has to decide" in words_in(page, "messagelist")
    assert (state_of(rejected), state_of(other)) == (State.REJECTED, State.APPROVED)


@pytest.mark.parametrize("is_granted", [True, False])
def test_the_writer_reads_nothing_that_a_later_decision_has_made_untrue(client, rejected, second, staff, is_granted):
    appeal(rejected, "Это шутка")
    third = staff("chief editor")
    if is_granted:
        acts.approve(this(rejected), by=second)
        moderation.reject(this(rejected), by=third, reason="off topic")
    else:
        refuse(this(rejected), by=second, reason="insult")
        acts.approve(this(rejected), by=third)
    words = words_in(client.get(own_page(rejected)), "not-found")
    assert "ещё раз решили" in words
    assert "согласен с вами" not in words
    assert "остаётся отклонённым" not in words
