"""A page says once that it was read: after ten seconds, when somebody has scrolled, and not when it is loaded again."""

import pytest

from articles import reads
from articles.models import ReadCount
from articles.tests.site.in_all_editions import story_in_all
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]


class Sent:
    """The bodies of what a page has sent about its being read."""

    def __init__(self, page):
        self.bodies = []
        page.on("request", lambda request: request.url.endswith("/read/") and self.bodies.append(request.post_data))


def put_forward(page):
    """Let the test move the clock of a page. Playwright's hides the entries of the browser."""
    page.add_init_script("window.own = performance;")
    page.clock.install()
    page.add_init_script("performance.getEntriesByType = (type) => own.getEntriesByType(type);")


def test_a_read_is_sent_once_after_some_time_and_scrolling(reader):
    reads.READS.clear()
    story = story_in_all(body="<p>Мәтін</p>" * 80)
    path = story.address_in(editions.BY_CODE["kk-arab"])
    page = reader()
    sent = Sent(page)
    put_forward(page)
    page.goto(path)
    page.clock.run_for("01:00")  # nobody scrolls
    assert sent.bodies == []
    with page.expect_response("**/kk-arab/read/") as answer:
        page.mouse.wheel(0, 400)
    assert answer.value.status == 204
    page.mouse.wheel(0, 400)
    page.clock.run_for("01:00")
    assert sent.bodies == [path]
    row = ReadCount.objects.get()
    assert (row.article, row.language, row.reads) == (story, "kk-arab", 1)
    assert page.context.cookies() == []

    page.reload()
    page.mouse.wheel(0, 400)
    page.clock.run_for("01:00")
    page.goto("/kk-arab/")  # no story
    page.mouse.wheel(0, 400)
    page.clock.run_for("01:00")
    assert sent.bodies == [path]


def test_a_read_without_a_connection_harms_nothing(page):
    page.clock.install()
    page.goto(story_in_all(body="<p>Мәтін</p>" * 80).address_in(editions.BY_CODE["ru"]))
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/ru/read/")):
        page.mouse.wheel(0, 400)
        page.clock.run_for("00:11")
    page.clock.run_for("05:00")
    assert page.errors == ["Failed to load resource: net::ERR_INTERNET_DISCONNECTED"]  # what the browser itself says
    page.errors.clear()
    assert page.locator("h1").is_visible()
