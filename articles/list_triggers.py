"""Triggers that keep `ListEntry` in step with stories, their tags and their bylines, whatever writes those.

Published editions change in many ways: acts of the newsroom, the admin, fixtures, bulk inserts, SQL by hand. A trigger
sees them all. SQLite and PostgreSQL get the same statements; only the way to attach them differs.

The triggers are dropped before a migration of this app and made again after it. SQLite couldn't change a table whose
name stands in a trigger of another table, and it forgets the triggers of a table that it rebuilds.
"""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from contextlib import contextmanager

from django.db import connections, transaction

from newsroom import editions
from newsroom.editions.columns import column, columns

ARTICLE, ENTRY = "articles_article", "articles_listentry"
LISTS = {"tag_id": "articles_article_tags", "author_id": "articles_byline"}
"""{column of an entry: table that puts a story into such a list}."""
TIMES = [*columns("status"), *columns("published_at")]
"""Columns of a story that its entries depend on."""


def insertion(owner, condition="TRUE"):
    """SQL that adds the entries of one kind of list, for all published editions that meet a condition.

    In the condition, `story` is the row of the story and `listed` the row that puts it into a list.
    """
    selections = " UNION ALL ".join(selection(owner, edition, condition) for edition in editions.STORED)
    # «WHERE TRUE» tells SQLite that ON does not begin a join.
    selected = f"SELECT * FROM ({selections}) AS found WHERE TRUE"
    return f"INSERT INTO {ENTRY} (article_id, {owner}, language, published_at) {selected} ON CONFLICT DO NOTHING"


def selection(owner, edition, condition):
    status, published_at = column("status", edition), column("published_at", edition)
    return (
        f"SELECT story.id, listed.{owner}, '{edition.code}', story.{published_at} "
        f"FROM {ARTICLE} AS story JOIN {LISTS[owner]} AS listed ON listed.article_id = story.id "
        f"WHERE story.{status} = 'published' AND story.{published_at} IS NOT NULL AND {condition}"
    )


def triggers():
    """[(name, table, event, condition, [statements])], in SQL that both databases understand."""
    entries_of_story = [insertion(owner, "story.id = NEW.id") for owner in LISTS]
    relist = [f"DELETE FROM {ENTRY} WHERE article_id = NEW.id", *entries_of_story]
    is_changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in TIMES)
    found = [
        ("articles_list_new_story", ARTICLE, "INSERT", "", entries_of_story),
        ("articles_list_story", ARTICLE, f"UPDATE OF {', '.join(TIMES)}", is_changed, relist),
    ]
    for owner, table in LISTS.items():
        add = insertion(owner, "listed.id = NEW.id")
        remove = f"DELETE FROM {ENTRY} WHERE article_id = OLD.article_id AND {owner} = OLD.{owner}"
        found += [
            (f"articles_list_{owner}_add", table, "INSERT", "", [add]),
            (f"articles_list_{owner}_remove", table, "DELETE", "", [remove]),
            (f"articles_list_{owner}_change", table, f"UPDATE OF article_id, {owner}", "", [remove, add]),
        ]
    return found


def create_statements(vendor):
    for name, table, event, condition, statements in triggers():
        body = "; ".join(statements)
        when = f"WHEN ({condition})" if condition else ""
        if vendor == "postgresql":
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body}; RETURN NULL; END $$"
            )
            yield (
                f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when} "
                f"EXECUTE FUNCTION {name}()"
            )
        else:
            when = when.replace("IS DISTINCT FROM", "IS NOT")
            yield f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} {when} BEGIN {body}; END"


def drop_statements(vendor):
    for name, *_ in triggers():
        if vendor == "postgresql":
            yield f"DROP FUNCTION IF EXISTS {name}() CASCADE"  # its trigger goes with it
        else:
            yield f"DROP TRIGGER IF EXISTS {name}"


def existing(connection):
    """The names of those triggers that the database has."""
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {name for (name,) in cursor.fetchall()} & {name for name, *_ in triggers()}


def rebuild(using="default"):
    """Write all entries again, from the stories as they are."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM {ENTRY}")
        for owner in LISTS:
            cursor.execute(insertion(owner))


@contextmanager
def disabled(connection):
    """Drop the triggers, and make them and the entries again afterwards: for large imports, which they slow down."""
    run(drop_statements, connection)
    try:
        yield
    finally:
        run(create_statements, connection)
        rebuild(connection.alias)


# Handlers of Django's signals around `migrate`


def drop_before_migrations(app_config, using, plan, **kwargs):
    if any(migration.app_label == app_config.label for migration, _backwards in plan):
        run(drop_statements, connections[using])


def create_after_migrations(app_config, using, **kwargs):
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {ARTICLE, ENTRY, *LISTS.values()} <= tables or len(existing(connection)) == len(triggers()):
        return
    run(create_statements, connection)
    rebuild(using)


def run(statements, connection):
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
