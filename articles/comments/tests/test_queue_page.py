"""The page of the queue, without scripts: one act a form, the next comment after it, and a way back."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments.models import (
    Ban,
    Comment,
    CommentSettings,
    Decision,
    DecisionAct,
    Discussion,
    DiscussionRules,
    Lease,
    RecentComment,
    RejectionReason,
    Report,
    State,
)
from articles.comments.models.comment import Voice
from articles.comments.own_page import outcome
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.models import Status
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"
HELD = {"words": {"reason": "banned word", "found": [["text", 4, 9, "займ", 7]]}, "length": True}


@pytest.fixture
def story():
    return make_article("ru", title="A headline")


def waiting(story, text="Words", **fields):
    return make_comment(story, text, **{"state": State.WAITING} | fields)


def act(desk, name, *comments, **fields):
    tickets = [f"{one.pk}:{one.state}" for one in comments]
    key = "ticked" if len(tickets) > 1 else "comment"
    return desk.post(f"{QUEUE}decide/", {"act": name, key: tickets} | fields, follow=True)


def undo_last(desk):
    return desk.post(f"{QUEUE}undo/{DecisionAct.objects.latest('pk').pk}/", follow=True)


def states(*comments):
    return [Comment.objects.get(pk=one.pk).state for one in comments]


def on_screen(page):
    (shown,) = [one for one in elements(page, "article") if one.get("data-item") and one.get("hidden") is None]
    return int(shown.get("data-item"))


def in_queue(page):
    return [int(row.get("data-row")) for row in elements(page, "li") if row.get("data-row")]


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


def test_two_moderators_have_different_comments_on_their_screens(signed_in, story):
    comment = waiting(story)
    first, second = signed_in("moderator"), signed_in("editor")
    assert in_queue(first.get(QUEUE)) == [comment.pk]
    assert in_queue(second.get(QUEUE)) == []
    act(second, "approve", comment)
    assert states(comment) == [State.WAITING]
    (page,) = Lease.objects.get().pages
    second.post(f"{QUEUE}leave/", {"page": page})  # whoever learns the token of a colleague's page
    assert in_queue(second.get(QUEUE)) == []
    first.post(f"{QUEUE}leave/", {"page": page})
    assert in_queue(second.get(QUEUE)) == [comment.pk]


def page_of(response):
    """Return the token of a page of the queue."""
    return next(one.get("value") for one in elements(response, "input") if one.get("name") == "page")


def test_a_second_tab_takes_nothing_from_the_first(signed_in, story):
    both, suspect = waiting(story), waiting(story, urgency=60)
    first, second = signed_in("moderator"), signed_in("editor")
    tab, other_tab = first.get(QUEUE), first.get(QUEUE, {"view": "suspect"})
    assert (in_queue(tab), in_queue(other_tab)) == ([suspect.pk, both.pk], [suspect.pk])
    assert in_queue(second.get(QUEUE)) == []
    first.post(f"{QUEUE}leave/", {"page": page_of(other_tab)})
    assert in_queue(second.get(QUEUE)) == []
    act(first, "later", suspect, page=page_of(tab))  # without a script, the next page has a token of its own
    assert in_queue(second.get(QUEUE)) == []
    first.post(f"{QUEUE}leave/", {"page": page_of(tab)})
    assert Lease.objects.filter(comment=both).exists()  # the page after the act has it


def test_more_comments_for_an_open_page_are_held_by_the_same_page(signed_in, story):
    known, desk = waiting(story, urgency=9), signed_in("moderator")
    page = page_of(desk.get(QUEUE))
    new = waiting(story)
    more = desk.get(QUEUE, {"page": page})
    assert (page_of(more), in_queue(more)) == (page, [known.pk, new.pk])
    assert [[*lease.pages] for lease in Lease.objects.all()] == [[page]] * 2
    assert page_of(desk.get(QUEUE, {"page": "<b>"})) != "<b>"


SCRIPT = {"HTTP_X_SENT_BY": "script"}


def test_an_open_page_learns_what_it_still_has(signed_in, story, clock):
    mine, lost, decided = waiting(story, urgency=9), waiting(story), waiting(story)
    first, second = signed_in("moderator"), signed_in("editor")
    page = page_of(first.get(QUEUE))
    clock(Lease.objects.first().until)
    act(second, "approve", decided)
    assert Lease.objects.filter(comment__in=[mine, lost], pages__has_key=page).count() == 0
    Lease.objects.filter(comment=mine).delete()
    sent = {"page": page, "ticked": [f"{one.pk}:waiting" for one in (mine, lost, decided)]}
    assert first.post(f"{QUEUE}renew/", sent, **SCRIPT).json()["mine"] == [mine.pk]
    assert [*Lease.objects.get(comment=mine).pages] == [page]


def test_what_a_colleague_has_got_since_does_not_come_back_to_the_screen(signed_in, story):
    first, second, comment = signed_in("moderator"), signed_in("editor"), waiting(story)
    tab = first.get(QUEUE)
    act(first, "later", comment, page=page_of(tab))
    Lease.objects.all().delete()
    others = second.get(QUEUE)
    assert in_queue(others) == [comment.pk]
    address = f"{QUEUE}undo/{DecisionAct.objects.get().pk}/"
    sent = {"page": page_of(tab), "back": [comment.pk], "ticked": f"{comment.pk}:waiting"}
    assert first.post(address, sent, **SCRIPT).json()["back"] == []
    second.post(f"{QUEUE}leave/", {"page": page_of(others)})
    assert first.post(f"{QUEUE}renew/", sent, **SCRIPT).json()["mine"] == [comment.pk]


def test_a_ban_that_hides_nothing_leaves_the_comment_on_the_page(signed_in, story):
    comment, desk = waiting(story, origin="a" * 48), signed_in("moderator")
    page = page_of(desk.get(QUEUE))
    sent = {"act": "ban", "comment": f"{comment.pk}:waiting", "page": page, "ban-hours": "24", "ban-reason": "insult"}
    desk.post(f"{QUEUE}decide/", sent, **SCRIPT)
    assert [*Lease.objects.get().pages] == [page]
    desk.post(f"{QUEUE}decide/", sent | {"act": "approve"}, **SCRIPT)
    assert not Lease.objects.exists()


@pytest.mark.parametrize("action", ["approve", "reject insult"])
def test_the_list_leaves_out_what_somebody_else_has_on_the_screen(signed_in, story, action):
    taken = waiting(story)
    assert in_queue(signed_in("moderator").get(QUEUE)) == [taken.pk]
    free = waiting(story)
    chosen = {"action": action, "_selected_action": [taken.pk, free.pk]}
    page = signed_in("editor").post("/admin/comments/comment/", chosen, follow=True)
    assert states(taken)[0] == State.WAITING != states(free)[0]
    assert "1 comment was not decided" in words_of(parts_of(page, "messagelist")[0])


def test_the_page_costs_the_same_for_many_comments(signed_in, story):
    desk, numbers = signed_in("moderator"), []
    for number in (20, 280):
        for _ in range(number):
            waiting(story, urgency=90, verdicts=HELD)
        with CaptureQueriesContext(connection) as queries:
            assert len(in_queue(desk.get(QUEUE))) == 20
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 26, numbers


# Slow mode


def busy(story, number):
    now, sender = timezone.now(), f"{story.pk} sender"
    RecentComment.objects.bulk_create(
        RecentComment(article=story, sender=f"{sender} {n}", text_hash=f"{n}", sent_at=now) for n in range(number)
    )


def test_slow_mode_is_not_proposed_for_a_closed_discussion(signed_in, story):
    CommentSettings.objects.create(busy_from=5)
    busy(story, 5)
    desk = signed_in("moderator")
    assert len(parts_of(desk.get(QUEUE), "moderation-busy")) == 1
    DiscussionRules.objects.create(article=story, policy="closed")
    assert parts_of(desk.get(QUEUE), "moderation-busy") == []


def test_slow_mode_is_proposed_for_a_busy_discussion_and_lasts_an_hour(signed_in, story, clock):
    CommentSettings.objects.create(busy_from=5)
    busy(story, 5)
    busy(make_article("ru"), 4)
    hidden = make_article("ru", status=Status.UNPUBLISHED, title="Zxqhidden")
    busy(hidden, 5)
    desk = signed_in("moderator")
    (proposal,) = parts_of(desk.get(QUEUE), "moderation-busy")
    assert "A headline: 5 comments in ten minutes" in words_of(proposal)
    page = desk.post(proposal.get("action"), follow=True)
    assert parts_of(page, "moderation-busy") == []
    assert LogEntry.objects.get().object_id == str(DiscussionRules.objects.get(article=story).pk)
    here = story.address_in(editions.BY_CODE["ru"])
    assert "Медленный режим: один комментарий в 60 секунд." in Client().get(here).content.decode()
    clock(timezone.now() + datetime.timedelta(minutes=61))
    assert "Медленный режим" not in Client().get(here).content.decode()


@pytest.mark.parametrize("is_of_section", [True, False])
def test_slow_mode_for_an_hour_does_not_weaken_a_stricter_one(signed_in, story, is_of_section):
    story.category = make_category()
    story.save()
    place = {"section": story.category} if is_of_section else {"article": story}
    DiscussionRules.objects.create(**place, slow_seconds=600)
    desk = signed_in("moderator")
    for _ in range(2):
        page = desk.post(f"{QUEUE}slow/{story.pk}/", follow=True)
        assert "A slower mode was already on" in words_in(page, "messagelist")
    row = DiscussionRules.objects.get(article=story)
    assert (row.slow_seconds, row.slow_until is None) == (600, not is_of_section)


def test_a_story_that_nobody_reads_gets_no_slow_mode(signed_in, story):
    hidden = make_article("ru", status=Status.UNPUBLISHED)
    desk = signed_in("moderator")
    assert [desk.post(f"{QUEUE}slow/{pk}/").status_code for pk in (hidden.pk, story.pk)] == [404, 302]
    assert DiscussionRules.objects.get().article == story


def test_slow_mode_that_lasts_longer_than_an_hour_stays_as_long(signed_in, story):
    until = timezone.now() + datetime.timedelta(hours=5)
    DiscussionRules.objects.create(article=story, slow_seconds=30, slow_until=until)
    signed_in("moderator").post(f"{QUEUE}slow/{story.pk}/")
    row = DiscussionRules.objects.get()
    assert (row.slow_seconds, row.slow_until) == (60, until)


# Bans


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


# What is typed is not lost


def typed(page, name):
    """Return the text of the field that is open, or of the block for what cannot be sent."""
    (field,) = [one for one in elements(page, "textarea") if one.get("name") == name and is_open(one)]
    return field.text_content().strip("\n")


def is_open(field):
    return all(one.get("open") is not None for one in field.iterancestors("details"))


def not_sent(page):
    (block,) = [one for one in elements(page, "section") if one.get("id") == "moderation-unsent"]
    return None if block.get("hidden") is not None else block.find(".//textarea").text_content().strip("\n")


def test_words_of_an_act_that_is_refused_are_in_their_panel_again(signed_in, story):
    first, second = waiting(story, urgency=9), waiting(story, person=make_person())
    desk = signed_in("moderator", "ru")
    page = act(desk, "warn", second, **{"warn-text": "Not <so>", "warn-reason": "", "warn-rejects": ""})
    assert "Выберите, за что" in words_of(parts_of(page, "messagelist")[0])
    assert (on_screen(page), typed(page, "warn-text"), not_sent(page)) == (second.pk, "Not <so>", None)
    (rejects,) = elements(page, "input", name="warn-rejects")
    assert rejects.get("checked") is None
    fields = {"comment": f"{first.pk}:waiting", "text": "Yes", "warn-text": "Yes", "warn-reason": ""}
    page = act(desk, "warn", first, second, **fields)
    assert (on_screen(page), typed(page, "warn-text")) == (first.pk, "Yes")
    assert len([one for one in elements(page, "input", name="ticked") if one.get("checked") is not None]) == 2
    assert [link.get("href") for link in elements(page, "a") if "?view=all" in link.get("href")] == [
        f"{QUEUE}?view=all"
    ]
    assert in_queue(signed_in("editor").get(QUEUE)) == []
    assert DecisionAct.objects.count() == 0


def test_words_about_a_comment_that_somebody_else_has_are_shown_beside_the_next(signed_in, story):
    taken, free = waiting(story, urgency=9), waiting(story)
    first, second = signed_in("moderator"), signed_in("editor")
    first.get(QUEUE)
    Lease.objects.filter(comment=free).delete()
    page = act(second, "answer", taken, text="From Monday on")
    assert "was not decided" in words_of(parts_of(page, "messagelist")[0])
    assert (on_screen(page), not_sent(page)) == (free.pk, "From Monday on")
    assert [field.text_content().strip() for field in elements(page, "textarea", name="text")] == [""]
    act(second, "approve", free, text="")
    page = act(second, "answer", taken, text="From Monday on")
    assert (in_queue(page), not_sent(page)) == ([], "From Monday on")
    assert not_sent(second.get(QUEUE)) is None


def test_a_note_that_is_refused_is_kept(signed_in, story):
    comment, desk = waiting(story, person=make_person()), signed_in("moderator")
    sent = {"comment": comment.pk, "text": "Rude", "look_on": "2026-02-31"}
    page = desk.post(f"{QUEUE}note/", sent, follow=True)
    assert len(parts_of(page, "messagelist")) == 1
    (text, _answer) = sorted(elements(page, "textarea", name="text"), key=is_open, reverse=True)
    assert (text.text_content().strip("\n"), on_screen(page)) == ("Rude", comment.pk)
    (date,) = elements(page, "input", name="look_on")
    assert date.get("value") == "2026-02-31"
