"""The queue by keyboard: the next comment at once, a way back, and nothing lost when the server does not answer."""

import time

import pytest
from django.test import Client
from playwright.sync_api import expect

from articles.comments.desk import leases
from articles.comments.models import Comment, Decision, Lease, State
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article
from articles.tests.page_content import elements
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LASTS = leases.LASTS.total_seconds() * 1000
TWO_MINUTES = 120_000
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


@pytest.mark.parametrize("keys", ["aaa", "xjxjxa", ["r", "1", "a", "r", "3"]])
def test_the_last_comments_on_the_screen_are_decided_too(queue, keys):
    failed = []
    queue.on("pageerror", lambda error: failed.append(error))
    press(queue, *keys)
    queue.locator(".moderation-empty").wait_for()
    assert (failed, {*states()} & {State.WAITING}) == ([], set())


def test_where_comments_stay_on_the_list_an_act_leads_to_the_one_below(queue):
    queue.goto(f"{QUEUE}?view=all")
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    order = queue.locator("[data-row]").evaluate_all("(rows) => rows.map((row) => row.dataset.row)")
    press(queue, "j", "a")
    queue.locator("#last-act:not([hidden])").wait_for()
    expect(queue.locator(f"[data-item='{order[2]}']")).to_be_visible()


def test_enter_in_a_panel_is_its_act_and_on_a_box_none(queue):
    Comment.objects.update(origin="a" * 48)
    queue.reload()
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    queue.locator("[data-row] input").first.focus()
    press(queue, "Enter", "b")
    shows(queue, "Первый")
    queue.locator("[name=ban-reason]").select_option("insult")
    queue.locator("[name=ban-hides]").focus()
    press(queue, "Enter")
    queue.locator(".moderation-empty").wait_for()
    assert (states(), Decision.objects.filter(became=State.APPROVED).count()) == ([State.HIDDEN] * 3, 0)


def test_nothing_about_one_comment_is_offered_while_some_are_ticked(queue):
    one = queue.locator("[value=pin], [data-on-key=answer-comment]").locator("visible=true")
    expect(one).to_have_count(2)
    press(queue, "x", "j", "t", "p")
    expect(one).to_have_count(0)
    shows(queue, "Второй")
    press(queue, "k", "x", "p")
    shows(queue, "Второй")
    answered(queue)
    assert states() == [State.APPROVED, State.WAITING, State.WAITING]
    expect(queue.locator("#last-act p")).to_have_text("Закреплён, комментарий тоже одобрен · Первый")


def test_the_focus_goes_with_the_comment_and_a_way_back_finds_it(queue):
    press(queue, "x", "j", "Space")
    expect(queue.locator("[data-row] input").first).to_be_checked()
    press(queue, "k", "x")
    queue.locator("[data-row] a").first.focus()
    press(queue, "j", "Enter")
    shows(queue, "Второй")
    press(queue, "a")
    shows(queue, "Третий")
    expect(queue.locator("[data-item]:focus")).to_contain_text("Третий")
    answered(queue)
    press(queue, "k")
    shows(queue, "Первый")
    press(queue, "j")
    queue.goto("/admin/")
    queue.go_back()
    shows(queue, "Третий")


def test_what_is_written_for_another_comment_is_not_lost_without_a_question(queue):
    press(queue, "t")
    expect(queue.locator("#answer-text")).to_be_focused()
    queue.keyboard.type("Первому")
    press(queue, "Escape", "j")
    asked = []
    queue.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    queue.reload()
    assert asked == ["beforeunload"]


def test_keys_lead_to_the_next_filter_and_to_the_search(queue):
    press(queue, "v")
    queue.wait_for_url("**?view=reported")
    queue.go_back()
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    press(queue, "l")
    queue.wait_for_url("**/comment/?q=#searchbar")
    expect(queue.locator("#searchbar")).to_be_focused()


def test_what_was_chosen_for_one_writer_is_not_chosen_for_the_next(queue):
    Comment.objects.update(origin="a" * 48, person=make_person())
    queue.reload()
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    chosen = "() => [...document.querySelectorAll('.moderation-panel :is(select, [type=checkbox])')].map(valueOf)"
    chosen = chosen.replace("valueOf", "(one) => one.type === 'checkbox' ? one.checked : one.value")
    before = queue.evaluate(chosen)
    assert [*map(str, before)] == ["", "True", "24", "", "True"]
    press(queue, "w")
    queue.locator("[name=warn-reason]").select_option("insult")
    queue.locator("[name=warn-rejects]").uncheck()
    press(queue, "Escape", "b")
    queue.locator("[name=ban-hours]").select_option("")
    queue.locator("[name=ban-reason]").select_option("advertising")
    queue.locator("[name=ban-hides]").uncheck()
    press(queue, "Escape", "j")
    assert queue.evaluate(chosen) == before
    press(queue, "k")
    assert [*map(str, queue.evaluate(chosen))] == ["insult", "False", "", "advertising", "False"]


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


BUTTONS = """() => [...document.querySelectorAll("#comment-acts :is(button, summary)")]
  .filter((one) => one.checkVisibility() && !one.closest(".moderation-panel"))
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .map(([words, { left, top }]) => [words, left, Math.round(top + scrollY)])"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_button_moves_when_a_panel_opens(queue, width):
    Comment.objects.update(origin="a" * 48, person=make_person())
    queue.set_viewport_size({"width": width, "height": 800})
    queue.reload()
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    before = queue.evaluate(BUTTONS)
    assert len(before) >= 9
    for key, field in (("r", "button"), ("t", "textarea"), ("w", "select"), ("b", "select")):
        press(queue, "Escape", key)
        panel = queue.locator("details[open] .moderation-panel")
        expect(panel).to_have_count(1)
        expect(panel.locator(field).first).to_be_in_viewport(ratio=1)
        assert queue.evaluate(BUTTONS) == before, key


def test_an_act_that_does_not_reach_the_server_comes_back_with_a_reason(queue):
    queue.route("**/queue/decide/", lambda route: route.abort())
    press(queue, "t")
    expect(queue.locator("#answer-text")).to_be_focused()
    queue.keyboard.type("С понедельника")
    queue.get_by_role("button", name="Опубликовать ответ").click()
    expect(queue.locator("#moderation-fault")).to_contain_text("Сервер не отвечает")
    shows(queue, "Первый")
    expect(queue.locator("#answer-text")).to_be_visible()
    expect(queue.locator("#answer-text")).to_have_value("С понедельника")
    assert states() == [State.WAITING] * 3
    queue.errors[:] = [error for error in queue.errors if "ERR_FAILED" not in error]


def test_an_answer_that_comes_too_late_is_kept_and_emoji_are_counted_as_the_server_counts_them(queue, staff):
    text = "😀" * 2999
    press(queue, "t")
    queue.locator("#answer-text").fill(f"{text}😀😀")
    expect(queue.locator("#answer-text + output")).to_have_text("3001 / 3000")
    expect(queue.locator("#answer-text")).to_have_attribute("aria-invalid", "true")
    queue.locator("#answer-text").fill(text)
    expect(queue.locator("#answer-text + output")).to_have_text("2999 / 3000")
    Lease.objects.filter(comment__text="Первый").update(holder=staff("editor"), pages={"c" * 16: 9e9})
    queue.get_by_role("button", name="Опубликовать ответ").click()
    expect(queue.locator("#moderation-fault")).to_contain_text("без решения")
    shows(queue, "Второй")
    expect(queue.locator("#moderation-unsent textarea")).to_have_value(text)
    assert (states(), Comment.objects.count()) == ([State.WAITING] * 3, 3)


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


def wait_for(page, is_so):
    """The browser tells the server after it has left a page."""
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert is_so()


def pages():
    return {page for lease in Lease.objects.all() for page in lease.pages}


def listed(colleague):
    return len(elements(colleague.get(QUEUE), "article"))


def test_a_colleague_gets_nothing_that_one_of_two_tabs_shows(queue, staff, live_server):
    colleague = Client()
    colleague.force_login(staff("editor"))
    (first,) = pages()
    tab = queue.context.new_page()
    tab.goto(f"{live_server.url}{QUEUE}?view=suspect")  # nothing is suspect
    assert listed(colleague) == 0
    tab.goto(f"{live_server.url}{QUEUE}?view=all")
    assert listed(colleague) == 0
    queue.reload()  # the page that is left has told of it when the new one has its own token
    wait_for(queue, lambda: len(pages()) == 2 and first not in pages())
    assert listed(colleague) == 0
    queue.goto("/admin/")
    wait_for(queue, lambda: len(pages()) == 1)
    assert listed(colleague) == 0
    tab.close(run_before_unload=True)
    wait_for(queue, lambda: not pages())
    assert listed(colleague) == 3


def test_after_a_while_without_an_act_the_page_shows_nothing_and_goes_on_with_what_is_free(queue, staff):
    clock = queue.clock
    clock.install()
    queue.reload()
    queue.locator("[data-step]:not([hidden])").first.wait_for()
    clock.fast_forward(LASTS - TWO_MINUTES)
    with queue.expect_response("**/queue/renew/"):
        press(queue, "j")
    press(queue, "j")
    clock.fast_forward(LASTS - TWO_MINUTES)  # it was asked for more time meanwhile
    shows(queue, "Третий")
    clock.fast_forward(LASTS)
    expect(queue.locator(".moderation")).to_be_hidden()
    press(queue, "a")
    Lease.objects.filter(comment__text="Второй").update(holder=staff("editor"), pages={"c" * 16: 9e9})
    queue.get_by_role("button", name="Продолжить").click()
    shows(queue, "Третий")
    expect(queue.locator("[data-row] b")).to_have_text(["Первый", "Третий"])
    assert states() == [State.WAITING] * 3
