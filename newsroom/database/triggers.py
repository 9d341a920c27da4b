"""Database triggers, written once for SQLite and PostgreSQL. Only the way to attach them differs.

A trigger sees every change of a table, whatever makes it: the desk, fixtures, `update()`, `bulk_create()`, SQL by hand.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

CATALOGUES = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}
"""Queries for the names of all triggers."""


@dataclass(frozen=True)
class Trigger:
    """Statements that the database runs after a change of a table, in SQL that both databases understand."""

    name: str
    table: str
    event: str
    """INSERT, DELETE, TRUNCATE (which only PostgreSQL has), or UPDATE with or without `OF` and columns."""
    statements: tuple[str, ...]
    condition: str = ""
    is_for_rows: bool = True
    """It runs for each row, and its SQL may use OLD and NEW. Else PostgreSQL runs it once for all rows."""

    def creation(self, vendor):
        """Return the statements that create it; none if the database doesn't have such events."""
        if self.event == "TRUNCATE" and vendor != "postgresql":
            return []
        body = "; ".join(self.statements)
        when = f"WHEN ({self.condition})" if self.condition else ""
        if vendor == "postgresql":
            rows = "ROW" if self.is_for_rows else "STATEMENT"
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body}; RETURN NULL; END $$",
                f"CREATE OR REPLACE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH {rows} {when} "
                f"EXECUTE FUNCTION {self.name}()",
            ]
        when = when.replace("IS DISTINCT FROM", "IS NOT")
        return [f"CREATE TRIGGER IF NOT EXISTS {self.name} AFTER {self.event} ON {self.table} {when} BEGIN {body}; END"]

    def removal(self, vendor):
        """Return the statements that drop it. They succeed if it doesn't exist."""
        if vendor == "postgresql":
            return [f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"]  # its trigger goes with it
        return [f"DROP TRIGGER IF EXISTS {self.name}"]


@dataclass(frozen=True)
class TriggerSet:
    """Triggers that belong together.

    They are dropped before migrations of their apps and created again afterwards. SQLite can't change a table whose
    name is in a trigger of another table, and it forgets the triggers of a table that it rebuilds.
    """

    triggers: tuple[Trigger, ...]
    tables: frozenset[str]
    """All tables that the triggers need."""
    apps: frozenset[str]
    """Labels of the apps whose migrations may change these tables."""
    repair: tuple[str, ...]
    """Statements that write anew what the triggers maintain, for changes that happened without them."""

    def connect(self, app_config):
        """Drop and create the triggers around migrations. An app calls this in `ready()`."""
        pre_migrate.connect(self._before_migrations, sender=app_config, weak=False)
        post_migrate.connect(self._after_migrations, sender=app_config, weak=False)

    def names(self, vendor):
        return {trigger.name for trigger in self.triggers if trigger.creation(vendor)}

    def existing(self, connection):
        """Return the names of those that the database has."""
        with connection.cursor() as cursor:
            cursor.execute(CATALOGUES[connection.vendor])
            return {name for (name,) in cursor.fetchall()} & self.names(connection.vendor)

    def create(self, connection):
        """Create the triggers, and repair what they maintain."""
        creation = [statement for trigger in self.triggers for statement in trigger.creation(connection.vendor)]
        run([*creation, *self.repair], connection)

    def drop(self, connection):
        run([statement for trigger in self.triggers for statement in trigger.removal(connection.vendor)], connection)

    @contextmanager
    def disabled(self, connection):
        """Drop the triggers for the length of a block: for large imports, which they slow down."""
        self.drop(connection)
        try:
            yield
        finally:
            self.create(connection)

    def _before_migrations(self, using, plan, **kwargs):
        if self.apps.intersection(migration.app_label for migration, _backwards in plan):
            self.drop(connections[using])

    def _after_migrations(self, using, **kwargs):
        connection = connections[using]
        has_tables = self.tables <= set(connection.introspection.table_names())
        if has_tables and self.existing(connection) != self.names(connection.vendor):
            self.create(connection)


def run(statements, connection):
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
