"""The front and a story as a screen reader announces them: roles and names in the browser's accessibility tree."""

import re
from collections import Counter

import pytest

from newsroom import editions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.one_database,
]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

ENTRY = re.compile(r"""^\s*- '?(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<rest>.*)$""")
LANDMARKS = ["banner", "main", "contentinfo"]
# Roles that need a name: controls, and parts of the page to jump to.
NAMED = {"link", "button", "textbox", "searchbox", "combobox", "img", "navigation", "region", "group", "complementary"}


def heard(page):
    """[(role, name)] from the top of a page."""
    lines = page.locator("body").aria_snapshot().splitlines()
    entries = [entry for entry in map(ENTRY.match, lines) if entry]
    return [(entry["role"], entry["name"] or entry["rest"].removeprefix(": ").strip("':")) for entry in entries]


def address_of(crawl, code, kind):
    return f"/{code}/" if kind == "front" else crawl.stories[code]["demo-opinion"]


@EVERY_EDITION
@pytest.mark.parametrize("kind", ["front", "story"])
def test_each_part_of_a_page_has_a_unique_name(crawled_page, crawl, edition, kind):
    crawled_page.goto(address_of(crawl, edition.code, kind))
    found = heard(crawled_page)

    assert [role for role, _ in found if role in LANDMARKS] == LANDMARKS
    assert [entry for entry in found if entry[0] in NAMED and not entry[1]] == []
    places = Counter(entry for entry in found if entry[0] in ("navigation", "region", "complementary"))
    assert len(places) >= 5
    assert [place for place, count in places.items() if count > 1] == []
    assert sum(role == "heading" for role, _ in found) >= 5


def test_a_link_without_a_name_is_found(crawled_page):
    crawled_page.goto("/ru/")
    crawled_page.evaluate("document.querySelector('h2 a').textContent = ''")
    assert ("link", "") in heard(crawled_page)


def test_a_story_is_announced_in_reading_order(crawled_page, crawl):
    crawled_page.goto(address_of(crawl, "en", "story"))
    said = [f"{role} {name}" for role, name in heard(crawled_page)]
    wanted = [
        "link Skip to content",
        "heading Sample: why a small paper needs corrections",
        "heading As we wrote",
        "heading Share",
        "heading Read also",
        "heading Discussion",
        "heading News feed",
        "contentinfo ",
    ]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)
