"""Triggers that replace a table's version (`TableVersion`) whenever the table changes."""
# ruff: noqa: S608 (the statements consist of constants of this module and names of tables)

from newsroom.database.triggers import Trigger, TriggerSet

VERSIONS = "database_tableversion"
EVENTS = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
RANDOM_TEXT = "CAST(random() AS text) || CAST(random() AS text)"
"""More than a hundred random bits, in SQLite and in PostgreSQL."""


def triggers_of(models):
    tables = [model._meta.db_table for model in models]
    return TriggerSet(
        triggers=tuple(
            Trigger(f"{table}_version_{event.lower()}", table, event, (renewal(table),), is_for_rows=False)
            for table in tables
            for event in EVENTS
        ),
        tables=frozenset([VERSIONS, *tables]),
        apps=frozenset(["database", *(model._meta.app_label for model in models)]),
        repair=tuple(renewal(table) for table in tables),
    )


def renewal(table):
    """SQL that gives a table a version that it has never had."""
    return (
        f"INSERT INTO {VERSIONS} (name, version) VALUES ('{table}', {RANDOM_TEXT}) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version"
    )
