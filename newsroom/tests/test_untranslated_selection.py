"""No query reads modeltranslation's untranslated columns. Plain names read the column of the active language."""

import pickle
import re
from copy import copy, deepcopy

import pytest
from django.db import connection
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from articles.comments.models import CommentSettings
from articles.models import Article, Category
from articles.tests.makers import make_article, make_category
from articles.tests.site.page_kinds import addresses_in
from newsroom import editions
from newsroom.editions.untranslated import UntranslatedColumn
from newsroom.identity.models import SiteIdentity
from newsroom.tests.canaries import LANGUAGES, MODELS, translated_fields, untranslated_columns

pytestmark = pytest.mark.django_db

QUALIFIED = re.compile(r'"?(\w+)"?\."(\w+)"')
NAMED_TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([A-Z]+\d+))?')


def untranslated_columns_read_by(queries):
    """Return {(table, column)} of the untranslated columns that SQL statements read."""
    read = set()
    for sql in queries:
        tables = {alias or table: table for table, alias in NAMED_TABLE.findall(sql)}
        read |= {(tables.get(table, table), column) for table, column in QUALIFIED.findall(sql)}
    return read & untranslated_columns()


def statements(captured):
    return [query["sql"] for query in captured]


def test_a_statement_that_reads_an_untranslated_column_is_found():
    with CaptureQueriesContext(connection) as captured:
        list(Article.objects.raw('SELECT "articles_article"."title", id FROM "articles_article"'))
        list(Category.objects.raw('SELECT T4."name", id FROM "articles_category" T4'))
        list(Article.objects.rewrite(False).filter(title="x"))
    assert untranslated_columns_read_by(statements(captured)[:2]) == {
        ("articles_article", "title"),
        ("articles_category", "name"),
    }
    assert untranslated_columns_read_by(statements(captured)[2:]) == {("articles_article", "title")}


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize("code", ["ru", "kk-latn", "en"])
def test_no_public_page_reads_an_untranslated_column(client, demo, code):
    edition = editions.BY_CODE[code]
    addresses = [*addresses_in(edition).values(), f"/{code}/latest.json", f"/{code}/manifest.webmanifest", "/sw.js"]
    with CaptureQueriesContext(connection) as captured:
        statuses = {address: client.get(address).status_code for address in addresses}

    assert [address for address, status in statuses.items() if status != 200] == [f"/{code}/no-such-page/"]
    assert len(captured) > 150
    assert untranslated_columns_read_by(statements(captured)) == set()


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_page_of_the_desk_reads_an_untranslated_column(superuser, demo, model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    row, client = model.objects.first(), superuser("ru")
    lists = [reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_changelist") + "?q=a"]
    forms = [reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history")]
    with CaptureQueriesContext(connection) as captured:
        statuses = {client.get(address).status_code for address in [*lists, *forms, reverse(f"admin:{name}_add")]}

    # Of some there is only one row: none is added or deleted, and the list of settings opens theirs.
    assert statuses == {SiteIdentity: {200, 403}, CommentSettings: {200, 302, 403}}.get(model, {200})
    assert untranslated_columns_read_by(statements(captured)) == set()


def test_group_by_union_and_join_read_no_untranslated_columns():
    """Each of these queries names all columns of a table in another part of the statement."""
    section = make_category()
    make_article(category=section)
    with override("ru"), CaptureQueriesContext(connection) as captured:
        found = [
            *Category.objects.annotate(count=Count("articles")),
            *Category.objects.annotate(count=Count("articles")).values("name", "count"),
            *Category.objects.rewrite(False).values("name").annotate(count=Count("articles")),
            *Article.objects.all().union(Article.objects.published()),
            *Article.objects.select_related("category").distinct(),
            *Article.objects.values("title", "category__name"),
            *Article.objects.order_by("title", "category__name").only("title"),
        ]

    assert len(found) == 7
    assert untranslated_columns_read_by(statements(captured)) == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_copied_fields_keep_their_class_and_cloned_ones_are_plain(model):
    for name in translated_fields(model):
        field = model._meta.get_field(name)
        assert all(isinstance(copied, UntranslatedColumn) for copied in (copy(field), deepcopy(field)))
        assert not isinstance(field.clone(), UntranslatedColumn)
        assert not isinstance(model._meta.get_field(f"{name}_kk"), UntranslatedColumn)
        assert field.clone().deconstruct()[1:] == field.deconstruct()[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_name_reads_the_active_languages_column(language):
    suffix = editions.BY_CODE[language].suffix
    Category.objects.create(key="a", **{f"name_{suffix}": "B"})
    Category.objects.create(key="b", **{f"name_{suffix}": "A"})
    with override(language):
        assert [row.name for row in Category.objects.order_by("name")] == ["A", "B"]
        assert [*Category.objects.order_by("key").values_list("name", flat=True)] == ["B", "A"]
        assert Category.objects.get(name="A").key == "b"
        row = Category.objects.get(key="a")
        row.refresh_from_db()
        assert (row.name, pickle.loads(pickle.dumps(row)).name) == ("B", "B")
        assert Category.objects.filter(name=F("name")).count() == 2
        assert [*Category.objects.order_by("key").values("name")] == [{"name": "B"}, {"name": "A"}]
