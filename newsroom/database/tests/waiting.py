"""For tests of two transactions at the same time, on PostgreSQL."""

from django.db import connection


def wait_for_a_lock():
    """Wait until another connection waits for a lock."""
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with connection.cursor() as cursor:
        for _attempt in range(100_000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction would see the same activity each time
            cursor.execute(waiting)
            if cursor.fetchone():
                return
    raise AssertionError("nobody waits")
