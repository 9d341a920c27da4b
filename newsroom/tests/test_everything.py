"""Which tests run on both databases, and which run in one worker."""

import pytest
from django.conf import settings

from newsroom.tests.scheduler import ONE_WORKER, scope_of


def is_marked(request):
    return request.node.get_closest_marker("one_database") is not None


def test_a_test_without_a_database_runs_on_sqlite_only(request):
    assert is_marked(request)


@pytest.mark.django_db
def test_a_test_marked_django_db_runs_on_both(request):
    assert not is_marked(request)


def test_a_test_with_database_fixtures_runs_on_both(request, staff):
    assert not is_marked(request)


def test_tests_that_share_a_costly_fixture_run_in_one_worker():
    assert [path for path in ONE_WORKER if not (settings.BASE_DIR / path).exists()] == []

    tests = [f"{path}::test[{number}]" for path in ONE_WORKER for number in "12"]
    assert len({scope_of(test) for test in tests}) == len(ONE_WORKER)
    assert scope_of("newsroom/tests/test_house.py::test[1]") == "newsroom/tests/test_house.py::test[1]"
