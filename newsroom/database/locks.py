"""Let transactions wait for each other where no row can be locked, because it doesn't exist yet; or not for long.

Only PostgreSQL needs such locks. SQLite has only one writing transaction at a time.
"""

from contextlib import contextmanager

from django.db import connections, router


def lock_until_commit(model, name, shared=False):
    """Wait until no other transaction holds the lock `name`, and hold it until the end of this one.

    `shared` is as in `locking`.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {locking(name, shared)}")


def locking(name, shared=False):
    """Return SQL that takes a lock. Transactions that share it wait only for those that don't, and the other way."""
    return f"pg_advisory_xact_lock{'_shared' if shared else ''}(hashtextextended('{name}', 0))"


def is_free_until_commit(model, name):
    """Take the lock `name` until the end of the transaction, unless another one holds it. Return whether it was free.

    Nobody waits, so it can be asked for after other locks.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {locking(name).replace('pg_advisory', 'pg_try_advisory')}")
        return cursor.fetchone()[0]


@contextmanager
def wait_at_most(milliseconds, model):
    """Raise OperationalError if a statement inside has to wait longer for other transactions. Begin one inside."""
    connection = connections[router.db_for_write(model)]
    connection.ensure_connection()
    show, change = WAITING[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(show)
        (usual,) = cursor.fetchone()
        cursor.execute(change.format(milliseconds))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(change.format(usual))


WAITING = {
    "sqlite": ("PRAGMA busy_timeout", "PRAGMA busy_timeout = {}"),
    "postgresql": ("SHOW lock_timeout", "SET lock_timeout = '{}'"),
}
"""{database: (SQL that tells how long it waits, SQL that changes it)}"""
