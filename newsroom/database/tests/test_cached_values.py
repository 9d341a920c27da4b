"""Cached values: whatever changes a table, the next page has the new value."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from newsroom.database import cached_values
from newsroom.database.cached_values import CachedValues, computed_from, last_value
from newsroom.database.models import TableVersion
from newsroom.database.table_versions import VERSIONED_MODELS, version_triggers
from newsroom.identity.models import Link, SiteIdentity

pytestmark = pytest.mark.django_db


def link(key):
    return Link(key=key, place="menu")


WAYS_OF_WRITING = {
    "save": lambda: link("a").save(),
    "save again": lambda: Link.objects.get(key="a").save(),
    "update": lambda: Link.objects.update(position=7),
    "bulk_create": lambda: Link.objects.bulk_create([link("b"), link("c")]),
    "bulk_update": lambda: Link.objects.bulk_update(Link.objects.all(), ["position"]),
    "delete": lambda: Link.objects.get(key="a").delete(),
    "SQL": lambda: connection.cursor().execute("UPDATE identity_link SET position = 8"),
    "delete all": lambda: Link.objects.all().delete(),
}


def version_of(model):
    return CachedValues().versions[model._meta.db_table]


@pytest.fixture
def keys():
    """A function whose value depends on the links; `keys.calls` counts how often it was computed."""

    @computed_from(Link)
    def keys(prefix=""):
        keys.calls += 1
        return [prefix + key for key in Link.objects.order_by("key").values_list("key", flat=True)]

    keys.calls = 0
    return keys


@pytest.mark.parametrize("model", VERSIONED_MODELS, ids=lambda model: model._meta.db_table)
def test_every_versioned_table_has_a_version(model):
    assert len(version_of(model)) > 20


def test_every_way_of_writing_replaces_the_version():
    versions = [version_of(Link)]
    for write in WAYS_OF_WRITING.values():
        write()
        versions.append(version_of(Link))
    assert len(set(versions)) == len(WAYS_OF_WRITING) + 1


@pytest.mark.postgresql
def test_truncating_replaces_the_version():
    before = version_of(Link)
    connection.cursor().execute("TRUNCATE identity_link")
    assert version_of(Link) != before


def test_a_value_is_computed_again_only_after_a_change_of_its_table(keys):
    assert (CachedValues().get(keys), CachedValues().get(keys), keys.calls) == ([], [], 1)

    SiteIdentity.objects.create(name_kk="Аймақ")
    assert (CachedValues().get(keys), keys.calls) == ([], 1)

    link("a").save()
    assert (CachedValues().get(keys), keys.calls) == (["a"], 2)


def test_each_argument_has_a_value_of_its_own(keys):
    link("a").save()
    assert (CachedValues().get(keys, "x"), CachedValues().get(keys, "y"), CachedValues().get(keys, "x")) == (
        ["xa"],
        ["ya"],
        ["xa"],
    )
    assert keys.calls == 2


def test_one_page_sees_the_versions_that_it_has_read(keys):
    page = CachedValues()
    assert page.get(keys) == []
    link("a").save()
    assert (page.get(keys), CachedValues().get(keys)) == ([], ["a"])


def test_what_a_transaction_undid_is_not_cached(keys):
    with transaction.atomic():
        link("undone").save()
        assert CachedValues().get(keys) == ["undone"]
        transaction.set_rollback(True)
    assert CachedValues().get(keys) == []

    link("next").save()
    assert CachedValues().get(keys) == ["next"]


def test_a_table_without_a_version_is_read_each_time(keys):
    TableVersion.objects.all().delete()
    assert (CachedValues().get(keys), CachedValues().get(keys), keys.calls) == ([], [], 2)

    link("a").save()
    assert (CachedValues().get(keys), CachedValues().get(keys), keys.calls) == (["a"], ["a"], 3)


def test_the_oldest_value_is_removed_when_there_are_too_many(keys, monkeypatch):
    monkeypatch.setattr(cached_values, "_values", {})
    monkeypatch.setattr(cached_values, "MAX_VALUES", 3)
    for prefix in "abcdcb":
        CachedValues().get(keys, prefix)
    assert [prefix for _function, prefix in cached_values._values] == ["b", "c", "d"]


def test_the_last_value_is_known_without_a_query(keys, django_assert_num_queries):
    assert last_value(keys) is None
    value = CachedValues().get(keys)
    with django_assert_num_queries(0):
        assert last_value(keys) is value


def test_a_changed_trigger_replaces_the_earlier_one():
    triggers = version_triggers()
    changed = replace(triggers, triggers=tuple(replace(one, statements=("SELECT 1",)) for one in triggers.triggers))
    assert changed.names(connection.vendor).isdisjoint(triggers.names(connection.vendor))
    triggers.drop(connection)
    changed.create(connection)
    assert changed.existing(connection) == changed.names(connection.vendor)

    call_command("migrate", verbosity=0)

    assert triggers.existing(connection) == triggers.names(connection.vendor)


def test_nothing_is_cached_while_there_are_no_triggers(keys):
    """As after a migration that has failed."""
    triggers = version_triggers()
    before = version_of(Link)
    assert triggers.existing(connection) == triggers.names(connection.vendor)
    triggers.drop(connection)
    assert triggers.existing(connection) == set()

    assert CachedValues().get(keys) == []
    link("a").save()
    assert CachedValues().get(keys) == ["a"]

    call_command("migrate", verbosity=0)
    assert triggers.existing(connection) == triggers.names(connection.vendor)
    assert version_of(Link) != before


def test_a_write_that_changes_no_row_keeps_the_version():
    before = version_of(Link)
    assert Link.objects.filter(key="nowhere").update(position=1) == 0
    assert version_of(Link) == before
