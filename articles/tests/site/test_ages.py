"""A recent time is shown as «5 min ago». Screen readers and older times get the exact time."""

import re

import pytest

from articles.tests.site.in_all_editions import ages, in_letters_of, minutes_ago, story_in_all
from newsroom import editions
from newsroom.editions import dates

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
ISOLATES = re.compile("[\u2066-\u2069]")


@EVERY_EDITION
def test_a_recent_time_shows_its_age_and_keeps_the_exact_time(reader, edition):
    story = story_in_all(published_at=minutes_ago(5))
    [story_in_all(published_at=minutes_ago(10 + number)) for number in range(7)]
    page = reader()
    page.goto(story.address_in(edition))
    time = page.locator(".byline time").first
    exact = dates.moment(story.published_at_ru, edition)
    exact = ISOLATES.sub("", in_letters_of(exact, edition))

    assert time.locator(".exact").text_content() == exact
    said = ages("%(n)s min ago", edition, 5, 6)
    assert read_aloud(time) in {" ".join(f"{exact} {age}".split()) for age in said}
    assert time.locator(".age").inner_text() in {f"{exact[-5:]} · {age}" for age in said}
    assert time.get_attribute("datetime") == dates.in_almaty(story.published_at_ru).isoformat()

    page.goto(f"/{edition.code}/")
    time = page.locator(".feed time").last
    assert time.locator(".age").inner_text() in ages("%(n)s min", edition, 15, 16, 17)
    assert time.locator(".exact").text_content().count(":") == 1


def read_aloud(time):
    return " ".join(time.aria_snapshot().removeprefix("- time:").strip(' "').split())


def test_without_javascript_every_time_is_exact(reader):
    story = story_in_all(published_at=minutes_ago(5))
    page = reader(java_script_enabled=False)
    page.goto(story.address_in(editions.BY_CODE["ru"]))

    exact = dates.moment(story.published_at_ru, editions.BY_CODE["ru"])
    assert page.locator(".byline time").first.inner_text() == exact


def test_ages_grow_with_the_clock_and_end_after_twelve_hours(reader):
    story = story_in_all(published_at=minutes_ago(58))
    page = reader()
    page.clock.install()
    page.goto(story.address_in(editions.BY_CODE["ru"]))
    time = page.locator(".byline time").first
    exact = dates.moment(story.published_at_ru, editions.BY_CODE["ru"])
    assert time.inner_text().endswith("· 58 мин назад")

    page.clock.run_for("02:00")
    assert time.inner_text().endswith("· 1 ч назад")
    page.clock.run_for("10:00:00")
    assert time.inner_text().endswith("· 11 ч назад")
    page.clock.run_for("01:00:00")
    assert time.inner_text() == exact
    assert page.evaluate("shifted()") == 0


def test_a_wrong_clock_shows_no_age(reader):
    story = story_in_all(published_at=minutes_ago(5))
    page = reader()
    page.clock.install(time=minutes_ago(60))
    page.goto(story.address_in(editions.BY_CODE["ru"]))

    exact = dates.moment(story.published_at_ru, editions.BY_CODE["ru"])
    assert page.locator(".byline time").first.inner_text() == exact


def test_a_day_without_a_time_has_no_age(reader):
    story = story_in_all(published_at=minutes_ago(5), has_assumed_time=True)
    page = reader()
    page.goto(story.address_in(editions.BY_CODE["ru"]))

    exact = dates.day(story.published_at_ru, editions.BY_CODE["ru"])
    assert page.locator(".byline time").first.inner_text() == exact
