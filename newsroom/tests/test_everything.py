"""Which tests run on both databases."""

import pytest


def is_marked(request):
    return request.node.get_closest_marker("one_database") is not None


def test_a_test_that_asks_for_no_database_runs_on_sqlite_only(request):
    assert is_marked(request)


@pytest.mark.django_db
def test_a_test_that_is_marked_for_the_database_runs_on_both(request):
    assert not is_marked(request)


def test_a_test_whose_fixtures_need_the_database_runs_on_both(request, staff):
    assert not is_marked(request)
