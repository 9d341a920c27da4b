"""Let transactions wait for each other where no row can be locked, because it doesn't exist yet.

Only PostgreSQL needs it. SQLite has only one writing transaction at a time.
"""

from django.db import connections, router


def lock_until_commit(model, name):
    """Wait until no other transaction holds the lock `name`, and hold it until the end of this one."""
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {locking(name)}")


def locking(name, shared=False):
    """Return SQL that takes a lock. Transactions that share it wait only for those that don't, and the other way."""
    return f"pg_advisory_xact_lock{'_shared' if shared else ''}(hashtextextended('{name}', 0))"
