"""A page touches as much of the database with 20,000 stories as with 1,000."""

import pytest
from django.core.cache import cache

from articles.models import Article
from articles.tests.counted_pages import addresses_in
from articles.tests.grown_paper import add_stories, start_paper
from newsroom import editions
from newsroom.tests.buffers import buffers_of, captured_queries

FEW, MANY, MOST = 1_000, 20_000, 1.3

# Pages that still grow: {kind: ratio of its buffers}. Remove a page here once it no longer grows; only the names are
# compared.
GROWING = {
    "front": 19.1,
    "story": 21.1,
    "section": 10.5,
    "section, parent": 5.5,
    "section, nested": 3.2,
    "tag": 6.4,
    "author": 7.0,
    "archive": 10.3,
    "archive, page 2": 9.5,
    "archive, filtered": 17.2,
    "month": 1.6,
    "year": 4.3,
    "search": 15.0,
    "desk": 19.8,
}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_no_page_touches_more_of_the_database_because_the_paper_is_older(client, superuser):
    start_paper()
    add_stories(0, FEW)
    superuser()
    few = touched_by_pages(client)
    add_stories(FEW, MANY)
    many = touched_by_pages(client)
    assert many.pop("every story") > few.pop("every story") * MANY / FEW / 2  # reading every story does not go unseen
    growing = {kind for kind in few if many[kind] > few[kind] * MOST}
    assert growing == GROWING.keys(), table(few, many)


def table(few, many):
    lines = [f"{kind:22}{few[kind]:7}{many[kind]:7}{many[kind] / few[kind]:7.2f}" for kind in few]
    return "\n".join(["", f"{'Shared buffers':22}{FEW:7}{MANY:7}  ratio", *lines])


def touched_by_pages(client):
    """{kind of page: shared buffers}, and of a query that reads every story, to show that it would be noticed."""
    found = {kind: touched_by(client, address) for kind, address in addresses_in(editions.DEFAULT).items()}
    with captured_queries() as queries:
        list(Article.objects.values_list("source_url"))
    return found | {"every story": buffers_of(queries)}


def touched_by(client, address):
    cache.clear()
    with captured_queries() as queries:
        response = client.get(address)
    assert response.status_code == (404 if address.endswith("/no-such-page/") else 200), address
    return buffers_of(queries)
