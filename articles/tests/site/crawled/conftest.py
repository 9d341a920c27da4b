"""The crawl of the demonstration site, and a browser that opens the crawled pages."""

import pytest
from django.db import transaction
from django.test import override_settings

from articles.tests.site.crawled.crawl import Crawl
from articles.tests.site.crawled.crawled_site import CrawledSite
from articles.tests.site.crawled.other_languages import add_other_languages
from conftest import watched_page


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Every test that uses the crawl may have to wait for it."""
    for item in items:
        if "crawl" in item.fixturenames:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def _crawl(django_db_setup, django_db_blocker, loaded, tmp_path_factory):
    media = tmp_path_factory.mktemp("crawl")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        for snapshot in loaded.values():
            snapshot.restore()
        add_other_languages()
        found = Crawl()
        transaction.set_rollback(True)
    with CrawledSite(found, media) as site:
        found.url = site.url
        yield found


@pytest.fixture
def crawled_page(chromium, crawl):
    """A browser's page of a new visitor of the crawled pages. See `watched_page`."""
    with watched_page(chromium, crawl.url) as page:
        yield page


@pytest.fixture
def crawled_page_without_frames(chromium_without_frames, crawl):
    """The same in a browser that draws nothing. See `chromium_without_frames`."""
    with watched_page(chromium_without_frames, crawl.url) as page:
        yield page


@pytest.fixture
def crawl(db, _crawl):  # without `db`, pytest-django makes no database when a test of finished pages runs alone
    """Every page of the demonstration site, with other languages in names and comments. The database is empty."""
    return _crawl
