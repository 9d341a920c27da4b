"""No two moderators have the same comment on their pages of the queue."""

import pytest

from articles.comments.models import DecisionAct, Lease, State
from articles.comments.tests.queue_pages import QUEUE, SCRIPT, act, in_queue, page_of, states, waiting
from articles.tests.page_content import parts_of, words_of

pytestmark = pytest.mark.django_db


def test_two_moderators_have_different_comments_on_their_screens(signed_in, story):
    comment = waiting(story)
    first, second = signed_in("moderator"), signed_in("editor")
    assert in_queue(first.get(QUEUE)) == [comment.pk]
    assert in_queue(second.get(QUEUE)) == []
    act(second, "approve", comment)
    assert states(comment) == [State.WAITING]
    (page,) = Lease.objects.get().pages
    second.post(f"{QUEUE}leave/", {"page": page})  # the token of a page is of no use to others
    assert in_queue(second.get(QUEUE)) == []
    first.post(f"{QUEUE}leave/", {"page": page})
    assert in_queue(second.get(QUEUE)) == [comment.pk]


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


@pytest.mark.parametrize("action", ["approve", "reject insult"])
def test_the_list_leaves_out_what_somebody_else_has_on_the_screen(signed_in, story, action):
    taken = waiting(story)
    assert in_queue(signed_in("moderator").get(QUEUE)) == [taken.pk]
    free = waiting(story)
    chosen = {"action": action, "_selected_action": [taken.pk, free.pk]}
    page = signed_in("editor").post("/admin/comments/comment/", chosen, follow=True)
    assert states(taken)[0] == State.WAITING != states(free)[0]
    assert "1 comment was not decided" in words_of(parts_of(page, "messagelist")[0])
