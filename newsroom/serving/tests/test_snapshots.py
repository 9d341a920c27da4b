"""Which pages read everything at one moment."""

import pytest
from django.db import connection
from django.http import HttpResponse

from newsroom.serving.snapshots import SnapshotMiddleware, without_snapshot


def is_in_transaction(request, view=HttpResponse, ends=lambda: None):
    """Answer a request with a view, and return whether that was in a snapshot."""
    found = []

    def get_response(request):
        middleware.process_view(request, view, (), {})
        found.append(connection.in_atomic_block)
        ends()
        return HttpResponse()

    middleware = SnapshotMiddleware(get_response)
    assert middleware(request).status_code == 200
    return found == [True]


@pytest.fixture
def asked(rf):
    def ask(method="GET", edition="ru"):
        request = rf.generic(method, "/")
        request.edition = edition
        return request

    return ask


@pytest.mark.django_db(transaction=True)
def test_pages_of_an_edition_are_in_one_and_others_are_not(asked):
    others = [asked("POST"), asked(edition=None)]
    assert [is_in_transaction(request) for request in (asked(), asked("HEAD"), *others)] == [True, True, False, False]
    assert not is_in_transaction(asked(), without_snapshot(lambda request: None))
    assert not connection.in_atomic_block


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_is_answered_though_the_connection_is_lost_at_the_end(asked, caplog):
    def lose():
        connection.cursor().execute("SELECT 1")
        connection.connection.pgconn.finish()

    assert is_in_transaction(asked(), ends=lose)
    assert "could not be ended" in caplog.text
    assert is_in_transaction(asked())
