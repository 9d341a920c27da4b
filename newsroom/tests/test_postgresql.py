"""Tests of what only PostgreSQL has. The second run of `make test` runs them."""

import os

import pytest
from django.db import connection
from django.utils.translation import override

from articles.models import Article
from articles.tests.makers import make_article
from newsroom import editions

EVERY_EDITION = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


@pytest.mark.django_db
def test_the_suite_uses_the_configured_database():
    """Otherwise the second run could pass without a query to PostgreSQL."""
    told = os.environ.get("DATABASE_URL", "sqlite://").split("://")[0]
    assert connection.vendor == {"postgres": "postgresql", "sqlite": "sqlite"}[told]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_queries_are_not_compiled():
    """A new database has no statistics. Each page would take seconds to compile its queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reset_val, setting FROM pg_settings WHERE name = 'jit'")
        assert cursor.fetchone() == ("off", "off")


@pytest.mark.postgresql
@pytest.mark.django_db
@EVERY_EDITION
def test_the_newest_stories_use_the_index_of_their_edition(edition):
    make_article(edition.code)
    with override(edition.code), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Article.objects.published().newest_first()[:20].explain()
    assert f"article_live_{edition.suffix}" in plan
    assert "Sort" not in plan


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("upper", "lower"), [("АКИМЫ", "акимы"), ("ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"), ("ЎҚҒҲ", "ўқғҳ"), ("Ä Ğ Ñ Ş", "ä ğ ñ ş")]
)
def test_the_server_ignores_the_case_of_our_letters(upper, lower):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s ~* %s, lower(%s)", [upper, lower, upper])
        assert cursor.fetchone() == (True, lower)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_edition_constraints_exist_in_the_database():
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Article._meta.db_table)
    wanted = {
        f"article_{rule}_{edition.suffix}" for edition in editions.STORED for rule in ("slug", "status", "published")
    }
    assert wanted - set(constraints) == set()
