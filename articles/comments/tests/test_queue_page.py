"""The page of the queue, without scripts: one act a form, the next comment after it, and a way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments.models import Comment, Decision, DecisionAct, Discussion, RejectionReason, Report, State
from articles.comments.models.comment import Voice
from articles.comments.tests.makers import make_comment
from articles.comments.tests.queue_pages import QUEUE, act, in_queue, on_screen, states, undo_last, waiting
from articles.tests.makers import make_article
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

HELD = {"words": {"reason": "banned word", "found": [["text", 4, 9, "займ", 7]]}, "length": True}


@pytest.fixture
def story():
    return make_article("ru", title="A headline")


def test_the_most_urgent_comes_first_and_what_was_found_is_marked(signed_in, story):
    calm, urgent = waiting(story), waiting(story, "Мой займы тут", urgency=90, verdicts=HELD)
    page = signed_in("moderator").get(QUEUE)
    assert in_queue(page) == [urgent.pk, calm.pk]
    assert on_screen(page) == urgent.pk
    assert [words_of(mark) for mark in elements(page, "mark")] == ["займы"]
    assert "Banned word" in words_of(parts_of(page, "moderation-findings")[0])
    assert "A headline" in page.content.decode()


def test_each_view_has_its_comments_and_its_count(signed_in, story):
    calm, urgent, shown = waiting(story), waiting(story, urgency=60), make_comment(story)
    make_comment(story, state=State.REJECTED)
    Report.objects.create(comment=shown, reason=RejectionReason.INSULT, reported_at=timezone.now(), reporter="a")
    desk = signed_in("moderator")
    found = {view: in_queue(desk.get(QUEUE, {"view": view})) for view in ("waiting", "reported", "suspect")}
    assert found == {"waiting": [urgent.pk, calm.pk], "reported": [shown.pk], "suspect": [urgent.pk]}
    page = desk.get(QUEUE, {"view": "all"})
    assert len(in_queue(page)) == 4
    numbers = [words_of(number) for number in elements(page, "b") if number.get("data-count")]
    assert numbers == ["2", "1", "1", "0", "4"]


ACTS = {
    "approve": State.APPROVED, "reject insult": State.REJECTED, "hide": State.HIDDEN, "later": State.WAITING,
    "pin": State.APPROVED,
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_an_act_leads_to_the_next_comment_and_is_undone_in_one(signed_in, story, name):
    first, second = waiting(story, urgency=9), waiting(story)
    desk = signed_in("moderator")
    before = Comment.objects.values_list("state", "postponed_at").get(pk=first.pk)
    page = act(desk, name, first, next=second.pk)
    assert (states(first, second), on_screen(page)) == ([ACTS[name], State.WAITING], second.pk)
    (row,) = Decision.objects.all()
    assert (row.comment, row.was, row.became) == (first, State.WAITING, ACTS[name])
    assert row.act.by.pk == int(desk.session["_auth_user_id"])
    page = undo_last(desk)
    assert Comment.objects.values_list("state", "postponed_at").get(pk=first.pk) == before
    assert (on_screen(page), in_queue(page)) == (first.pk, [first.pk, second.pk])
    assert not Discussion.objects.exclude(pinned=None).exists()


def test_a_pin_replaces_the_one_before_and_undoing_brings_it_back(signed_in, story):
    old, new = make_comment(story), make_comment(story)
    desk = signed_in("moderator")
    act(desk, "pin", old)
    act(desk, "pin", new)
    assert Discussion.objects.get().pinned == new
    undo_last(desk)
    assert Discussion.objects.get().pinned == old


def test_a_pinned_comment_is_taken_down_by_the_same_button(signed_in, story):
    comment, desk = make_comment(story), signed_in("moderator")
    act(desk, "pin", comment)
    (button,) = [
        one for one in elements(desk.get(QUEUE, {"view": "all"}), "button") if one.get("data-pins") is not None
    ]
    assert button.get("value") == "unpin"
    act(desk, "unpin", comment)
    assert (Discussion.objects.get().pinned, states(comment)) == (None, [State.APPROVED])
    undo_last(desk)
    assert Discussion.objects.get().pinned == comment
    act(desk, "unpin", comment)
    assert Discussion.objects.get().pinned is None


def test_an_act_that_others_have_overruled_is_undone_without_a_change(signed_in, story):
    comment, desk = waiting(story), signed_in("moderator")
    act(desk, "approve", comment)
    act(signed_in("editor"), "reject insult", Comment.objects.get())
    mine = DecisionAct.objects.get(kind="approve")
    for _ in range(2):
        page = desk.post(f"{QUEUE}undo/{mine.pk}/", follow=True)
    assert (states(comment), DecisionAct.objects.filter(undoes=mine).count()) == ([State.REJECTED], 1)
    assert "already" in words_of(parts_of(page, "messagelist")[0])


def test_an_answer_is_the_newsrooms_and_undoing_removes_it(signed_in, story, client):
    comment, desk = waiting(story), signed_in("moderator")
    act(desk, "answer", comment, text="Yes, from Monday on")
    (answer,) = Comment.objects.filter(parent=comment)
    assert (answer.voice, answer.state, states(comment)) == (Voice.NEWSROOM, State.APPROVED, [State.APPROVED])
    assert "Yes, from Monday on" in client.get(answer.article.address_in(editions.BY_CODE["ru"])).content.decode()
    undo_last(desk)
    assert states(answer, comment) == [State.REMOVED, State.WAITING]


def test_an_answer_that_is_sent_twice_is_one_and_an_approved_comment_counts_as_decided(signed_in, story):
    comment, desk = make_comment(story), signed_in("moderator")
    for _ in range(2):
        page = act(desk, "answer", comment, text="Yes, from Monday on")
        assert parts_of(page, "messagelist") == []
    answer = Comment.objects.get(parent=comment)
    assert DecisionAct.objects.count() == 1
    undo_last(desk)
    assert states(answer, comment) == [State.REMOVED, State.APPROVED]
    act(desk, "answer", comment, text="Yes, from Monday on")
    assert Comment.objects.filter(parent=comment, state=State.APPROVED).count() == 1


@pytest.mark.parametrize("name", ["pin", "answer"])
@pytest.mark.parametrize("state", [State.REJECTED, State.HIDDEN])
def test_what_is_rejected_or_hidden_is_not_published_by_an_answer_or_a_pin(signed_in, story, name, state):
    comment = make_comment(story, state=state)
    page = act(signed_in("moderator"), name, comment, text="Yes", view="all")
    assert "Approve it first" in words_of(parts_of(page, "messagelist")[0])
    assert (states(comment), DecisionAct.objects.count(), Comment.objects.count()) == ([state], 0, 1)


def test_an_empty_answer_is_refused_and_nothing_changes(signed_in, story):
    comment = waiting(story)
    page = act(signed_in("moderator"), "answer", comment, text=" \u200b ")
    assert (states(comment), on_screen(page), DecisionAct.objects.count()) == ([State.WAITING], comment.pk, 0)
    assert parts_of(page, "messagelist")


def test_many_at_once_are_one_act_with_a_row_each(signed_in, story):
    comments = [waiting(story) for _ in range(3)]
    desk = signed_in("moderator")
    act(desk, "reject advertising", *comments)
    assert (states(*comments), Decision.objects.count()) == ([State.REJECTED] * 3, 3)
    undo_last(desk)
    assert states(*comments) == [State.WAITING] * 3


def test_what_somebody_else_has_decided_meanwhile_is_not_overruled(signed_in, story):
    comment = waiting(story)
    first, second = signed_in("moderator"), signed_in("editor")
    act(first, "reject insult", comment)
    page = act(second, "approve", comment)
    assert states(comment) == [State.REJECTED]
    assert "was not decided" in words_of(parts_of(page, "messagelist")[0])


def test_a_reported_comment_that_stays_is_not_among_the_reported_any_more(signed_in, story):
    shown, desk = make_comment(story), signed_in("moderator")
    Report.objects.create(comment=shown, reason=RejectionReason.INSULT, reported_at=timezone.now(), reporter="a")
    act(desk, "approve", shown)
    assert in_queue(desk.get(QUEUE, {"view": "reported"})) == []
    undo_last(desk)
    assert in_queue(desk.get(QUEUE, {"view": "reported"})) == [shown.pk]


def test_the_page_costs_the_same_for_many_comments(signed_in, story):
    desk, numbers = signed_in("moderator"), []
    for number in (20, 280):
        for _ in range(number):
            waiting(story, urgency=90, verdicts=HELD)
        with CaptureQueriesContext(connection) as queries:
            assert len(in_queue(desk.get(QUEUE))) == 20
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 26, numbers


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Возможно, отправлено программой: браузер не прошёл скрытую проверку"),
        ("kk", "Бағдарлама жіберген болуы мүмкін: браузер жасырын тексеруден өтпеген"),
    ],
)
def test_what_the_checks_have_found_is_said_in_words_of_a_moderator(signed_in, story, language, words):
    waiting(story, verdicts={"proof": {"reason": "no proof"}})
    assert words in signed_in("moderator", language).get(QUEUE).content.decode()


def test_an_undone_decision_is_told_in_russian(signed_in, story):
    desk, comments = signed_in("moderator", "ru"), [waiting(story), waiting(story)]
    act(desk, "reject insult", *comments)
    page = undo_last(desk)
    assert "Отменено: 2 комментария в прежнем состоянии." in page.content.decode()
