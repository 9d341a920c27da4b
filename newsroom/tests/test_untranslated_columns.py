"""modeltranslation's untranslated columns (`title` beside `title_kk`) are always empty.

A canary is a unique value for one column. After it was written, it must be in that column and nowhere else.
"""

import json
import re
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import F, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, Category
from articles.tests.makers import make_category
from articles.tests.page_content import form_values, submit
from newsroom import editions
from newsroom.database.models import TableVersion
from newsroom.editions.translation import TranslationOptions, register
from newsroom.editions.untranslated import UntranslatedColumn
from newsroom.tests.canaries import (
    LANGUAGES,
    MODELS,
    canaries_by_plain_name,
    canaries_in_all_columns,
    canary,
    cells_with_canaries,
    expected_cells,
    make_row,
    required_values,
    translated_fields,
    untranslated_columns,
)
from newsroom.tests.snapshots import rows_of_all_tables

pytestmark = pytest.mark.django_db


def test_every_translated_field_is_tested():
    assert [model.__name__ for model in MODELS] == [
        *("Article", "Author", "BreakingLine", "Category", "LawDay", "Photo", "Tag"),
        *("CommentSettings", "Link", "Page", "SiteIdentity", "Town"),
    ]
    assert len(untranslated_columns()) == 9 + 3 + 1 + 1 + 1 + 3 + 1 + 1 + 1 + 2 + 3 + 1
    fields = [model._meta.get_field(name) for model in MODELS for name in translated_fields(model)]
    assert all(isinstance(field, UntranslatedColumn) for field in fields)


# Writing


def written_by_save(model, values):
    row = model(**required_values(model))
    set_all(row, values)
    row.save()


def written_by_a_second_save(model, values):
    make_row(model)
    row = model.objects.get()
    set_all(row, values)
    row.save()


def written_by_save_of_these_fields(model, values):
    row = make_row(model)
    set_all(row, values)
    row.save(update_fields=[*values])


def written_by_update(model, values):
    make_row(model)
    assert model.objects.update(**values) == 1


def written_by_bulk_create(model, values):
    model.objects.bulk_create([model(**required_values(model), **values)])


def written_by_bulk_create_over_a_row(model, values):
    required = required_values(model)
    make_row(model)
    row = model(**required, **values)
    model.objects.bulk_create([row], update_conflicts=True, update_fields=[*values], unique_fields=[*required][:1])


def written_by_bulk_update(model, values):
    row = make_row(model)
    set_all(row, values)
    assert model.objects.bulk_update([row], [*values]) == 1


def written_by_get_or_create(model, values):
    _row, is_new = model.objects.get_or_create(**required_values(model), defaults=values)
    assert is_new


def written_by_update_or_create(model, values):
    make_row(model)
    _row, is_new = model.objects.update_or_create(**required_values(model), defaults=values)
    assert not is_new


def set_all(row, values):
    for name, value in values.items():
        setattr(row, name, value)


WAYS = [
    written_by_save,
    written_by_a_second_save,
    written_by_save_of_these_fields,
    written_by_update,
    written_by_bulk_create,
    written_by_bulk_create_over_a_row,
    written_by_bulk_update,
    written_by_get_or_create,
    written_by_update_or_create,
]
in_each_language = pytest.mark.parametrize("language", LANGUAGES)
in_each_way = pytest.mark.parametrize("write", WAYS, ids=lambda write: write.__name__)


def test_a_canary_in_an_untranslated_column_is_found():
    make_category()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_category SET name = 'canary'")

    assert cells_with_canaries() == {("articles_category", "name"): "canary"}


@pytest.mark.one_database
@in_each_language
@in_each_way
def test_values_written_to_translated_columns_are_stored_only_there(language, write):
    written = {model: canaries_in_all_columns(model) for model in MODELS}
    with override(language):
        for model, values in written.items():
            write(model, values)

    assert cells_with_canaries() == expected_cells(written)


@pytest.mark.one_database
@pytest.mark.slow
@in_each_language
@in_each_way
def test_values_written_by_plain_name_are_stored_only_in_the_active_language(language, write):
    expected = {}
    with override(language):
        for model in MODELS:
            values, expected[model] = canaries_by_plain_name(model, editions.BY_CODE[language])
            write(model, values)

    assert cells_with_canaries() == expected_cells(expected)


@in_each_language
def test_fixture_values_are_stored_only_in_their_columns(language, tmp_path):
    written = {model: canaries_in_all_columns(model) for model in MODELS}
    load(tmp_path, written, language)

    assert cells_with_canaries() == expected_cells(written)


@in_each_language
def test_fixture_values_by_plain_name_are_stored_only_in_the_active_language(language, tmp_path):
    both = {model: canaries_by_plain_name(model, editions.BY_CODE[language]) for model in MODELS}
    load(tmp_path, {model: plain for model, (plain, _columns) in both.items()}, language)

    assert cells_with_canaries() == expected_cells({model: columns for model, (_plain, columns) in both.items()})


def load(folder, written, language):
    rows = [
        {"model": model._meta.label_lower, "fields": natural(required_values(model)) | values}
        for model, values in written.items()
    ]
    (folder / "canaries.json").write_text(json.dumps(rows, default=str), encoding="utf-8")
    with override(language):
        call_command("loaddata", folder / "canaries.json", verbosity=0)


def natural(required):
    return {name: getattr(value, "natural_key", lambda value=value: value)() for name, value in required.items()}


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize("desk", ["kk", "ru", "en"])
def test_form_values_are_stored_only_in_the_columns_of_the_edition(superuser, desk):
    """The admin's log also names the changed row, and says which day of silence it was. A story writes drafts."""
    client, expected = superuser(desk), {}
    for number, model in enumerate(model for model in MODELS if model is not Article):
        edition = editions.STORED[(number + len(desk) + ord(desk[0])) % len(editions.STORED)]
        expected[model] = fill_in(client, make_row(model), edition)

    found = cells_with_canaries()
    assert found.pop(("django_admin_log", "object_repr"))
    found.pop(("django_admin_log", "change_message"), None)  # of a day without a name in the language of the desk
    assert found == expected_cells(expected)
    assert all(len(values) >= 1 for values in expected.values())


def fill_in(client, row, edition):
    """Submit the form of a row with a canary in every translated field. Return {column: canary}."""
    options = row._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])
    page, form = client.get(f"{address}?edition={edition.code}"), f"{options.model_name}_form"
    names = {re.sub(r"_[01]$", "", name) for name in form_values(page, form)}
    translated = [field for fields in translated_fields(type(row)).values() for field in fields if field.name in names]
    assert {field.language for field in translated} == {edition.code}
    values = {field.name: canary(field) for field in translated}
    sent = {}
    for name, value in values.items():
        sent |= day_and_clock(name, value) if isinstance(value, timezone.datetime) else {name: value}
    assert submit(client, page, form, **sent).status_code == 302
    return values


def day_and_clock(name, moment):
    local = timezone.localtime(moment)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}


# Values in the untranslated columns of older databases

MIGRATIONS = [
    ("articles", "0008_empty_untranslated_columns", "empty_untranslated_columns"),
    ("identity", "0002_empty_untranslated_columns", "empty_untranslated_columns"),
    ("informers", "0003_empty_untranslated_columns", "empty_untranslated_columns"),
    ("articles", "0016_move_unpublished_words", "move_to_drafts"),  # replaces the empty value of the status
]

LATER = {"articles_lawday", "comments_commentsettings"}
"""Tables that came after these migrations."""
LATER_COLUMNS = {("articles_article", "public_since")}


def values_in_untranslated_columns():
    """Return {(table, column): {value}}, read without Django's models."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in untranslated_columns():
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
            found[table, column] = {value for (value,) in cursor.fetchall()}
    return found


def nothing_in_untranslated_columns():
    return {
        (model._meta.db_table, name): {model._meta.get_field(name).empty}
        for model in MODELS
        for name in translated_fields(model)
    }


def test_fixtures_leave_untranslated_columns_empty(demo):
    assert values_in_untranslated_columns() == nothing_in_untranslated_columns()


def test_migrations_empty_the_untranslated_columns_and_change_nothing_else(demo):
    without = [TableVersion._meta.db_table]
    before = rows_of_all_tables(without)
    older = {place for place in untranslated_columns() - LATER_COLUMNS if place[0] not in LATER}
    with connection.cursor() as cursor:
        for table, column in older:
            value = "2001-01-01" if column.endswith("_at") else "canary"
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s', [value])
    assert len(cells_with_canaries()) == len(older)

    for app, name, function in MIGRATIONS:
        historical = MigrationLoader(connection).project_state([(app, name)]).apps
        migration = import_module(f"{apps.get_app_config(app).name}.migrations.{name}")
        getattr(migration, function)(historical, None)

    assert rows_of_all_tables(without) == before


# Ways of writing that no code uses yet


def test_expressions_are_stored_only_in_the_active_language():
    make_category(name_ru="canary")
    with override("kk"):
        row = Category.objects.get()
        row.name = Value("a canary")
        row.save()
        Category.objects.update(name=F("name_ru"))

    assert cells_with_canaries() == {("articles_category", column): "canary" for column in ("name_kk", "name_ru")}


def test_a_fallback_name_is_not_saved_in_the_active_language():
    """modeltranslation alone would save it, because it reads the name of the row, which is a fallback."""
    row = Category.objects.create(key="society", name_ru="canary")
    with override("kk"):
        assert row.name == "canary"
        row.save(update_fields=["name"])

    assert cells_with_canaries() == {("articles_category", "name_ru"): "canary"}


def test_updates_without_rewriting_leave_untranslated_columns_empty():
    make_category(name_ru="canary")
    rows = Category.objects.rewrite(False)
    assert rows.update(name="canary") == rows.update(name=F("name_ru")) == rows.update(name=Value("canary")) == 1

    assert cells_with_canaries() == {("articles_category", "name_ru"): "canary"}


def test_a_model_whose_manager_would_fill_untranslated_columns_cannot_be_registered():
    with pytest.raises(ImproperlyConfigured):
        register(Group)(TranslationOptions)
