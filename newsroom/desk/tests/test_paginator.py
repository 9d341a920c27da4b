"""A long list at the desk is counted a few pages ahead, and says so."""

import pytest

from newsroom.desk.paginator import PAGES_AHEAD, NearbyPaginator
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db


def paginator(rows, page_asked):
    User.objects.bulk_create(User(username=f"user-{number}") for number in range(rows))
    return NearbyPaginator(User.objects.order_by("pk"), 1, page_asked=page_asked)


def test_a_list_that_ends_nearby_has_its_exact_count():
    found = paginator(PAGES_AHEAD + 1, page_asked=1)
    assert (found.count, found.shown_count) == (PAGES_AHEAD + 1, str(PAGES_AHEAD + 1))


def test_a_longer_list_is_counted_one_page_beyond_those_ahead():
    found = paginator(PAGES_AHEAD + 9, page_asked=1)
    assert (found.count, found.shown_count) == (PAGES_AHEAD + 2, f"{PAGES_AHEAD + 1}+")


def test_the_last_page_can_be_reached():
    found = paginator(PAGES_AHEAD + 9, page_asked=9)
    assert (found.count, found.shown_count) == (PAGES_AHEAD + 9, str(PAGES_AHEAD + 9))
    assert [user.username for user in found.page(PAGES_AHEAD + 9)] == [f"user-{PAGES_AHEAD + 8}"]
