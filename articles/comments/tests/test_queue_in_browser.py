"""The queue by keyboard: the next comment at once, a way back, and nothing lost when the server does not answer."""

import time

import pytest
from playwright.sync_api import expect

from articles.comments.models import Comment, Decision, Lease, State
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/admin/comments/comment/queue/"
SHOWN = "[data-item]:not([hidden]) .moderation-text"


@pytest.fixture
def queue(desk):
    """The page of the queue with three comments, the most urgent first."""
    story = make_article("ru", title="Школа")
    for urgency, text in ((9, "Первый"), (5, "Второй"), (1, "Третий")):
        make_comment(story, text, name=text, state=State.WAITING, urgency=urgency)
    page = desk("moderator")
    page.goto(QUEUE)
    page.locator("[data-step]:not([hidden])").first.wait_for()  # the keys work now
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def shows(page, text):
    expect(page.locator(SHOWN)).to_have_text(text)


def answered(page):
    page.locator(".moderation:not([data-sending])").wait_for()


def states():
    return list(Comment.objects.order_by("-urgency").values_list("state", flat=True))


def test_one_key_approves_two_reject_and_one_undoes(queue):
    press(queue, "a")
    shows(queue, "Второй")
    press(queue, "r", "2")
    shows(queue, "Третий")
    answered(queue)
    assert states() == [State.APPROVED, State.REJECTED, State.WAITING]
    assert Decision.objects.get(became=State.REJECTED).act.reason == "insult"
    expect(queue.locator("#last-act p")).to_have_text("Отклонено: оскорбление · Второй")
    press(queue, "u")
    shows(queue, "Второй")
    assert states() == [State.APPROVED, State.WAITING, State.WAITING]
    queue.reload()  # what was done before is still undone by a key
    shows(queue, "Второй")
    press(queue, "u")
    shows(queue, "Первый")
    answered(queue)
    assert states() == [State.WAITING] * 3


def test_a_digit_alone_decides_nothing_and_ticked_ones_are_one_act(queue):
    press(queue, "2", "x", "j", "x", "1")
    expect(queue.locator(".moderation-ticked")).to_contain_text("2")
    press(queue, "h")
    shows(queue, "Третий")
    answered(queue)
    assert states() == [State.HIDDEN, State.HIDDEN, State.WAITING]
    press(queue, "u")
    shows(queue, "Первый")
    answered(queue)
    assert states() == [State.WAITING] * 3


def test_what_is_written_stays_with_its_comment(queue):
    press(queue, "t")
    expect(queue.locator("#answer-text")).to_be_focused()
    queue.keyboard.type("Первому")
    press(queue, "Escape")
    expect(queue.locator("summary:focus")).to_contain_text("Ответить")
    press(queue, "j", "t")
    expect(queue.locator("#answer-text")).to_have_value("")
    press(queue, "Escape", "k", "s")
    shows(queue, "Второй")
    answered(queue)
    press(queue, "u")
    shows(queue, "Первый")
    press(queue, "t")
    expect(queue.locator("#answer-text")).to_have_value("Первому")


def test_only_what_can_be_done_is_offered_and_its_first_field_has_the_focus(queue):
    expect(queue.locator("[data-needs=person], [data-needs=writer]").locator("visible=true")).to_have_count(0)
    Comment.objects.filter(text="Первый").update(origin="a" * 48)
    queue.reload()
    press(queue, "b")
    expect(queue.locator("[name=ban-hours]")).to_be_focused()
    press(queue, "Escape", "w")
    expect(queue.locator("[data-needs=person]")).to_be_hidden()
    press(queue, "e")
    expect(queue.locator("[data-about]:not([hidden]) [name=text]")).to_be_focused()


def test_an_act_that_does_not_reach_the_server_comes_back_with_a_reason(queue):
    queue.route("**/queue/decide/", lambda route: route.abort())
    press(queue, "t")
    queue.keyboard.type("С понедельника")
    queue.get_by_role("button", name="Опубликовать ответ").click()
    expect(queue.locator("#moderation-fault")).to_contain_text("Сервер не отвечает")
    shows(queue, "Первый")
    expect(queue.locator("#answer-text")).to_be_visible()
    expect(queue.locator("#answer-text")).to_have_value("С понедельника")
    assert states() == [State.WAITING] * 3
    queue.errors[:] = [error for error in queue.errors if "ERR_FAILED" not in error]


def test_whoever_is_signed_out_signs_in_and_the_act_is_done(queue, settings):
    moderator = User.objects.get()
    moderator.set_password("correct horse")
    moderator.save()
    queue.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(queue, "a")
    queue.locator("dialog [data-part=cancel]").click()
    shows(queue, "Первый")
    assert states() == [State.WAITING] * 3
    press(queue, "a")
    queue.locator("dialog [name=password]").fill("correct horse")
    press(queue, "Enter")
    expect(queue.locator("#last-act p")).to_have_text("Одобрено · Первый")
    shows(queue, "Второй")
    assert states() == [State.APPROVED, State.WAITING, State.WAITING]
    queue.errors[:] = [error for error in queue.errors if "401" not in error]


def test_an_act_on_any_comment_leads_back_to_all_of_them(queue):
    queue.goto(f"{QUEUE}?view=all")
    shows(queue, "Третий")
    press(queue, "a")
    expect(queue.locator("#last-act p")).to_have_text("Одобрено · Третий")
    assert f"{QUEUE}?view=all" in queue.url


def test_leaving_the_page_gives_the_comments_back(queue):
    assert Lease.objects.count() == 3
    queue.goto("/admin/")
    end = time.monotonic() + 20
    while Lease.objects.exists() and time.monotonic() < end:  # the browser tells the server after it has left
        queue.wait_for_timeout(50)
    assert Lease.objects.count() == 0
