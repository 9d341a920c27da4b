"""A page touches as much of the database with 20,000 stories as with 1,000."""

import pytest
from django.core.cache import cache

from articles.models import Article
from articles.tests.counted_pages import DESK_LIST, addresses_in
from articles.tests.large_site import LARGE, add_stories, start_site
from newsroom import editions
from newsroom.tests.buffers import buffers_of, captured_queries

FEW, MANY, MOST, MOST_OF_BOARD = 1_000, 20_000, 1.3, 2
BOARD = {
    "board": f"{DESK_LIST}editions/",
    "board, withdrawn": f"{DESK_LIST}editions/?state=withdrawn",
    "board, one edition": f"{DESK_LIST}editions/?state=withdrawn&edition=kk",
    "board, a section": f"{DESK_LIST}editions/?section={LARGE}",
}
"""Lists of the editions board, each of which has more than a page of stories on the small site."""
FRONT_DESK = {
    "front desk": f"{DESK_LIST}front/?edition=kk",
    "front desk, ahead": f"{DESK_LIST}front/?edition=kk&at=2099-11-24T10:33",
}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_no_page_touches_many_more_buffers_on_a_large_site(client, superuser):
    start_site()
    add_stories(0, FEW)
    superuser()
    few = touched_by_pages(client)
    add_stories(FEW, MANY)
    many = touched_by_pages(client)
    assert many.pop("every story") > few.pop("every story") * MANY / FEW / 2  # reading every story is noticed
    assert [kind for kind in few if many[kind] > few[kind] * most_of(kind)] == [], table(few, many)


def most_of(kind):
    """Each list of the board merges those of the editions, whose rows lie further apart on a large site."""
    return MOST_OF_BOARD if kind in BOARD else MOST


def table(few, many):
    lines = [f"{kind:22}{few[kind]:7}{many[kind]:7}{many[kind] / few[kind]:7.2f}" for kind in few]
    return "\n".join(["", f"{'Shared buffers':22}{FEW:7}{MANY:7}  ratio", *lines])


def touched_by_pages(client):
    """Return {kind of page: shared buffers}, and those of a query that reads every story, which must be noticed."""
    addresses = addresses_in(editions.DEFAULT) | BOARD | FRONT_DESK
    found = {kind: touched_by(client, address) for kind, address in addresses.items()}
    with captured_queries() as queries:
        list(Article.objects.values_list("source_url"))
    return found | {"every story": buffers_of(queries)}


def touched_by(client, address):
    cache.clear()
    with captured_queries() as queries:
        response = client.get(address)
    assert response.status_code == (404 if address.endswith("/no-such-page/") else 200), address
    return buffers_of(queries)
