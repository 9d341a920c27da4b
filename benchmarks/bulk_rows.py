"""Write many rows of a model at once without the ORM: with PostgreSQL's COPY or SQLite's prepared statements."""

import datetime

from django.core.management.color import no_style
from django.db import connection


def write_rows(instance, rows):
    """Write a row for each {attribute: value} in `rows`. Other columns are as in the unsaved `instance`."""
    fields = {field.attname: field for field in instance._meta.local_concrete_fields if not field.generated}
    defaults = {
        name: field.get_db_prep_save(field.pre_save(instance, True), connection)
        for name, field in fields.items()
        if not field.primary_key
    }
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = [*defaults, *(first.keys() - defaults.keys())]
    columns = ", ".join(connection.ops.quote_name(fields[name].column) for name in names)
    write(instance._meta.db_table, columns, (values(defaults | row, names) for row in [first, *rows]), len(names))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [type(instance)]):
            cursor.execute(statement)


def values(row, names):
    return [adapted(row[name]) for name in names]


def adapted(value):
    is_moment = isinstance(value, datetime.datetime)
    return connection.ops.adapt_datetimefield_value(value) if is_moment else value


def write(table, columns, rows, width):
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * width)
    connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def take_statistics():
    """Collect statistics, as a database that has been running for a while has done by itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
