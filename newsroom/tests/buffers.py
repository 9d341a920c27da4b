"""How much of a PostgreSQL database a page touches.

`EXPLAIN (ANALYZE, BUFFERS)` counts the shared buffers that a query reads, 8 kB each, whether they were in memory or on
disk. The count depends on the data and the plan, not on the machine, so a test can hold a page to it.
"""

import json
import re
from contextlib import contextmanager

from django.db import connection

QUERY = re.compile(r"[\s(]*(SELECT|WITH)\b", re.IGNORECASE)
# The count must not change with the cost of compiling a plan or with the number of free processors.
ALWAYS_THE_SAME_PLAN = {"jit": "off", "max_parallel_workers_per_gather": "0"}


@contextmanager
def captured_queries():
    """A list of (SQL, parameters), filled with the queries that are sent within the block."""
    queries = []

    def capture(execute, sql, parameters, many, context):
        if QUERY.match(sql):
            queries.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(capture):
        yield queries


def buffers_of(queries):
    """The sum of shared buffers that the queries touch when they are run again. Buffers of planning do not count."""
    with connection.cursor() as cursor:
        for name, value in ALWAYS_THE_SAME_PLAN.items():
            cursor.execute(f"SET {name} = {value}")
        total = sum(buffers_of_query(cursor, *query) for query in queries)
        for name in ALWAYS_THE_SAME_PLAN:
            cursor.execute(f"RESET {name}")
    return total


def buffers_of_query(cursor, sql, parameters):
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", parameters)
    [explained] = cursor.fetchone()
    [explained] = json.loads(explained) if isinstance(explained, str) else explained
    plan = explained["Plan"]  # its figures include those of all nodes below it
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
