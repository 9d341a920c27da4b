import pytest

from articles.tests.makers import make_article


@pytest.fixture
def story():
    return make_article("ru", "kk", slug="spring")
