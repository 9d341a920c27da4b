"""A unique value for each translated column, and a search for these values in the whole database."""

from datetime import UTC, datetime, timedelta

from django.db import models
from modeltranslation.translator import translator

from articles.comments.models import CommentSettings
from articles.models import Article, BreakingLine, LawDay, Matter, Photo, Status
from articles.tests.makers import make_article, make_photo
from newsroom import editions
from newsroom.content.clean_html import CleanHTMLField
from newsroom.content.natural_keys import NamedRow
from newsroom.editions.columns import column
from newsroom.identity.models import Link, Place, SiteIdentity
from newsroom.tests.snapshots import rows_of_all_tables

MODELS = sorted(translator.get_registered_models(abstract=False), key=lambda model: model._meta.label)
"""Sorted so that a breaking line comes after the story that it is about."""
LANGUAGES = [*(edition.code for edition in editions.STORED), "kk-arab"]
"""Languages that can be active: the stored ones and a derived one."""
COPIES = {"articles_editionwork", "articles_storywords"}
"""Tables to which triggers copy columns: `articles/editorial/tests/test_edition_work.py` compares them."""
LONG_AGO, EARLIER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2001, 2000))


def translated_fields(model):
    """{name: [its translated columns as fields]}"""
    options = translator.get_options_for_model(model)
    return {name: sorted(fields, key=lambda field: field.name) for name, fields in options.all_fields.items()}


def untranslated_columns():
    """Return {(table, column)} of all untranslated columns in the database."""
    return {(model._meta.db_table, name) for model in MODELS for name in translated_fields(model)}


def canary(field):
    """Return a value for a column that no other column gets. All columns of `status` in a row share one value."""
    name = f"canary-{field.model.__name__}-{field.name}".replace("_", "-").lower()
    if isinstance(field, models.DateTimeField):
        numbers = [other.name for other in field.model._meta.fields]
        return LONG_AGO + timedelta(days=numbers.index(field.name))
    if field.choices:
        return Status.WITHDRAWN
    return f"<p>{name}</p>" if isinstance(field, CleanHTMLField) else name


def cells_with_canaries():
    """Return {(table, column): value} of all cells of the database that look like a canary."""
    found = {}
    for table, (columns, rows) in rows_of_all_tables().items():
        for row in rows if table not in COPIES else ():
            found |= {(table, name): text_of(cell) for name, cell in zip(columns, row, strict=True) if looks(cell)}
    return found


def looks(cell):
    return "canary" in str(cell) or str(cell).startswith("2001-") or cell == Status.WITHDRAWN


def text_of(value):
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value).removesuffix(" 00:00:00")


def expected_cells(values_of):
    """Return {(table, column): canary}, for comparison with `cells_with_canaries`, from {model: {column: canary}}."""
    return {
        (model._meta.db_table, name): text_of(value)
        for model, values in values_of.items()
        for name, value in values.items()
    }


def required_values(model):
    """Return the values that a row needs besides its translated fields."""
    if model is BreakingLine:
        return {"article": Article.objects.filter(key="quiet").first() or make_article(key="quiet")}
    if model is Link:
        return {"key": "quiet", "place": Place.MENU}
    if model is LawDay:
        return {"key": "quiet", "matter": Matter.POLL, "starts_at": EARLIER, "ends_at": EARLIER + timedelta(days=1)}
    return {"key": "site" if model in (CommentSettings, SiteIdentity) else "quiet"}


def make_row(model):
    """Create a row without text, except for a name if it must have one."""
    if model is Photo:
        return make_photo(key="quiet")
    name = {column("name", editions.DEFAULT): "quiet"} if issubclass(model, NamedRow | LawDay) else {}
    return model.objects.create(**required_values(model) | name)


def canaries_in_all_columns(model):
    """Return {column: canary}."""
    return {field.name: canary(field) for fields in translated_fields(model).values() for field in fields}


def canaries_by_plain_name(model, edition):
    """Return ({plain name: canary}, {column of `edition`: canary}): the values to write, and where to find them."""
    columns = {name: model._meta.get_field(column(name, edition)) for name in translated_fields(model)}
    plain = {name: canary(field) for name, field in columns.items()}
    return plain, {columns[name].name: value for name, value in plain.items()}
