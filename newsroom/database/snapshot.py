"""Several queries that see the database as it was at one moment, whatever others commit meanwhile."""

from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction


@contextmanager
def snapshot():
    """Let all queries of a block see what the first of them sees. The block must not write.

    It costs a BEGIN and a COMMIT. Within a transaction, as in most tests, it does nothing, as it can't begin there.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
        return
    # Otherwise the transaction could open another connection, which would not be told how to begin.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with BEGINNINGS[connection.vendor](connection), transaction.atomic():
        yield


@contextmanager
def beginning_on_postgresql(connection):
    """Let the driver begin with REPEATABLE READ READ ONLY. Such a transaction never fails because others write."""
    from psycopg import IsolationLevel

    driver = connection.connection
    driver.isolation_level, driver.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        yield
    finally:
        if not driver.closed:
            driver.isolation_level, driver.read_only = None, None


@contextmanager
def beginning_on_sqlite(connection):
    """Let Django begin without IMMEDIATE, which is for writers: readers would wait for each other."""
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode


BEGINNINGS = {"postgresql": beginning_on_postgresql, "sqlite": beginning_on_sqlite}
