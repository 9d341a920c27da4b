"""Which tables have a version, and the triggers that replace it whenever the table changes."""
# ruff: noqa: S608 (the statements consist of constants of this module and names of tables)

from newsroom.database.triggers import Trigger, TriggerSet

VERSIONED_MODELS = []
UPDATED = {}
"""{table: the event of its updates}, where not all of them count."""
VERSIONS = "database_tableversion"
EVENTS = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
RANDOM_TEXT = "CAST(random() AS text) || CAST(random() AS text)"
"""More than a hundred random bits, in SQLite and in PostgreSQL."""


def versioned(model):
    """Class decorator: give the model's table a version. Not for tables that change every minute."""
    VERSIONED_MODELS.append(model)
    return model


def versioned_by(*columns):
    """Class decorator: give the model's table a version that a change of other columns leaves as it is."""

    def decorate(model):
        UPDATED[model._meta.db_table] = f"UPDATE OF {', '.join(columns)}"
        return versioned(model)

    return decorate


def version_triggers():
    tables = [model._meta.db_table for model in VERSIONED_MODELS]
    return TriggerSet(
        triggers=tuple(
            Trigger(f"{table}_version_{event.lower()}", table, event_of(table, event), (new_version(table),))
            for table in tables
            for event in EVENTS
        ),
        tables=frozenset([VERSIONS, *tables]),
        apps=frozenset(["database", *(model._meta.app_label for model in VERSIONED_MODELS)]),
        repair=tuple(new_version(table) for table in tables),
        repairs_often=True,
        invalidation=(f"DELETE FROM {VERSIONS}",),
    )


def event_of(table, event):
    return UPDATED.get(table, event) if event == "UPDATE" else event


def new_version(table):
    """Return SQL that gives a table a version that it has never had."""
    return (
        f"INSERT INTO {VERSIONS} (name, version) VALUES ('{table}', {RANDOM_TEXT}) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version"
    )
