"""In a browser: readings take one line of the masthead, none is cut off, and screen readers get the hidden ones too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.informers.tests.makers import make_rate, make_town, make_weather

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EDITIONS = pytest.mark.parametrize("code", ["ru", "kk-arab", "en"])

# Whether a part of the element is within the box and not collapsed.
IS_SEEN = """const isSeen = (place, box) => place.width > 1 && place.top < box.bottom - 1
    && place.right > box.left + 1 && place.left < box.right - 1;"""
# [first word of each visible reading, whether the reading is completely within the box].
SEEN = f"""() => {{ {IS_SEEN}
    const box = document.querySelector(".informers").getBoundingClientRect();
    return [...document.querySelectorAll(".informers li")].flatMap((item) => {{
        const place = item.getBoundingClientRect();
        if (!isSeen(place, box)) return [];
        const is_whole = place.bottom <= box.bottom + 1 && place.left >= box.left - 1 && place.right <= box.right + 1;
        return [[item.classList.contains("source") ? "source" : item.innerText.split(/\\s/)[0], is_whole]];
    }});
}}"""
BOX = """() => {
    const informers = document.querySelector(".informers"), box = informers.getBoundingClientRect();
    return {height: box.height, font: parseFloat(getComputedStyle(informers).fontSize),
            isAboveMain: box.bottom <= document.querySelector("main").getBoundingClientRect().top + 1};
}"""
# For each list of old readings: whether each reading and its day are within the line.
OLD = f"""() => {{ {IS_SEEN}
    const box = document.querySelector(".informers").getBoundingClientRect();
    return [...document.querySelectorAll(".informers ul.is-old")].map((list) => [...list.querySelectorAll("b, time")]
        .filter((part) => part.checkVisibility()).map((part) => isSeen(part.getBoundingClientRect(), box)));
}}"""


@pytest.fixture
def page(page_without_frames):
    return page_without_frames


@pytest.fixture
def todays_readings(transactional_db, seeds):
    """The seed pages with today's readings."""
    today = timezone.localdate()
    make_weather(
        make_town("oral", 0, name_ru="Орал", name_kk="Орал", name_en="Oral"), -14, -8, today, source="api.met.no"
    )
    for currency, value in (("USD", "521.17"), ("EUR", "604.33"), ("RUB", "6.42"), ("CNY", "73.20")):
        make_rate(currency, value, today, source="nationalbank.kz")


def look(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    seen, box = page.evaluate(SEEN), page.evaluate(BOX)
    assert [whole for _name, whole in seen] == [True] * len(seen)
    return [name for name, _whole in seen], box


@EDITIONS
@pytest.mark.parametrize("width", [320, 360])
def test_the_front_on_a_phone_has_one_line_with_the_weather_and_one_rate(page, todays_readings, code, width):
    seen, box = look(page, f"/{code}/", width)

    assert box["isAboveMain"]
    assert box["height"] < 2 * box["font"]
    assert len(seen) == 2
    assert seen[1] == "USD"


@EDITIONS
@pytest.mark.parametrize("width", [320, 768])
def test_other_pages_on_narrow_screens_have_all_readings_at_the_foot(page, todays_readings, code, width):
    seen, box = look(page, f"/{code}/archive/", width)

    assert not box["isAboveMain"]
    assert [name for name in seen if name in ("USD", "EUR", "RUB", "CNY")] == ["USD", "EUR", "RUB", "CNY"]
    assert seen[-1] == "source"


@EDITIONS
@pytest.mark.parametrize("width", [1024, 1280])
def test_wide_pages_have_one_line_and_the_front_has_a_box_with_the_sources(page, todays_readings, code, width):
    seen, box = look(page, f"/{code}/archive/", width)
    assert box["isAboveMain"]
    assert box["height"] < 2 * box["font"]
    assert "USD" in seen

    seen, box = look(page, f"/{code}/", width)
    assert box["isAboveMain"]
    assert seen[-1] == "source"
    assert "CNY" in seen


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_an_old_reading_is_shown_with_its_day_or_not_at_all(page, seeds, width):
    for address in ("/ru/", "/ru/archive/"):
        look(page, address, width)
        found = page.evaluate(OLD)
        assert len(found) == 3
        assert set(found[0]) == {True}
        assert [len(set(parts)) for parts in found] == [1, 1, 1]


@EDITIONS
@pytest.mark.parametrize("width", [320, 768, 1024, 1100, 1280])
def test_old_readings_after_todays_are_shown_with_their_day_or_not_at_all(page, todays_readings, code, width):
    for address in (f"/{code}/", f"/{code}/archive/"):
        look(page, address, width)
        found = page.evaluate(OLD)
        assert len(found) == 2
        assert [len(set(parts)) for parts in found] == [1, 1]


@pytest.mark.parametrize(
    ("address", "width"), [("/ru/", 1024), ("/ru/", 1280), ("/ru/archive/", 320), ("/ru/archive/", 768)]
)
def test_all_old_rates_are_shown_where_there_is_room(page, seeds, address, width):
    seen, _box = look(page, address, width)

    assert [name for name in seen if name in ("USD", "EUR", "RUB", "CNY")] == ["USD", "EUR", "RUB", "CNY"]


def test_screen_readers_get_the_source_that_a_phone_has_no_room_for(page, todays_readings):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/en/")
    snapshot = page.locator(".informers").aria_snapshot()

    assert 'complementary "Weather and exchange rates"' in snapshot
    assert "MET Norway" in snapshot
    assert "National Bank of Kazakhstan" in snapshot
    assert "USD 521.17" in snapshot


def test_space_for_the_line_is_reserved_before_it_arrives(page, todays_readings):
    """In the HTML it comes after the stories. What is painted before it arrives must not move."""
    for width in (320, 360, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto("/ru/")
        tops = page.evaluate(
            """() => { const top = () => document.querySelector("main").getBoundingClientRect().top;
                       const before = top(); document.querySelector(".informers").remove(); return [before, top()]; }"""
        )
        assert abs(tops[0] - tops[1]) < 0.5, width


def test_the_day_of_a_rate_is_shown_after_a_week_but_not_after_a_day(page, transactional_db):
    page.set_viewport_size({"width": 360, "height": 700})
    rate = make_rate("USD", "521.17", timezone.localdate() - timedelta(days=1), source="nationalbank.kz")
    assert look(page, "/ru/", 360)[0] == ["USD"]

    rate.valid_on -= timedelta(days=6)
    rate.save()
    assert look(page, "/ru/", 360)[0] == ["USD", "source"]
