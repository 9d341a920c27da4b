"""Let transactions wait for each other where no row can be locked, because it doesn't exist yet."""

from django.db import connections, router


def lock_until_commit(model, name):
    """Wait until no other transaction holds the lock `name`, and hold it until the end of this one.

    SQLite has only one writing transaction at a time.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
