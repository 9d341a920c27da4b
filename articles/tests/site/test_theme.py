"""Readers choose light, dark or their system's colours, without a cookie. The first paint already follows it."""

import re

import pytest
from django.conf import settings

from articles.tests.site.in_all_editions import interface_strings
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
CSS = settings.BASE_DIR / "newsroom/static/css"


def colours(page):
    """Return [colour of the page, colour of the browser's own bar, colour scheme of form fields]."""
    return page.evaluate(
        """() => {
            const bars = [...document.querySelectorAll("meta[name=theme-color]")];
            const bar = bars.find(({media}) => matchMedia(media).matches).content;
            const {colorScheme} = getComputedStyle(document.documentElement);
            return [getComputedStyle(document.body).backgroundColor, bar, colorScheme];
        }"""
    )


LIGHT = ["rgb(251, 247, 238)", "#fbf7ee"]
DARK = ["rgb(23, 21, 17)", "#171511"]


@pytest.mark.parametrize(("system", "seen"), [("light", LIGHT), ("dark", DARK)])
def test_colours_and_theme_color_follow_the_system(reader, system, seen):
    page = reader(color_scheme=system)
    page.goto("/ru/")

    assert colours(page) == [*seen, "light dark"]


@pytest.mark.parametrize(("system", "choice", "seen"), [("light", "Тёмное", DARK), ("dark", "Светлое", LIGHT)])
def test_a_choice_applies_to_every_page_and_can_be_undone(reader, system, choice, seen):
    page = reader(color_scheme=system)
    page.goto("/ru/")
    theme = page.get_by_role("group", name="Оформление")
    assert theme.get_by_role("button", pressed=True).all_inner_texts() == ["Как в системе"]

    theme.get_by_role("button", name=choice).press("Enter")

    assert colours(page)[:2] == seen
    assert theme.get_by_role("button", pressed=True).all_inner_texts() == [choice]
    page.route("**/readers.js", lambda route: route.fulfill(body=""))  # it is not needed here
    page.goto("/kk-arab/")
    assert colours(page)[0] == seen[0]
    page.unroute("**/readers.js")
    page.reload()
    assert colours(page) == [*seen, "dark" if seen == DARK else "light"]
    assert page.context.cookies() == []

    page.locator(".theme button").first.click()
    page.reload()
    assert colours(page) == [*(DARK if system == "dark" else LIGHT), "light dark"]


def test_only_the_theme_script_blocks_rendering(reader):
    page = reader()
    page.goto("/kk/")
    scripts = page.evaluate(
        "[...document.scripts].map(({src, defer, parentNode}) => [new URL(src).pathname, defer, parentNode.nodeName])"
    )

    assert scripts == [["/static/js/theme.js", False, "HEAD"], ["/static/js/readers.js", True, "HEAD"]]
    assert page.evaluate(
        """() => performance.getEntriesByType("resource")
              .filter(({renderBlockingStatus}) => renderBlockingStatus === "blocking")
              .map(({name}) => new URL(name).pathname).sort()"""
    ) == ["/static/css/all.css", "/static/js/theme.js"]


@EVERY_EDITION
def test_the_control_is_labelled_in_the_edition(reader, edition):
    page = reader()
    page.goto(f"/{edition.code}/")
    group = page.locator(".theme")

    words = [group.get_attribute("aria-label"), *group.get_by_role("button").all_inner_texts()]
    assert len(words) == 4
    expected = interface_strings(["Colours", "System", "Light", "Dark"], edition)
    assert words == expected


def test_both_lists_of_dark_colours_are_equal():
    css = (CSS / "tokens.css").read_text(encoding="utf-8")
    by_system = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', css, re.DOTALL)[1]
    by_choice = re.search(r':root\[data-theme="dark"\] \{\s*color-scheme: dark;(.*?)\}', css, re.DOTALL)[1]

    assert len(by_system.split(";")) > 5
    assert by_system.split() == by_choice.split()
