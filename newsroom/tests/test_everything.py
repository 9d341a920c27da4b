"""Which tests run on both databases, which run in one worker, and what becomes of those whose packages are missing."""

import pytest
from django.conf import settings

from conftest import import_or_fail
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


def test_tests_whose_packages_are_missing_fail_in_ci(monkeypatch):
    assert import_or_fail("pytest") is pytest
    for ci, outcome in (("true", pytest.fail.Exception), ("", pytest.skip.Exception)):
        monkeypatch.setenv("CI", ci)
        with pytest.raises(outcome, match="no_such_package"):
            import_or_fail("no_such_package")

    skipping = "pytest." + "importorskip"
    assert skipping in (settings.BASE_DIR / "conftest.py").read_text()
    tests = [path for folder in ("articles", "newsroom") for path in (settings.BASE_DIR / folder).rglob("test_*.py")]
    assert [path.name for path in tests if skipping in path.read_text()] == []
