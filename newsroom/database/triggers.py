"""Database triggers, written once for SQLite and PostgreSQL. Only the way to attach them differs.

A trigger sees every change of a table, whatever makes it: the desk, fixtures, `update()`, `bulk_create()`, SQL by hand.
"""

from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import sha256

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

    base_name: str
    table: str
    event: str
    """INSERT, DELETE, TRUNCATE (which only PostgreSQL has), or UPDATE with or without `OF` and columns."""
    statements: tuple[str, ...]
    condition: str = ""
    is_for_rows: bool = True
    """Run it for each row; its SQL may use OLD and NEW. If false, PostgreSQL runs it once for a statement."""

    @cached_property
    def name(self):
        """Its name in the database. It contains a hash of everything else, so that a changed trigger is noticed."""
        return f"{self.base_name}_{sha256(repr(astuple(self)).encode()).hexdigest()[:8]}"

    def exists_in(self, vendor):
        return self.event != "TRUNCATE" or vendor == "postgresql"

    def creation(self, vendor):
        """Return the statements that create it."""
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
        when = when.replace("IS DISTINCT FROM", "IS NOT")  # SQLite has the former from 3.39 on
        return [f"CREATE TRIGGER IF NOT EXISTS {self.name} AFTER {self.event} ON {self.table} {when} BEGIN {body}; END"]


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
    """Statements that rebuild what the triggers maintain, because changes may have happened without them."""

    def connect(self, app_config):
        """Drop and create the triggers around migrations. An app calls this in `ready()`."""
        pre_migrate.connect(self._before_migrations, sender=app_config, weak=False)
        post_migrate.connect(self._after_migrations, sender=app_config, weak=False)

    def names(self, vendor):
        return {trigger.name for trigger in self.triggers if trigger.exists_in(vendor)}

    def existing(self, connection):
        """Return the names of those that the database has, earlier versions included."""
        base_names = {trigger.base_name for trigger in self.triggers}
        with connection.cursor() as cursor:
            cursor.execute(CATALOGUES[connection.vendor])
            found = {name for (name,) in cursor.fetchall()}
        # The first triggers had no hash in their names.
        return {name for name in found if name in base_names or name.rpartition("_")[0] in base_names}

    def create(self, connection):
        """Create the triggers, and repair what they maintain."""
        triggers = [trigger for trigger in self.triggers if trigger.exists_in(connection.vendor)]
        run([*(part for trigger in triggers for part in trigger.creation(connection.vendor)), *self.repair], connection)

    def drop(self, connection):
        """Drop the triggers that exist."""
        # On PostgreSQL, a trigger is dropped with its function.
        drop = "DROP FUNCTION {}() CASCADE" if connection.vendor == "postgresql" else "DROP TRIGGER {}"
        run([drop.format(name) for name in sorted(self.existing(connection))], connection)

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
            self.drop(connection)
            self.create(connection)


def run(statements, connection):
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
