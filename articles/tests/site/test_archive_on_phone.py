"""On a phone the results of the archive are on the first screen after «Show», although its form fills a screen."""

import pytest
from django.utils.translation import gettext, override

from articles.tests.makers import make_article, make_category
from conftest import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

SCREEN = {"width": 360, "height": 640}


@pytest.mark.parametrize(("code", "count"), [("ru", 25), ("kk", 0)])
def test_results_are_on_the_first_screen(chromium, live_server, code, count):
    section = make_category("sport")
    [make_article(code, category=section) for _ in range(count or 1)]
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, viewport=SCREEN)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    with override(code):
        show, nothing = gettext("Show"), gettext("Nothing was found.")
    page.goto(f"/{code}/archive/")
    results = page.locator(".list h3")
    assert results.first.bounding_box()["y"] > SCREEN["height"]

    page.locator("[name=section]").select_option("sport")
    if not count:
        page.locator("[name=since]").fill("2030-01-01")
    page.get_by_role("button", name=show, exact=True).click()
    page.wait_for_url("**section=sport**")

    first = results.first if count else page.get_by_text(nothing)
    assert 0 <= first.bounding_box()["y"] < SCREEN["height"] / 2
    if count:
        page.locator("[rel=next]").click()
        page.wait_for_url("**page=2**")
        assert 0 <= results.first.bounding_box()["y"] < SCREEN["height"] / 2
    context.close()
