"""An edition of a story has the translated columns as attributes."""

import pytest
from django.utils import timezone
from modeltranslation.translator import translator

from articles.models import Article, Status
from articles.models.article_edition import ArticleEdition, EditionColumn
from articles.tests.makers import make_article
from newsroom import editions

FIELDS = {"title", "slug", "lead", "body", "status", "published_at", "public_since", "revised_at", "source_name"}
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def test_the_translated_fields_of_an_article_are_frozen():
    """Translated fields are for what readers see of an edition. Each new one adds five columns to the table.

    Data of the newsroom's work on an edition (drafts, reviews, assignments, notes, schedules) goes into rows keyed
    (article, language): see `docs/decisions/columns-instead-of-rows-per-edition.md`.
    """
    assert set(translator.get_options_for_model(Article).get_field_names()) == FIELDS


def test_an_article_edition_has_all_of_them():
    assert {name for name, value in vars(ArticleEdition).items() if isinstance(value, EditionColumn)} == FIELDS


@in_each_edition
def test_it_reads_and_writes_only_the_columns_of_its_edition(edition):
    article = Article()
    before = {name: value for name, value in vars(article).items() if name != "_state"}
    values = {field: f"some {field}" for field in FIELDS}
    for field, value in values.items():
        setattr(article.edition(edition), field, value)

    changed = {name: value for name, value in vars(article).items() if name in before and value != before[name]}
    assert changed == {f"{field}_{edition.suffix}": value for field, value in values.items()}
    assert {field: getattr(article.edition(edition), field) for field in FIELDS} == values


@in_each_edition
def test_it_returns_its_column_names(edition):
    here = Article().edition(edition)
    assert here.columns("title", "status") == [f"title_{edition.suffix}", f"status_{edition.suffix}"]
    assert here.column("slug") == f"slug_{edition.suffix}"


def test_an_article_iterates_over_its_editions_in_the_order_of_the_desk():
    article = Article()
    assert [here.edition for here in article.editions()] == list(editions.STORED)
    assert all(here.article is article for here in article.editions())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "minutes", "published", "live", "public"),
    [
        (Status.UNPUBLISHED, None, False, False, False),
        (Status.UNPUBLISHED, -1, False, False, False),
        (Status.PUBLISHED, -1, True, True, True),
        (Status.PUBLISHED, 1, True, False, False),
    ],
)
def test_it_knows_what_is_public(status, minutes, published, live, public):
    moment = minutes and timezone.now() + timezone.timedelta(minutes=minutes)
    here = make_article("ru", status=status, published_at=moment).edition(editions.BY_CODE["ru"])

    assert (here.is_published, here.is_live, here.was_public) == (published, live, public)
    assert here.address == (here.path if live else None)


@pytest.mark.django_db
def test_a_withdrawn_edition_was_public():
    article = make_article("ru", "kk")
    russian, english = (article.edition(editions.BY_CODE[code]) for code in ("ru", "en"))
    russian.status = Status.WITHDRAWN

    assert (russian.is_published, russian.is_live, russian.was_public) == (False, False, True)
    assert (english.is_live, english.was_public) == (False, False)
    assert russian.address is None
    assert russian.path.startswith("/ru/")
