"""Values computed from tables that seldom change, held in each process until one of the tables changes.

Each page reads the versions of all such tables with one query. Triggers replace a version whenever its table changes
(`version_triggers.py`), so every process sees a change with the next page.
"""

from functools import cached_property

from newsroom.database.models import TableVersion

VERSIONED, COMPUTED = [], []
"""The models of all versioned tables, and all functions that are computed from them."""
MOST_HELD = 500
"""Values. Those of past days are dropped when there are more."""
_held = {}
"""{(function, *arguments): (versions, value)}."""


def versioned(model):
    """Class decorator: give the model's table a version. Not for tables that change every minute."""
    VERSIONED.append(model)
    return model


def computed_from(*models):
    """Decorate a function whose value depends only on its arguments and on the tables of `models`.

    All requests get the same value, so it must not be changed.
    """

    def decorate(function):
        function.tables = [model._meta.db_table for model in models]
        COMPUTED.append(function)
        return function

    return decorate


class Tables:
    """The versioned tables as one page sees them. Their versions are read before any of their rows."""

    @cached_property
    def versions(self):
        return dict(TableVersion.objects.values_list("name", "version"))

    def get(self, function, *arguments):
        """Return `function(*arguments)`, computed again only if one of its tables has another version."""
        versions = [self.versions.get(table) for table in function.tables]
        if None in versions:  # as after `manage.py flush`
            return function(*arguments)
        key = (function, *arguments)
        known, value = _held.get(key, (None, None))
        if known != versions:
            value = function(*arguments)
            hold(key, versions, value)
        return value


def hold(key, versions, value):
    if len(_held) >= MOST_HELD:
        _held.clear()
    _held[key] = (versions, value)


def last_held(function, *arguments):
    """Return the value that this process computed last, without a query. It may be old; None if there is none."""
    return _held.get((function, *arguments), (None, None))[1]


def of(request):
    """The tables as this request sees them."""
    if not hasattr(request, "tables"):
        request.tables = Tables()
    return request.tables
