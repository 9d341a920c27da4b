"""The editions board in a browser: arrows lead from cell to cell, it fits a phone, and axe finds no faults."""

import pytest

from articles.editorial import drafts
from articles.tests.desk import LIST, RU
from articles.tests.makers import make_article
from articles.tests.test_desk_pages_in_browser import faults_in_both_themes, page_with_axe, sign_in  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

BOARD = f"{LIST}editions/"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_board_is_used_with_keys_and_on_a_phone(page_with_axe, staff, language):  # noqa: F811
    page, editor = page_with_axe, staff("editor", language=language)
    stories = [make_article("ru", "kk", title=f"Үлгі {number}") for number in range(3)]
    drafts.save_draft(stories[0], RU, 0, {"fields": {"title": "Үлгі төрт"}}, by=staff("reporter"))
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.goto("/admin/login/")
    sign_in(page, editor)
    page.locator("[data-opens-keys]:not([hidden])").wait_for(state="attached")  # the keys work now
    page.keyboard.press("KeyG")
    page.keyboard.press("KeyI")
    page.wait_for_url(f"**{BOARD}")
    found = faults_in_both_themes(page)
    page.set_viewport_size({"width": 390, "height": 844})
    found += faults_in_both_themes(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("td[data-column=Русский]").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    page.goto(f"{LIST}{stories[0].pk}/assignment/?edition=ru")
    found += faults_in_both_themes(page)
    assert found == []

    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(BOARD)
    rows = page.locator("#board_form tbody tr")
    assert rows.last.get_attribute("id") == f"story-{stories[0].pk}"
    rows.nth(1).locator(".board-story").focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{stories[0].pk}/side-by-side/?edition=kk#first-change")
