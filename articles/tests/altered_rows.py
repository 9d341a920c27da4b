"""Alter the history of stories directly in the database, as somebody could who may do everything there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DataError, IntegrityError, connection, transaction

from articles.editorial.history import seals
from articles.editorial.history.chain import MODELS
from articles.editorial.history.checking import check_all
from articles.history_triggers import TRIGGERS
from articles.models import HistoryHead

ROWS = [model._meta.db_table for model in MODELS]
TABLES = [*ROWS, seals.HEADS]
KINDS = seals.FORMATS[seals.NEWEST]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDTHS = {"AutoField": 31, "BigAutoField": 63, "PositiveIntegerField": 31, "ForeignKey": 63}


class NotPossible(Exception):
    """The database refuses this change, or there is nothing that it could change."""


@dataclass
class Altered:
    """What was altered, and where a check has to say so."""

    what: str
    stories: set[int]
    rows: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def is_named_by(self, fault):
        if any(f"No. {number}," in f"{fault.what.replace(' to', ',')}," for number in self.numbers):
            return True
        is_place = fault.row in self.rows or fault.place in self.places
        return fault.story in self.stories and (is_place or not self.rows | self.places)


def tried(alter, chance):
    """Alter something, check the history, and undo it. Return (`Altered`, faults)."""
    while True:
        try:
            with transaction.atomic():
                unguard()
                altered, faults = alter(chance), []
                check_all(faults.append)
                transaction.set_rollback(True)
        except (NotPossible, IntegrityError, DataError):
            continue
        else:
            return altered, faults
        finally:
            check_values(True)


def unguard():
    """Take away what refuses changes: triggers, and what SQLite checks of values."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        TRIGGERS.drop(connection)
        run("SET CONSTRAINTS ALL DEFERRED")
    else:
        TRIGGERS.drop(connection)
        check_values(False)


def check_values(is_on):
    """Let SQLite check values or not. The end of a transaction does not change that."""
    if connection.vendor == "sqlite":
        run(f"PRAGMA ignore_check_constraints = {'OFF' if is_on else 'ON'}")


def run(sql, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def key_of(table):
    return "story" if table == seals.HEADS else "id"


def row_of(table, pk):
    """Return what is stored, as {column: value}, for naming the row."""
    model = next(model for model in (*MODELS, HistoryHead) if model._meta.db_table == table)
    return model.objects.filter(pk=pk).values().get()


def some_row(table, chance):
    key = key_of(table)
    (count,) = run(f"SELECT COUNT(*) FROM {table}")[0]
    if not count:
        raise NotPossible
    return run(f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET %s", [chance.randrange(count)])[0][0]


def place_of(table, pk):
    """Return an `Altered` that names a row."""
    row = row_of(table, pk)
    if table == seals.HEADS:
        return Altered("", {row["story"]})
    return Altered("", {row["article_id"]}, {pk}, {row["place"]})


# One bit


def one_bit(chance):
    """Change one bit of a random byte of a random column of a random row."""
    table = chance.choice(TABLES)
    column = chance.choice([*KINDS[table], "seal"])
    pk = some_row(table, chance)
    altered = place_of(table, pk)
    altered.what = f"{table}.{column} of row {pk}"
    flip = flip_in_sqlite if connection.vendor == "sqlite" else flip_in_postgresql
    new = flip(table, column, pk, chance)
    if column == "story":
        altered.stories.add(new)
    elif column == "id":
        altered.rows.add(new)
    return altered


def flip_in_sqlite(table, column, pk, chance):
    where = f"WHERE {key_of(table)} = %s"
    kind, stored = run(f"SELECT typeof({column}), CAST({column} AS BLOB) FROM {table} {where}", [pk])[0]
    if kind == "integer":
        new = int(stored) ^ (1 << chance.randrange(63))
        run(f"UPDATE {table} SET {column} = %s {where}", [new, pk])
        return new
    run(f"UPDATE {table} SET {column} = CAST(%s AS TEXT) {where}", [flipped(stored, chance), pk])
    return None


def flip_in_postgresql(table, column, pk, chance):
    where = f"WHERE {key_of(table)} = %s"
    kind = KINDS[table].get(column, seals.TEXT)
    read = {seals.JSON: f"{column}::text"}.get(kind, column)
    (stored,) = run(f"SELECT {read} FROM {table} {where}", [pk])[0]
    if stored is None:
        raise NotPossible
    new = {seals.INTEGER: flipped_number, seals.TIME: flipped_time}.get(kind, flipped_text)(stored, chance)
    cast = "::jsonb" if kind == seals.JSON else ""
    if not run(
        f"UPDATE {table} SET {column} = %s{cast} {where} AND {column} IS DISTINCT FROM %s{cast}", [new, pk, new]
    ):
        raise NotPossible  # other text of the same JSON
    return new


def flipped(data, chance):
    if not data:
        raise NotPossible
    bit = chance.randrange(len(data) * 8)
    return bytes(byte ^ (1 << bit % 8) if at == bit // 8 else byte for at, byte in enumerate(data))


def flipped_text(text, chance):
    try:
        new = flipped(text.encode(), chance).decode()
    except UnicodeDecodeError as error:
        raise NotPossible from error
    if "\0" in new:
        raise NotPossible
    return new


def flipped_number(number, chance):
    return number ^ (1 << chance.randrange(31 if number < 2**31 else 63))


def flipped_time(moment, chance):
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    try:
        return EPOCH + timedelta(microseconds=microseconds ^ (1 << chance.randrange(56)))
    except OverflowError as error:
        raise NotPossible from error


# More than one bit


def one_row_gone(chance):
    table = chance.choice(ROWS)
    pk = some_row(table, chance)
    altered = place_of(table, pk)
    altered.what = f"{table}: row {pk} deleted"
    run(f"DELETE FROM {table} WHERE id = %s", [pk])
    return altered


def two_rows_swapped(chance):
    """Let two rows of one table change their places."""
    table = chance.choice(ROWS)
    one, other = some_row(table, chance), some_row(table, chance)
    if one == other:
        raise NotPossible
    first, second = row_of(table, one), row_of(table, other)
    places = [(pk, row["article_id"], row["place"], row["seal"]) for pk, row in ((one, second), (other, first))]
    run(f"UPDATE {table} SET place = NULL WHERE id IN (%s, %s)", [one, other])
    for pk, *values in places:
        run(f"UPDATE {table} SET article_id = %s, place = %s, seal = %s WHERE id = %s", [*values, pk])
    return Altered(
        f"{table}: rows {one} and {other} swapped", {first["article_id"], second["article_id"]}, {one, other}
    )


def one_row_more(chance):
    """Add a copy of an act at the end of a history, and change the end to fit."""
    pk = some_row(seals.ACTS, chance)
    story = row_of(seals.ACTS, pk)["article_id"]
    head = row_of(seals.HEADS, story)
    columns = [column for column in [*KINDS[seals.ACTS], "seal"] if column not in ("id", "place")]
    names = ", ".join(columns)
    run(f"INSERT INTO {seals.ACTS} ({names}, place) SELECT {names}, %s FROM {seals.ACTS} WHERE id = %s",
        [head["rows"] + 1, pk])  # fmt: skip
    run(f"UPDATE {seals.HEADS} SET rows = rows + 1, last = (SELECT seal FROM {seals.ACTS} WHERE id = %s)"
        " WHERE story = %s", [pk, story])  # fmt: skip
    return Altered(f"story {story}: an act added", {story}, places={head["rows"] + 1})


def end_gone(chance):
    """Delete the last row of a history, and change the end to fit."""
    story = some_row(seals.HEADS, chance)
    head = row_of(seals.HEADS, story)
    if head["rows"] < 2 or head["deleted_at"]:
        raise NotPossible
    for table in ROWS:
        run(f"DELETE FROM {table} WHERE article_id = %s AND place = %s", [story, head["rows"]])
    last = [seal for table in ROWS for (seal,) in run(
        f"SELECT seal FROM {table} WHERE article_id = %s AND place = %s", [story, head["rows"] - 1])]  # fmt: skip
    run(f"UPDATE {seals.HEADS} SET rows = rows - 1, last = %s WHERE story = %s", [last[0], story])
    return Altered(f"story {story}: its end cut off", {story})


def whole_history_gone(chance):
    """Delete all rows of a story, with its end."""
    story = some_row(seals.HEADS, chance)
    head = row_of(seals.HEADS, story)
    for table in ROWS:
        run(f"DELETE FROM {table} WHERE article_id = %s", [story])
    run(f"DELETE FROM {seals.HEADS} WHERE story = %s", [story])
    if head["number"] > max((known for (known,) in run(f"SELECT known FROM {seals.HEADS}")), default=0):
        raise NotPossible  # nothing else was written since: only an end that was written down elsewhere can tell
    return Altered(f"story {story}: its history deleted", set(), numbers={head["number"]})


WAYS = [one_row_gone, two_rows_swapped, one_row_more, end_gone, whole_history_gone]
