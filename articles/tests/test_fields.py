"""Slugs and the day of the first publication are set automatically and then don't change."""

import datetime

import pytest
from django.utils import timezone

from articles.editorial import drafts
from articles.editorial.saving import save_article
from articles.editorial.workflow import publish
from articles.models import Article, Status
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

HOUR = timezone.timedelta(hours=1)
RU = editions.BY_CODE["ru"]
DRAFT = {"status": Status.UNPUBLISHED}
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
HEADLINES = {
    "kk": ("Ауыл әкімдерінің сайлауы", "auyl-akimderinin-sailauy"),
    "ru": ("Выборы сельских акимов", "vybory-selskikh-akimov"),
    "en": ("Election of rural akims", "election-of-rural-akims"),
    "uz-cyrl": ("Қишлоқ ҳокимлари сайлови", "qishloq-hokimlari-saylovi"),
}


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def slugs_of(*stories, suffix="ru"):
    return [getattr(Article.objects.get(pk=story.pk), f"slug_{suffix}") for story in stories]


# The slug


@pytest.mark.parametrize(("code", "headline", "slug"), [(code, *both) for code, both in HEADLINES.items()])
def test_a_slug_is_made_from_the_headline(code, headline, slug):
    story = make_article(code, title=headline)
    assert slugs_of(story, suffix=editions.BY_CODE[code].suffix) == [slug]


@pytest.mark.parametrize("empty", [None, ""])
def test_an_emptied_slug_is_made_again(empty):
    story = make_article("ru", title="Выборы", slug="former")
    assert slugs_of(story) == ["former"]
    story.slug_ru = empty
    story.save()
    assert slugs_of(story) == ["vybory"]


@pytest.mark.parametrize("given", ["akimy-2026", "Akimy-2026"])
def test_a_given_slug_is_kept_in_lower_case(given):
    story = make_article("ru", title="Выборы", slug=given)
    assert [story.slug_ru, *slugs_of(story)] == ["akimy-2026"] * 2


def test_a_slug_stays_when_the_headline_changes():
    story = make_article("ru", title="Выборы")
    story.title_ru = "Итоги выборов"
    story.save()
    assert slugs_of(story) == ["vybory"]


@in_each_edition
def test_slugs_of_the_same_headline_are_numbered_from_two(staff, edition):
    stories, editor = (
        [make_article(edition.code, title="Spring", title_en="Spring", **DRAFT) for _ in range(3)],
        staff("editor"),
    )
    for story in stories:
        publish(story, edition, by=editor)
    assert slugs_of(*stories, suffix=edition.suffix) == ["spring", "spring-2", "spring-3"]


def test_the_first_free_number_is_used():
    make_article("ru", title="Весна")
    make_article("ru", slug="vesna-3")
    assert slugs_of(make_article("ru", title="Весна"), make_article("ru", title="Весна")) == ["vesna-2", "vesna-4"]


def test_a_longer_slug_with_the_same_beginning_does_not_count():
    make_article("ru", title="Весна в Алматы")
    assert slugs_of(make_article("ru", title="Весна")) == ["vesna"]


def test_a_storys_own_slug_does_not_count_as_in_use():
    story = make_article("ru", title="Весна")
    story.slug_ru = ""
    story.save()
    assert slugs_of(story) == ["vesna"]


def test_two_editions_can_have_the_same_slug():
    story = make_article("ru", "uz-cyrl", title="Спорт")
    assert [story.slug_ru, story.slug_uz_cyrl] == ["sport", "sport"]


@pytest.mark.parametrize("title", [None, "", "  ", "\N{NO-BREAK SPACE}"])
def test_an_edition_without_headline_has_no_slug(title):
    story = make_article("ru", title_kk=title, title_en=title)
    row = Article.objects.get(pk=story.pk)
    assert row.slug_ru == f"headline-{row.title_ru.split()[-1]}"
    assert [row.slug_kk, row.slug_en, row.slug_zh_hans, row.slug_uz_cyrl] == [None] * 4


@in_each_edition
def test_a_headline_without_letters_falls_back_to_the_key(edition):
    story = make_article(edition.code, title="«!?»", key="only-signs")
    assert slugs_of(story, suffix=edition.suffix) == ["only-signs"]


def test_the_chinese_edition_uses_the_english_slug():
    story = make_article("en", "zh-hans", title_en="Spring", title_zh_hans="春天", slug_en="almaty-spring")
    assert slugs_of(story, suffix="zh_hans") == ["almaty-spring"]


@pytest.mark.parametrize(("english", "slug"), [({}, "spring"), ({"slug_en": "almaty-spring"}, "almaty-spring")])
def test_the_chinese_edition_uses_the_slug_of_an_english_draft(staff, english, slug):
    story = make_article("zh-hans", title="春天", title_en="Spring", **english, **DRAFT)
    publish(story, editions.BY_CODE["zh-hans"], by=staff("editor"))
    assert [story.slug_zh_hans, story.slug_en] == [slug, None]


def test_a_working_title_does_not_become_a_slug(staff):
    story, editor = make_article("ru", title="Рабочее название", **DRAFT), staff("editor")
    assert (story.slug_ru, story.drafts.get().slug) == (None, "")
    drafts.save_draft(story, RU, 1, {"fields": {"title": "Весна пришла"}}, by=editor)
    assert story.drafts.get().slug == ""
    publish(story, RU, by=editor)
    assert story.slug_ru == "vesna-prishla"


def test_the_chinese_edition_without_an_english_one_uses_the_key():
    story = make_article("zh-hans", title="春天 2026", title_ru="Весна", key="spring-of-hope")
    assert slugs_of(story, suffix="zh_hans") == ["spring-of-hope"]


def test_bulk_created_stories_have_slugs_too():
    live = {"status_ru": "published", "body_ru": "<p>…</p>", "published_at_ru": timezone.now()}
    titles = {"one": "Весна", "two": "Осень"}
    Article.objects.bulk_create(Article(key=key, title_ru=title, **live) for key, title in titles.items())
    assert list(Article.objects.order_by("key").values_list("slug_ru", flat=True)) == ["vesna", "osen"]


# The first publication


def first_published(story):
    return Article.objects.get(pk=story.pk).first_published_at


def test_the_earliest_published_edition_sets_it():
    early, late = utc("2025-11-20T06:00"), utc("2025-11-22T06:00")
    story = make_article("ru", "kk", published_at_ru=late, published_at_kk=early)
    assert first_published(story) == early


def test_an_edition_that_is_not_published_does_not_set_it():
    early, late = utc("2025-11-20T06:00"), utc("2025-11-22T06:00")
    for status in (Status.UNPUBLISHED, Status.WITHDRAWN):
        story = make_article("ru", "kk", published_at_ru=late, published_at_kk=early, status_kk=status)
        assert first_published(story) == late


def test_a_story_that_was_never_public_has_none():
    assert first_published(make_article("ru", status=Status.UNPUBLISHED)) is None


@pytest.mark.parametrize("days", [-3, 3])
def test_it_stays_when_the_time_of_publication_is_changed(days):
    moment = utc("2025-11-20T06:00")
    story = make_article("ru", published_at=moment)
    story.published_at_ru = moment + timezone.timedelta(days=days)
    story.save()
    assert (first_published(story), story.day) == (moment, datetime.date(2025, 11, 20))


def test_it_stays_when_another_edition_gets_an_earlier_time():
    moment = utc("2025-11-20T06:00")
    story = make_article("ru", published_at=moment)
    story.title_kk, story.body_kk, story.status_kk = "Көктем", "<p>Мәтін</p>", Status.PUBLISHED
    story.published_at_kk = moment - timezone.timedelta(days=2)
    story.save()
    assert first_published(story) == moment


def test_it_stays_after_withdrawal():
    story = make_article("ru", published_at=utc("2025-11-20T06:00"))
    story.status_ru = Status.WITHDRAWN
    story.save()
    assert first_published(story) == utc("2025-11-20T06:00")


def test_it_changes_while_it_is_in_the_future():
    soon, later = timezone.now() + HOUR, timezone.now() + 72 * HOUR
    story = make_article("ru", published_at=soon)
    assert first_published(story) == soon
    story.published_at_ru = later
    story.save()
    assert first_published(story) == later
    story.status_ru = Status.WITHDRAWN
    story.save()
    assert first_published(story) is None


def test_an_edition_published_before_a_scheduled_one_sets_it():
    now = timezone.now()
    story = make_article("ru", published_at=now + 72 * HOUR)
    story.title_kk, story.body_kk, story.status_kk, story.published_at_kk = "Көктем", "<p>…</p>", "published", now
    story.save()
    assert first_published(story) == now


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2025-11-23T20:30", "2025-11-24"),
        ("2025-11-23T18:59", "2025-11-23"),
        ("2025-11-23T19:00", "2025-11-24"),
        ("2020-10-21T18:30", "2020-10-22"),  # +06 then
        ("2020-10-21T17:59", "2020-10-21"),
        ("2024-02-29T17:59", "2024-02-29"),
        ("2024-02-29T18:30", "2024-02-29"),  # the hour that Almaty had twice
        ("2024-02-29T19:00", "2024-03-01"),
    ],
)
def test_the_day_in_the_url_is_that_of_almaty(instant, day, client):
    story = make_article("ru", published_at=utc(instant), slug="story")
    assert story.day == datetime.date.fromisoformat(day)
    address = f"/ru/{day.replace('-', '/')}/story/"
    assert story.address_in(editions.BY_CODE["ru"]) == address
    assert client.get(address).status_code == 200


def test_every_edition_has_the_day_of_the_first_one():
    story = make_article(
        "ru", "kk", published_at_ru=utc("2025-11-20T06:00"), published_at_kk=utc("2025-11-25T06:00"), slug="story"
    )
    save_article(story)
    days = {story.address_in(edition).split("/", 2)[2] for edition in editions.EDITIONS if story.address_in(edition)}
    assert days == {"2025/11/20/story/"}
