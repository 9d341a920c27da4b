"""The pages of days, months and years list exactly their stories."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.models import Status
from articles.tests.archive_pages import archive, period, story, utc
from articles.tests.makers import make_article
from articles.tests.page_content import elements, headlines, parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

in_each_stored_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


def test_a_day_a_month_and_a_year_list_exactly_their_stories(client):
    story("Last of 2024", "2024-12-31T18:59")
    story("First of 2025", "2024-12-31T19:00")
    story("First of November", "2025-10-31T19:00")
    story("Morning", "2025-11-23T19:00")
    story("Night", "2025-11-24T18:59")
    story("Next day", "2025-11-24T19:00")
    story("December", "2025-11-30T19:00")
    assert period(client, "2025/11/24") == ["Night", "Morning"]
    assert period(client, "2025/11/25") == ["Next day"]
    assert period(client, "2025/11") == ["Next day", "Night", "Morning", "First of November"]
    assert period(client, "2025/12") == ["December"]
    assert period(client, "2024/12") == period(client, "2024") == ["Last of 2024"]
    assert period(client, "2025") == [
        "December", "Next day", "Night", "Morning", "First of November", "First of 2025",
    ]  # fmt: skip


def test_the_night_when_almaty_set_its_clocks_back(client):
    """On 29 February 2024, the hour from 23 to 24 occurred twice: first at +06, then at +05."""
    moments = {
        "28 Feb": "2024-02-28T17:59",
        "29 Feb, midnight": "2024-02-28T18:00",
        "29 Feb, 23:30": "2024-02-29T17:30",
        "29 Feb, 23:30 again": "2024-02-29T18:30",
        "1 March, midnight": "2024-02-29T19:00",
        "1 March, last": "2024-03-01T18:59",
        "2 March": "2024-03-01T19:00",
    }
    for title, moment in moments.items():
        story(title, moment)
    assert period(client, "2024/02/28") == ["28 Feb"]
    assert period(client, "2024/02/29") == ["29 Feb, 23:30 again", "29 Feb, 23:30", "29 Feb, midnight"]
    assert period(client, "2024/03/01") == ["1 March, last", "1 March, midnight"]
    assert period(client, "2024/02") == ["29 Feb, 23:30 again", "29 Feb, 23:30", "29 Feb, midnight", "28 Feb"]
    assert period(client, "2024/03") == ["2 March", "1 March, last", "1 March, midnight"]
    assert archive(client, since="2024-02-29", until="2024-02-29") == period(client, "2024/02/29")
    assert archive(client, since="2024-03-01", until="2024-03-01") == period(client, "2024/03/01")


def test_every_story_of_a_day_has_that_day_in_its_url(client):
    for moment in ("2024-02-28T18:00", "2024-02-29T18:30", "2024-02-29T18:59"):
        story("Leap day", moment)
    response = client.get("/ru/2024/02/29/")
    links = [link.get("href") for part in parts_of(response, "list") for link in part.iter("a")]
    assert [link.startswith("/ru/2024/02/29/") for link in links] == [True] * 3


def test_a_story_is_listed_on_the_day_of_its_first_publication(client):
    later = story("Later in Russian", "2025-11-25T07:00")
    later.title_kk, later.body_kk, later.status_kk = "Қазақша", "<p>…</p>", Status.PUBLISHED
    later.published_at_kk = utc("2025-11-26T07:00")
    later.save()
    assert period(client, "2025/11/25", "kk") == ["Қазақша"]
    assert period(client, "2025/11/26", "kk") == []


def test_a_period_lists_only_the_active_edition(client):
    story("По-русски", code="ru")
    story("Қазақша", code="kk")
    story("Today in English", f"{timezone.now():%Y-%m-%dT%H:%M}", code="en")
    for path in ("2025/11/24", "2025/11", "2025"):
        assert [period(client, path, code) for code in ("ru", "kk")] == [["По-русски"], ["Қазақша"]]
        assert client.get(f"/en/{path}/").status_code == 404


def test_a_year_links_to_the_months_that_have_stories(client):
    for moment in ("2024-02-29T18:30", "2024-02-29T19:00", "2024-05-31T19:00", "2024-12-31T18:59", "2024-12-31T19:00"):
        story("Story", moment)
    story("Elsewhere", "2024-08-01T07:00", code="kk")
    story("Withdrawn", "2024-07-01T07:00", status=Status.WITHDRAWN)
    (months,) = parts_of(client.get("/ru/2024/"), "choices")
    assert [link.get("href") for link in months.iter("a")] == [
        f"/ru/2024/{month}/" for month in ("02", "03", "06", "12")
    ]
    assert [words_of(link) for link in months.iter("a")] == ["Февраль 2024", "Март 2024", "Июнь 2024", "Декабрь 2024"]


@in_each_stored_edition
def test_a_past_period_without_stories_says_so_and_is_not_indexed(client, edition):
    make_article(edition.code, title="There", published_at=utc("2023-11-24T07:00"))
    make_article(edition.code, title="Later", published_at=utc("2025-11-26T07:00"))
    with override(edition.code):
        period, day = gettext("Nothing was published in this period."), gettext("Nothing was published on this day.")
    assert period != day
    for path, stories in {
        "2023/11/24": ["There"],
        "2023/11/25": [],
        "2023/12": [],
        "2024": [],
        "2025": ["Later"],
    }.items():
        response = client.get(f"/{edition.code}/{path}/")
        robots = [meta.get("content") for meta in elements(response, "meta", name="robots")]
        assert (response.status_code, headlines(response)) == (200, stories)
        assert ([words_of(part) for part in parts_of(response, "nothing")], robots) == (
            ([], []) if stories else ([day if path.count("/") == 2 else period], ["noindex"])
        )


def test_a_period_before_the_first_story_of_an_edition_has_no_page_there(client):
    story("First", "2025-11-24T07:00")
    later = story("Later", "2025-11-26T07:00", code="kk")
    later.published_at_ru, later.status_ru = utc("2025-11-28T07:00"), Status.PUBLISHED
    later.title_ru, later.body_ru = "Позже", "<p>…</p>"
    later.save()
    pages = {
        (404, 404, 404, 404): ["2025/11/23", "2025/10", "2024", "1900/01/01"],
        (200, 404, 404, 404): ["2025/11/24", "2025/11/25"],
        (200, 200, 200, 404): ["2025/11/26", "2025"],
    }
    for answers, paths in pages.items():
        for path in paths:
            found = [client.get(f"/{code}/{path}/").status_code for code in ("ru", "kk", "kk-arab", "en")]
            assert (path, *found) == (path, *answers)
    assert alternates(client.get("/ru/2025/11/25/")) == {"ru", "x-default"}
    assert alternates(client.get("/ru/2025/11/26/")) == {"ru", "kk", "kk-Latn", "kk-Arab", "x-default"}


def alternates(response):
    return {link.get("hreflang") for link in elements(response, "link", rel="alternate")}


def test_the_first_story_may_have_been_published_earlier_in_another_edition(client):
    """Its URL has the day of the earlier edition."""
    earlier = story("Қазақша", "2025-11-20T07:00", code="kk")
    earlier.published_at_ru, earlier.status_ru = utc("2025-11-24T07:00"), Status.PUBLISHED
    earlier.title_ru, earlier.body_ru = "По-русски", "<p>…</p>"
    earlier.save()
    assert period(client, "2025/11/20") == ["По-русски"]
    assert period(client, "2025/11/22") == []


def test_a_day_with_a_later_translation_has_a_page_before_the_first_story(client):
    story("First in Russian", "2025-11-24T07:00")
    old = story("Қазақша", "2025-11-20T07:00", code="kk")
    old.published_at_ru, old.status_ru, old.title_ru, old.body_ru = (
        utc("2025-11-26T07:00"), Status.PUBLISHED, "Переведено позже", "<p>…</p>",
    )  # fmt: skip
    old.save()
    assert period(client, "2025/11/20") == ["Переведено позже"]
    assert alternates(client.get("/ru/2025/11/20/")) == {"ru", "kk", "kk-Latn", "kk-Arab", "x-default"}


def test_today_has_a_page_and_future_days_have_none(client):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    next_month = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    make_article("ru", published_at=timezone.now() + timezone.timedelta(days=1))
    assert client.get(f"/ru/{today:%Y/%m/%d}/").status_code == 200
    assert client.get(f"/ru/{today:%Y/%m}/").status_code == 200
    assert client.get(f"/ru/{today:%Y}/").status_code == 200
    for path in (f"{tomorrow:%Y/%m/%d}", f"{next_month:%Y/%m}", f"{today.year + 1}", "9999/12/31", "9999"):
        assert client.get(f"/ru/{path}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["1899/12/31", "1899", "0001", "0000", "2025/13", "2025/00", "2025/02/30", "2025/1", "20250"]
)
def test_impossible_dates_are_not_found(client, path):
    story("There", "2025-02-28T07:00")
    assert client.get("/ru/2025/02/28/").status_code == 200
    assert client.get(f"/ru/{path}/").status_code == 404
