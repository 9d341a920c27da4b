"""No page makes more than twelve queries, however many stories there are."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Author, Byline, Category, Kind, PopularPlace, RelatedArticle, Status, Tag
from articles.tests.makers import make_photo
from newsroom.database.models import TableVersion
from newsroom.identity.models import Page

pytestmark = pytest.mark.usefixtures("seeds")

MOST, MOST_AFTER_CHANGES = 12, 21
"""Queries of a page, and of the first one after all tables that processes hold in memory have changed."""

# {kind of page: exact number of queries}. Change a number only on purpose.
PAGES = {
    "front": 8,
    "article": 9,
    "section": 7,
    "sections": 4,
    "tag": 7,
    "tags": 5,
    "author": 7,
    "authors": 5,
    "page": 5,
    "pages": 5,
    "archive": 5,
    "corrections": 5,
    "archive_filtered": 12,
    "search": 7,
    "year": 7,
    "month": 6,
    "day": 6,
    "not_found": 4,
}


def addresses():
    story = Article.objects.get(key="parties-with-high-responsibility")
    return {
        "front": "/en/",
        "article": story.address_in(story.original_edition),
        "section": "/en/section/news/",
        "sections": "/en/section/",
        "tag": "/en/tag/elections/",
        "tags": "/en/tag/",
        "author": "/en/author/kudrenok-tatyana/",
        "authors": "/en/author/",
        "page": "/en/page/about/",
        "pages": "/en/page/",
        "archive": "/en/archive/",
        "corrections": "/en/corrections/",
        "archive_filtered": "/en/archive/?section=news&tag=elections&author=kudrenok-tatyana&until=2026-12-31",
        "search": "/en/search/?q=president",
        "year": "/en/2023/",
        "month": "/en/2023/01/",
        "day": "/en/2023/01/26/",
        "not_found": "/en/no-such-page/",
    }


def queries(client, address):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 404)
    return len(captured)


def counts(client):
    """Return {kind of page: queries} while processes hold the tables that seldom change in memory."""
    for address in addresses().values():
        client.get(address)
    return {kind: queries(client, address) for kind, address in addresses().items()}


def counts_after_changes(client):
    found = {}
    for kind, address in addresses().items():
        TableVersion.objects.update(version=kind)
        found[kind] = queries(client, address)
    return found


def test_every_kind_of_page_makes_exactly_these_queries(client):
    found = counts(client)
    assert max(found.values()) <= MOST
    assert found == PAGES


def test_no_page_writes(client):
    """They could not: each reads from a snapshot (`newsroom/serving/snapshots.py`)."""
    with CaptureQueriesContext(connection) as captured:
        counts_after_changes(client)
    statements = [query["sql"].split()[0] for query in captured if "database_tableversion" not in query["sql"]]
    assert len(statements) > 100
    assert {*statements} == {"SELECT", "WITH"}


def test_a_change_of_what_is_held_costs_the_next_page_a_few_queries_more(client):
    held, changed = counts(client), counts_after_changes(client)
    assert [kind for kind in PAGES if not held[kind] < changed[kind] <= MOST_AFTER_CHANGES] == []


@pytest.mark.slow
def test_five_thousand_stories_need_no_more_queries_than_five(client):
    keep = ["parties-with-high-responsibility", "rural-akims-election", "akims-leave-amanat"]
    Article.objects.exclude(key__in=keep).delete()
    for number in range(2):
        add_stories(1, f"few-{number}")
    assert Article.objects.count() == 5
    few = counts(client)
    add_stories(4_995, "many")
    assert Article.objects.count() == 5_000
    many = counts(client)
    assert {kind: many[kind] - few[kind] for kind in few if many[kind] > few[kind]} == {}


def add_stories(count, prefix):
    """Add stories published in English with everything that a card or a page can show."""
    section, tag, author = Category.objects.get(key="news"), Tag.objects.get(key="elections"), Author.objects.first()
    photo = make_photo()
    now = timezone.now()
    Article.objects.bulk_create(
        Article(
            key=f"{prefix}-{number}",
            kind=Kind.NEWS,
            category=section,
            lead_photo=photo,
            original_language="en",
            title_en=f"President and election {prefix} {number}",
            slug_en=f"{prefix}-{number}",
            body_en="<p>Text.</p>",
            status_en=Status.PUBLISHED,
            published_at_en=now - timezone.timedelta(minutes=number),
            first_published_at=now - timezone.timedelta(minutes=number),
        )
        for number in range(count)
    )
    ids = list(Article.objects.filter(key__startswith=prefix).values_list("pk", flat=True))
    Byline.objects.bulk_create(Byline(article_id=pk, author=author) for pk in ids)
    Article.tags.through.objects.bulk_create(Article.tags.through(article_id=pk, tag=tag) for pk in ids)
    one = Article.objects.get(key="parties-with-high-responsibility")
    RelatedArticle.objects.bulk_create(RelatedArticle(article=one, related_id=pk) for pk in ids[:50])
    first = PopularPlace.objects.count() + 100
    PopularPlace.objects.bulk_create(
        PopularPlace(position=first + place, article_id=pk) for place, pk in enumerate(ids[:50])
    )
    Page.objects.update_or_create(key=f"page-{prefix}", defaults={"title_en": "A page"})
    count_rows()


def count_rows():
    """Update PostgreSQL's statistics, as autovacuum would after a minute. Else it plans for few rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
