"""Each page of the desk that shows a time says in which zone, and a scheduled edition says when it will be public."""

from datetime import datetime, timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from articles.models import Status
from articles.tests.desk import LIST, RU, change_url, open_form, press, told
from articles.tests.makers import make_article
from articles.tests.page_content import parts_of, words_in, words_of
from conftest import give_session

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 11, 28, 12))


@pytest.fixture
def scheduled(clock):
    clock(NOON)
    return make_article("ru", "kk", title="Школа", published_at=NOON + timedelta(hours=21))


@pytest.mark.parametrize("page", [f"{LIST}?q=", "{story}?edition=ru", f"{LIST}editions/", "{side}?edition=ru"])
def test_a_scheduled_edition_says_when_it_will_be_public(signed_in, scheduled, page):
    address = page.format(story=change_url(scheduled), side=change_url(scheduled).replace("change", "side-by-side"))
    shown = parts_of(signed_in("editor").get(address), "state-scheduled")
    assert {words_of(one) for one in shown if "09:00" in words_of(one)} == {"scheduled tomorrow, 09:00"}


def test_who_has_scheduled_an_edition_is_told_the_time_with_its_zone(signed_in, clock):
    clock(NOON)
    story, client = make_article("ru", status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    said = told(client, press(client, open_form(client, story, RU), "publish", publish_at_1="09:00"))
    assert said == ["The edition “Русский” is now: scheduled, 29 November 2026, 09:00 (UTC+5)."]


def test_the_first_page_shows_what_is_ordered_for_tomorrow(signed_in, scheduled):
    make_article("ru", title="Потом", published_at=NOON + timedelta(hours=36, minutes=1))
    make_article("ru", title="Сегодня", published_at=NOON + timedelta(hours=11, minutes=59))
    page = signed_in("editor").get("/admin/")
    (today, after), head = parts_of(page, "desk-line"), words_in(page, "desk-next")
    assert (head, "Сегодня" in words_of(today), "Школа" in words_of(today)) == ("Tomorrow", True, False)
    assert words_of(after) == "09:00 Қазақша, Русский Школа [ru]"


def test_every_list_says_the_zone_of_its_times(superuser, clock):
    clock(NOON)
    client = superuser("en")
    lists = [f"/admin/{one._meta.app_label}/{one._meta.model_name}/" for one in admin.site._registry]
    lists.append(f"{LIST}editions/")
    answers = {address: client.get(address) for address in lists}
    silent = [address for address, answer in answers.items() if answer.status_code == 200
              and "Almaty time, UTC+5" not in words_in(answer, "desk-time")]  # fmt: skip
    assert (silent, len(answers) > 20) == ([], True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_scripts_show_the_time_of_the_newsroom_wherever_the_browser_is(chromium, live_server, staff):
    context = chromium.new_context(base_url=live_server.url, timezone_id="America/New_York")
    give_session(context, live_server.url, staff("editor", language="ru"))
    page = context.new_page()
    page.goto("/admin/")
    times = page.evaluate(
        """async () => {
            const { clockOfSite, timeOfSite } = await import("/static/desk/site-time.js");
            const moment = new Date("2026-11-28T20:30:05Z");
            return [clockOfSite(moment), timeOfSite(moment), moment.getHours()];
        }"""
    )
    context.close()
    assert times == ["01:30:05", "29.11.2026, 01:30 (UTC+5)", 15]
