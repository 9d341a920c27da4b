"""Every address of the desk, asked by everybody, about own rows and those of others: all answers are in `table.tsv`.

The rows come from the URL configuration, so a new address fails the test until its answers are in the table. To write
them, run `WRITE_TABLE=1 pytest articles/tests/permissions/test_permission_table.py`, and read the difference.
"""

import csv
import os
from pathlib import Path

import pytest

from articles.tests.permissions.calling import answer
from articles.tests.permissions.people import OWNED, addresses_of_desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

TABLE = Path(__file__).with_name("table.tsv")
METHODS = ["GET", "POST"]
POSTED = {"post": "yes", "_edition": "ru", "to": "ready", "note_act": "add", "note_text": "A note"}


def rows_of(people, owned):
    """Yield {column: text} for each address, method and owner."""
    for address in addresses_of_desk():
        for owner in owners_at(address):
            for method in METHODS:
                key = {"address": address.route, "method": method, "owner": owner}
                yield key | {
                    name: asked(user, method, address, owner_of(owned, owner, name)) for name, user in people.items()
                }


def owners_at(address):
    is_of_row = any(name in ("pk", "object_id") for name, _kind in address.parameters)
    is_owned = address.route.startswith(OWNED) and "/packages/" not in address.route  # a package is nobody's own
    return ["own", "others'"] if is_of_row and is_owned else ["–"]


def owner_of(owned, owner, name):
    """Return the rows that an address is about, `Owned`; None if they belong to nobody."""
    others = owned["moderator" if name == "superuser" else "superuser"]
    return {"own": owned[name], "others'": others}.get(owner)


def asked(user, method, address, owned):
    values, posted = {}, POSTED
    if owned:
        row = owned.row_at(address.route)
        values = dict.fromkeys(("pk", "object_id"), str(row.pk)) | {"link": str(owned.link.pk)}
        posted = owned.form | POSTED
    return answer(user, method, address.url(**values), posted if method == "POST" else {})


def test_every_answer_is_the_one_in_the_table(people, owned, stop_rendering):
    stop_rendering()
    found = [*rows_of(people, owned)]
    if os.environ.get("WRITE_TABLE"):
        write(found)
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = [*csv.DictReader(file, delimiter="\t")]
    now, wanted = cells(found), cells(table)
    assert {key: (now.get(key), wanted.get(key)) for key in now | wanted if now.get(key) != wanted.get(key)} == {}
    assert len(wanted) > 3_000


def cells(rows):
    """Return {(address, method, owner, person): answer}."""
    return {
        (row["address"], row["method"], row["owner"], name): row[name]
        for row in rows
        for name in row.keys() - {"address", "method", "owner"}
    }


def write(rows):
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
