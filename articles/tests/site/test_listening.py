"""The front and a story as a screen reader has them: the roles and names of the browser's own tree."""

import re
from collections import Counter

import pytest

from articles.models import Article
from newsroom import editions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demo"),
    pytest.mark.one_database,
]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

ENTRY = re.compile(r"""^\s*- '?(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<rest>.*)$""")
LANDMARKS = ["banner", "main", "contentinfo"]
# What a reader can do something with, or has to be told of, says what it is.
NAMED = {"link", "button", "textbox", "searchbox", "combobox", "img", "navigation", "region", "group", "complementary"}


def heard(page):
    """[(role, name)] from the top of a page."""
    lines = page.locator("body").aria_snapshot().splitlines()
    entries = [entry for entry in map(ENTRY.match, lines) if entry]
    return [(entry["role"], entry["name"] or entry["rest"].removeprefix(": ").strip("':")) for entry in entries]


def story_in(edition):
    return Article.objects.get(key="demo-opinion").address_in(edition)


@EVERY_EDITION
@pytest.mark.parametrize("kind", ["front", "story"])
def test_whoever_listens_finds_each_part_once_and_by_its_name(page, edition, kind):
    page.goto(f"/{edition.code}/" if kind == "front" else story_in(edition))
    found = heard(page)

    assert [role for role, _ in found if role in LANDMARKS] == LANDMARKS
    assert [entry for entry in found if entry[0] in NAMED and not entry[1]] == []
    places = Counter(entry for entry in found if entry[0] in ("navigation", "region", "complementary"))
    assert len(places) >= 5
    assert [place for place, count in places.items() if count > 1] == []
    assert sum(role == "heading" for role, _ in found) >= 5


def test_a_link_without_a_name_would_be_heard(page):
    page.goto("/ru/")
    page.evaluate("document.querySelector('h2 a').textContent = ''")
    assert ("link", "") in heard(page)


def test_a_story_is_heard_in_the_order_in_which_it_is_read(page):
    page.goto(story_in(editions.BY_CODE["en"]))
    said = [f"{role} {name}" for role, name in heard(page)]
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
