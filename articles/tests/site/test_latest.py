"""An open page announces new stories. It asks for them rarely, and the response is the same for all readers."""

import pytest
from django.utils import timezone

from articles.models import FrontPick, Kind, PopularPlace
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import parts_of
from articles.tests.site.in_all_editions import minutes_ago
from newsroom.editions import dates

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_newest_times_are_the_same_for_all_readers(client):
    make_article("ru", published_at=timezone.now() + timezone.timedelta(hours=1))
    make_article("kk", published_at=minutes_ago(1))
    older, newer = make_article("ru", published_at=minutes_ago(9)), make_article("ru", published_at=minutes_ago(3))

    response = client.get("/ru/latest.json")

    times = [dates.in_almaty(story.published_at_ru).isoformat() for story in (newer, older)]
    assert response.json() == {"published": times}
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert {part.strip() for part in response.headers.get("Vary", "").split(",")} <= {"", "Accept-Encoding"}
    assert "Set-Cookie" not in response.headers


def test_the_newest_times_take_one_query(client, django_assert_num_queries):
    make_article("ru")
    with django_assert_num_queries(1):
        client.get("/ru/latest.json")
    with django_assert_num_queries(1):
        client.get("/kk-arab/latest.json")


def test_a_section_has_its_own_newest_times(client):
    sport = make_category("sport")
    football = make_category("football", parent=sport)
    make_article("ru")
    inside = make_article("ru", category=football)

    assert client.get("/ru/section/sport/latest.json").json() == {
        "published": [dates.in_almaty(inside.published_at_ru).isoformat()]
    }
    assert client.get("/ru/section/nowhere/latest.json").status_code == 404


PLACED = {
    "brief": {"kind": Kind.BRIEF},
    "brief and pick": {"kind": Kind.BRIEF, "placed": FrontPick},
    "pick": {"placed": FrontPick},
    "popular": {"kind": Kind.BRIEF, "placed": PopularPlace},
    "lead": {},
    "with an hour that is not known": {"has_assumed_time": True},
}


@pytest.mark.parametrize("newest", PLACED.values(), ids=PLACED)
@pytest.mark.parametrize("path", ["", "section/sport/"])
def test_no_story_of_a_page_just_opened_is_announced_as_new(client, path, newest):
    sport = make_category("sport")
    [make_article("ru", category=sport, published_at=minutes_ago(60 + number)) for number in range(20)]
    fields = dict(newest)
    place = fields.pop("placed", None)
    story = make_article("ru", category=sport, published_at=minutes_ago(1), **fields)
    if place:
        place.objects.create(article=story, position=1)

    (waiting,) = parts_of(client.get(f"/ru/{path}"), "waiting")

    published = client.get(waiting.get("data-latest")).json()["published"]
    assert (waiting.get("data-newest"), len(published)) == (published[0], 21)


class Asked:
    """Count how often a page has asked for new stories."""

    def __init__(self, page):
        self.times = 0
        page.on("request", lambda request: self.note(request))

    def note(self, request):
        self.times += request.url.endswith("/latest.json")


@pytest.mark.parametrize("path", ["", "section/sport/"])
def test_new_stories_are_announced_once_a_minute_without_a_layout_shift(reader, path):
    sport = make_category("sport")
    [make_article("kk", category=sport, published_at=minutes_ago(60 + number)) for number in range(9)]
    page = reader()
    asked = Asked(page)
    page.clock.install()
    page.goto(f"/kk-latn/{path}")
    waiting = page.locator(".waiting")
    assert (waiting.inner_text(), waiting.get_attribute("aria-live")) == ("", "polite")
    page.clock.run_for("00:30")
    assert asked.times == 0

    [make_article("kk", category=sport, published_at=minutes_ago(number)) for number in (1, 2, 3)]
    with page.expect_response("**/latest.json"):
        page.clock.run_for("00:31")

    link = waiting.get_by_role("link", name="Jaña materialdar: 3")
    link.wait_for()
    assert page.evaluate("shifted()") == 0
    page.evaluate("for (let time = 0; time < 5; time += 1) document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for("00:50")
    assert asked.times == 1

    with page.expect_navigation():
        link.click()
    page.get_by_text("Headline").first.wait_for()
    assert page.locator(".waiting").inner_text() == ""


@pytest.mark.one_database
def test_a_hidden_page_makes_no_requests(reader):
    make_article("ru")
    [make_article("ru") for _ in range(8)]
    page = reader()
    asked = Asked(page)
    page.clock.install()
    page.goto("/ru/")
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    page.clock.run_for("10:00")
    assert asked.times == 0

    page.evaluate("delete document.hidden")
    with page.expect_response("**/latest.json"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert asked.times == 1


@pytest.mark.one_database
@pytest.mark.parametrize("answer", ["<p>Log in to the Wi-Fi", "{}", ""])
def test_requests_stop_after_an_invalid_response(reader, answer):
    [make_article("ru") for _ in range(9)]
    page = reader()
    asked = Asked(page)
    page.clock.install()
    page.route("**/latest.json", lambda route: route.fulfill(body=answer))
    page.goto("/ru/")
    with page.expect_response("**/latest.json"):
        page.clock.run_for("01:01")

    page.clock.run_for("05:00")

    assert asked.times == 1
    assert page.locator(".waiting").inner_text() == ""


@pytest.mark.one_database
def test_no_requests_are_made_when_saving_data(reader):
    [make_article("ru") for _ in range(9)]
    page = reader()
    asked = Asked(page)
    page.clock.install()
    page.add_init_script("Object.defineProperty(navigator.connection, 'saveData', {value: true})")
    page.goto("/ru/")
    assert page.locator(".waiting").count() == 1

    page.clock.run_for("05:00")

    assert asked.times == 0
