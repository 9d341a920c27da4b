"""Snapshots of the rows and files that a function adds, so that later tests do not have to call it.

Loading the fixtures takes ten times as long as inserting their rows again, and a third of the tests need them.
"""

import shutil

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction

from newsroom.database.models import TableVersion

FILLED_BY_TRIGGERS = [
    TableVersion._meta.db_table,
    "articles_listentry",
    "articles_editionwork",
    "articles_storytorecount",
    "articles_storywords",
    "comments_discussion",
]


class Snapshot:
    """The rows and files that `make()` adds. `restore()` adds them again.

    The files are those of the default storage. Copies of them are in `folder`. Tables that triggers fill are left out.
    If a test has added rows of its own before, `restore()` calls `make()` again.
    """

    def __init__(self, make, folder):
        self.make, self.folder = make, folder
        self.rows = {}  # {table: (columns, rows)}, filled by the first `restore()`

    def restore(self):
        if not self.rows:
            self._take()
        elif counts(self.rows) == self.counted:
            self._insert()
        else:
            self.make()

    def _take(self):
        before = rows_of_all_tables(FILLED_BY_TRIGGERS)
        self.make()
        for table, (columns, rows) in rows_of_all_tables(FILLED_BY_TRIGGERS).items():
            _, old = before[table]
            assert old <= rows, f"{table}: an existing row was changed or deleted"
            if old != rows:
                self.rows[table] = columns, [*(rows - old)]
        self.counted = [len(before[table][1]) for table in self.rows]
        shutil.copytree(default_storage.location, self.folder)

    def _insert(self):
        with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are checked at its end
            for table, (columns, rows) in self.rows.items():
                names, places = ", ".join(map(quoted, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", rows)
            models = [
                model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in self.rows
            ]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        shutil.copytree(self.folder, default_storage.location, dirs_exist_ok=True)


def rows_of_all_tables(without=()):
    """{table: (columns, rows)}"""
    found = {}
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        for table in set(tables) - set(without):
            names = ", ".join(map(quoted, written_columns(table))) or "*"
            cursor.execute(f"SELECT {names} FROM {quoted(table)}")
            found[table] = [column[0] for column in cursor.description], set(cursor.fetchall())
    return found


def written_columns(table):
    """Return the columns of a model's table without those that the database computes."""
    models = (model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    return [field.column for model in models for field in model._meta.concrete_fields if not field.generated]


def counts(tables):
    """Return the number of rows of each table, with one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {quoted(table)})" for table in tables))
        return [*cursor.fetchone()]


def quoted(name):
    return connection.ops.quote_name(name)
