"""The daybook in a browser: a key opens it, an event is added, it fits a phone, and axe finds no faults."""

from datetime import time

import pytest

from articles.editorial import reminders
from articles.models import DaybookEvent, Reminder
from articles.tests.desk import LIST, RU
from articles.tests.makers import make_article, make_event
from articles.tests.test_desk_pages_in_browser import faults_in_both_themes, page_with_axe, sign_in  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

WEEK = "/admin/articles/daybookevent/week/"
SMALL = """() => [...document.querySelectorAll("#content a, #content button, #content input, #content select")]
  .filter((one) => one.checkVisibility() && one.type !== "hidden" && one.offsetHeight < 34)
  .filter((one) => !one.matches(".desk-story, .desk-line a, input[type=checkbox]")).map(({ outerHTML }) => outerHTML)"""

LINES = """() => [...document.querySelectorAll(".daybook-field label")].map((one) => one.getBoundingClientRect().top)"""


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_week_is_opened_with_a_key_and_used_on_a_phone(page_with_axe, staff, language):  # noqa: F811
    page, editor, reporter = page_with_axe, staff("editor", language=language), staff("reporter")
    event = make_event(what="Үлгі", where="Үлгі", note="Үлгі", starts=time(10), people=[reporter], needs_photo=True)
    make_event(what="Үлгі екі", starts=time(10), ends=time(11), photographer=reporter)
    story = make_article("ru", title="Үлгі үш")
    event.stories.add(story)
    Reminder.objects.update_or_create(
        pk=reminders.remind(story, RU, by=editor, days=1, note="Үлгі").pk, defaults={"due_on": event.day}
    )
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.goto("/admin/login/")
    sign_in(page, editor)
    found = faults_in_both_themes(page)
    page.locator("[data-opens-keys]:not([hidden])").wait_for(state="attached")  # the keys work now
    page.keyboard.press("KeyG")
    page.keyboard.press("KeyW")
    page.wait_for_url(f"**{WEEK}")
    found += faults_in_both_themes(page)
    assert len({*page.evaluate(LINES)}) == 1

    page.set_viewport_size({"width": 390, "height": 844})
    assert len({*page.evaluate(LINES)}) == 3  # two fields in the first line
    for what in ("Үлгі төрт", "Үлгі бес"):
        page.locator("#id_what").fill(what)
        page.keyboard.press("Enter")
        page.locator(".daybook-event", has_text=what).wait_for()
        assert DaybookEvent.objects.filter(what=what, day=event.day, starts=None).exists()
    for address in (WEEK, f"{WEEK[:-5]}{event.pk}/story/", f"{LIST}{story.pk}/remind/", "/admin/"):
        page.goto(address)
        found += faults_in_both_themes(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert (address, page.evaluate(SMALL)) == (address, [])
    assert found == []
