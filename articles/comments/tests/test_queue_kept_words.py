"""What a moderator types in the queue is not lost when the act is refused."""

import pytest

from articles.comments.models import DecisionAct, Lease
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.queue_pages import QUEUE, act, in_queue, on_screen, waiting
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db


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
