"""Kazakh pages write days in full in headings and sentences, and in the short form in lists."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_in, words_of

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2025, 11, 24, 5, 33, tzinfo=UTC)
MACHINE = "2025-11-24T10:33:00+05:00"
FULL, SHORT = "2025 жылғы 24 қараша", "2025 ж. 24 қараша"


@pytest.fixture
def story():
    return make_article("kk", category=make_category(), published_at=PUBLISHED)


def times(page):
    return {words_of(time) for time in elements(page, "time", datetime=MACHINE)}


def test_a_story_and_its_day_have_the_full_form(client, story):
    with override("kk"):
        address = story.get_absolute_url()
    assert times(client.get(address)) == {f"{FULL}, 10:33"}
    day = client.get("/kk/2025/11/24/")
    assert words_in(day, "section-name") == FULL
    assert words_in(day, "day") == FULL  # in the news feed
    assert words_of(elements(day, "title")[0]).startswith(FULL)
    assert words_in(client.get("/kk/2025/11/"), "section-name") == "2025 жылғы қараша"
    assert words_in(client.get("/kk/2025/"), "section-name") == "2025 жыл"


@pytest.mark.parametrize("address", ["/kk/2025/11/24/", "/kk/archive/", "/kk/section/society/"])
def test_lists_have_the_short_form(client, story, address):
    (card,) = parts_of(client.get(address), "card")
    assert [words_of(time) for time in card.iter("time")] == [f"{SHORT}, 10:33"]


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("kk-latn", "2025 jylğy 24 qaraşa", "2025 j. 24 qaraşa"),
        ("kk-arab", "2025 جىلعى 24 قاراشا", "2025 ج. 24 قاراشا"),
    ],
)
def test_derived_editions_write_the_same_words(client, story, code, full, short):
    page = client.get(f"/{code}/2025/11/24/")
    assert plain(words_in(page, "section-name")) == full
    (card,) = parts_of(page, "card")
    assert plain(words_of(next(card.iter("time")))).startswith(short)


def plain(text):
    """Leave out the characters that isolate left-to-right parts."""
    return "".join(character for character in text if not "\u2066" <= character <= "\u2069")
