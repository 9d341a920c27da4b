"""A snapshot: all queries of a block see the database as it was at one moment."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from newsroom.database.snapshot import snapshot
from newsroom.identity.models import Link

pytestmark = pytest.mark.django_db(transaction=True)


def in_other_connection(act):
    """Carry out an act as another process would, and wait until it is committed."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def add_link(key):
    in_other_connection(lambda: Link.objects.create(key=key, place="menu"))


def number():
    return Link.objects.count()


def test_nobody_sees_what_others_commit_meanwhile():
    with snapshot():
        assert number() == 0
        add_link("a")
        assert number() == 0
    assert number() == 1


def test_without_one_the_second_query_sees_it():
    assert number() == 0
    add_link("a")
    assert number() == 1


def test_writers_do_not_wait_for_it_and_write_as_before_after_it():
    with snapshot():
        number()
        with transaction.atomic():  # a savepoint
            number()
    with transaction.atomic():
        Link.objects.create(key="b", place="menu")
    assert number() == 1


def test_within_a_transaction_it_does_nothing():
    with transaction.atomic(), snapshot():
        Link.objects.create(key="b", place="menu")
    assert number() == 1


@pytest.mark.postgresql
def test_postgresql_refuses_to_write_in_one():
    with pytest.raises(DatabaseError), snapshot():
        Link.objects.create(key="a", place="menu")
    Link.objects.create(key="a", place="menu")
    assert number() == 1


@pytest.mark.postgresql
def test_a_lost_connection_ends_it():
    with pytest.raises(DatabaseError):
        lose_connection()
    add_link("a")
    with snapshot():
        assert number() == 1


def lose_connection():
    with snapshot():
        end_connection(connection.connection.info.backend_pid)
        number()


def end_connection(process):
    in_other_connection(lambda: connection.cursor().execute("SELECT pg_terminate_backend(%s)", [process]))
