"""The rows of the history as they are stored, byte by byte, one after the other.

Django reads some texts of SQLite as the same value, such as a time with another sign between day and hour, and fails at
others. A value that is not stored as Django writes it is a `Damaged` one.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections
from django.db.models import TextField
from django.db.models.functions import Cast

from articles.editorial.history import seals

CHUNK = 100
"""A publication may have 100 kB."""
TIME_TEXT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?", re.ASCII)


@dataclass(frozen=True)
class Damaged:
    """A value that can't be read. It is like no other, so the row can't have its seal."""

    stored: object


def rows_of(queryset, kinds, names=None):
    """Yield {column: value} of each row of a queryset. `kinds` are those of a format of `seals.py`.

    By default, the columns that the format doesn't have are read, too: the seal.
    """
    names = names or [field.column for field in queryset.model._meta.concrete_fields]
    read = from_sqlite if connections[queryset.db].vendor == "sqlite" else from_postgresql
    for row in read(queryset, names, kinds):
        values = dict(zip(names, row, strict=True))
        yield {name: checked(value, kinds.get(name, seals.TEXT)) for name, value in values.items()}


def from_postgresql(queryset, names, kinds):
    """It gives back what was stored, and refuses texts that are none."""
    return queryset.values_list(*names).iterator(chunk_size=CHUNK)


def from_sqlite(queryset, names, kinds):
    """Read without Django's conversions, which know columns by their types: times are cast."""
    times = {f"stored_{name}": Cast(name, TextField()) for name in names if kinds.get(name) == seals.TIME}
    stored = [f"stored_{name}" if f"stored_{name}" in times else name for name in names]
    connection = connections[queryset.db]
    with connection.cursor() as cursor:
        cursor.execute(*queryset.annotate(**times).values_list(*stored).query.sql_with_params())
        while rows := fetched(connection.connection, cursor):
            yield from rows


def fetched(connection, cursor):
    """Return the next rows, with texts as Python can have them, whatever their bytes are."""
    before, connection.text_factory = connection.text_factory, as_stored
    try:
        return cursor.fetchmany(CHUNK)
    finally:
        connection.text_factory = before


def as_stored(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        return Damaged(data)


def checked(value, kind):
    """Return a stored value as Python's; `Damaged` if Django would not store it like this."""
    if value is None:
        return None
    return READ[kind](value)


def integer(value):
    return value if isinstance(value, int) else Damaged(value)


def text(value):
    return value if isinstance(value, str) else Damaged(value)


def time(value):
    if isinstance(value, datetime):
        return value
    try:
        found = datetime.fromisoformat(value).replace(tzinfo=UTC) if TIME_TEXT.fullmatch(value) else None
    except (TypeError, ValueError):
        return Damaged(value)
    return found if found and str(found.replace(tzinfo=None)) == value else Damaged(value)


def json_value(value):
    if isinstance(value, list | dict):
        return value
    try:
        found = json.loads(value)
    except (TypeError, ValueError, RecursionError):
        return Damaged(value)
    return found if json.dumps(found) == value else Damaged(value)


READ = {seals.INTEGER: integer, seals.TEXT: text, seals.TIME: time, seals.JSON: json_value}
