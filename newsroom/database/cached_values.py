"""Values computed from tables that seldom change, cached in each process until one of the tables changes.

Each page reads the versions of all such tables with one query (`table_versions.py`). So every process shows a change on
the next page.
"""

from threading import Lock

from django.db import connection

from newsroom.database.models import TableVersion

FUNCTIONS = []
"""All functions that `computed_from` decorates. A test compares the tables that they declare with those they read."""
MAX_VALUES = 500
_values = {}
"""{(function, *arguments): (versions, value)}."""
_lock = Lock()
QUERY = f"SELECT name, version FROM {TableVersion._meta.db_table}"  # noqa: S608 (the name of our own table)


def computed_from(*models):
    """Decorate a function whose value depends only on its arguments and on the tables of `models`.

    All requests get the same value, so it must not be changed.
    """

    def decorate(function):
        function.tables = [model._meta.db_table for model in models]
        FUNCTIONS.append(function)
        return function

    return decorate


class CachedValues:
    """The values for one page. It reads the versions of the tables before any of their rows."""

    def __init__(self):
        self._versions = None

    @property
    def versions(self):
        """Not a `cached_property`: in Python 3.11, all threads of the process would wait while one reads them."""
        if self._versions is None:
            self._versions = versions_now()
        return self._versions

    def get(self, function, *arguments):
        """Return `function(*arguments)`, computed again only if one of its tables has another version."""
        versions = [self.versions.get(table) for table in function.tables]
        if None in versions:  # as after a failed migration
            return function(*arguments)
        key = (function, *arguments)
        cached_versions, value = _values.get(key, (None, None))
        if cached_versions != versions:
            value = function(*arguments)
            store(key, versions, value)
        return value


def versions_now():
    """Return {table: version}. Every page asks this, so it is written in SQL: Django needs longer for the query."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return dict(cursor.fetchall())


def store(key, versions, value):
    """Store a value. Above `MAX_VALUES`, the oldest one is removed, such as the weather of a past day."""
    with _lock:
        if key not in _values and len(_values) >= MAX_VALUES:
            del _values[next(iter(_values))]
        _values[key] = (versions, value)


def last_value(function, *arguments):
    """Return the value that this process computed last, without a query; None if there is none. It may be outdated."""
    return _values.get((function, *arguments), (None, None))[1]


def cached_values(request):
    """Return the cached values for the page that answers a request."""
    if not hasattr(request, "cached_values"):
        request.cached_values = CachedValues()
    return request.cached_values
