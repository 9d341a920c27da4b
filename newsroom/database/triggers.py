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
    # Another schema of the database may have a site of its own.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}
"""Queries for the names of all triggers."""
NOW = "{now}"
"""In the query of a `Refusal`: the time as Django stores it, down to its fraction. CURRENT_TIMESTAMP has whole seconds
in SQLite, and in PostgreSQL it is when the transaction began."""
CLOCKS = {
    "postgresql": "CLOCK_TIMESTAMP()",
    "sqlite": "(STRFTIME('%Y-%m-%d %H:%M:%f', 'now') || '999')",  # it has milliseconds: the last moment of this one
}


@dataclass(frozen=True)
class Refusal:
    """A statement of a trigger that raises an IntegrityError if a query finds a row: a constraint on two tables."""

    message: str
    query: str
    locking: str
    """SQL that takes a lock on PostgreSQL (`locks.py`), or two transactions could miss each other's rows."""

    def sql(self, vendor):
        query = self.query.replace(NOW, CLOCKS[vendor])
        if vendor == "sqlite":  # it has only one writing transaction at a time
            return f"SELECT RAISE(ABORT, '{self.message}') WHERE EXISTS ({query})"
        return (
            f"PERFORM {self.locking}; "
            f"IF EXISTS ({query}) THEN RAISE unique_violation USING MESSAGE = '{self.message}'; END IF"
        )


@dataclass(frozen=True)
class Trigger:
    """Statements that the database runs after each change of a row, in SQL that both databases understand.

    They may use OLD and NEW.
    """

    base_name: str
    table: str
    event: str
    """INSERT, DELETE, TRUNCATE (which only PostgreSQL has), or UPDATE with or without `OF` and columns."""
    statements: tuple[str | Refusal, ...]
    condition: str = ""
    locks: str = ""
    """FROM and WHERE of the rows that PostgreSQL locks first, so that two transactions can't miss each other's changes.

    SQLite has only one writing transaction at a time.
    """

    @cached_property
    def name(self):
        """Its name in the database. It contains a hash of everything else, so that a changed trigger is noticed."""
        return f"{self.base_name}_{sha256(repr(astuple(self)).encode()).hexdigest()[:8]}"

    def exists_in(self, vendor):
        return self.event != "TRUNCATE" or vendor == "postgresql"

    def creation(self, vendor):
        """Return the statements that create it."""
        body = "; ".join(part if isinstance(part, str) else part.sql(vendor) for part in self.statements)
        when = f"WHEN ({self.condition})" if self.condition else ""
        if vendor == "postgresql":
            each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
            lock = f"PERFORM 1 {self.locks} FOR NO KEY UPDATE; " if self.locks else ""
            return [
                # A restored dump has no search path of its own.
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
                f"SET search_path FROM CURRENT AS $$ BEGIN {lock}{body}; RETURN NULL; END $$",
                f"CREATE OR REPLACE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH {each} {when} "
                f"EXECUTE FUNCTION {self.name}()",
            ]
        when = when.replace("IS DISTINCT FROM", "IS NOT")  # SQLite has the former from 3.39 on
        return [f"CREATE TRIGGER IF NOT EXISTS {self.name} AFTER {self.event} ON {self.table} {when} BEGIN {body}; END"]


@dataclass(frozen=True)
class TriggerSet:
    """Triggers that belong together. `migrate` creates them, and replaces those that have changed.

    On SQLite, they are dropped before migrations of their apps and created again afterwards. SQLite can't change a
    table whose name is in a trigger of another table, and it forgets the triggers of a table that it rebuilds.
    PostgreSQL needs this only when migrations are undone. There, a migration that removes a column which a trigger uses
    fails unless it drops the triggers first.
    """

    triggers: tuple[Trigger, ...]
    tables: frozenset[str]
    """All tables that the triggers need."""
    apps: frozenset[str]
    """Labels of the apps whose migrations may change these tables."""
    repair: tuple[str, ...]
    """Statements that rebuild what the triggers maintain, because changes may have happened without them."""
    repairs_often: bool = False
    """Run the repair after each `migrate` and `flush`, which deletes what the triggers maintain."""
    columns: frozenset[tuple[str, str]] = frozenset()
    """(table, column) that the tables didn't have at first. Undone migrations remove them."""
    invalidation: tuple[str, ...] = ()
    """Statements that prevent the use of what the triggers maintain. They are run when the triggers are dropped."""

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
        """Drop the triggers that exist. After a failed migration, the next `migrate` creates them."""
        # On PostgreSQL, a trigger is dropped with its function.
        drop = "DROP FUNCTION {}() CASCADE" if connection.vendor == "postgresql" else "DROP TRIGGER {}"
        names = sorted(self.existing(connection))
        run([*(drop.format(name) for name in names), *(self.invalidation if names else ())], connection)

    @contextmanager
    def disabled(self, connection):
        """Drop the triggers for the length of a block: for large imports, which they slow down."""
        self.drop(connection)
        try:
            yield
        finally:
            self.create(connection)

    def _before_migrations(self, using, plan, **kwargs):
        changes = [backwards for migration, backwards in plan if migration.app_label in self.apps]
        if changes and (connections[using].vendor == "sqlite" or any(changes)):
            self.drop(connections[using])

    def _after_migrations(self, using, **kwargs):
        connection = connections[using]
        is_possible = self._has_tables_and_columns(connection)
        if is_possible and self.existing(connection) != self.names(connection.vendor):
            self.drop(connection)
            self.create(connection)
        elif is_possible and self.repairs_often:
            run(self.repair, connection)

    def _has_tables_and_columns(self, connection):
        if not self.tables <= set(connection.introspection.table_names()):
            return False
        with connection.cursor() as cursor:
            describe = connection.introspection.get_table_description
            found = {(table, row.name) for table, _name in self.columns for row in describe(cursor, table)}
        return self.columns <= found


def run(statements, connection):
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
