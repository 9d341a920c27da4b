"""The crawl of the demonstration site, and readers with a browser whose layout shifts are counted."""

import pytest
from django.db import transaction
from django.test import override_settings

from articles.tests.site.crawl import Crawl
from articles.tests.site.kept_site import KeptSite
from articles.tests.site.other_languages import add_other_languages
from conftest import PATIENCE, watched_page

# The sum of all shifts, also of those right after a click, which the official score leaves out.
WATCH_SHIFTS = """{
    let moved = 0;
    window.whatMoved = [];
    const add = (list) => list.getEntries().forEach(({value, sources}) => {
        moved += value;
        sources.forEach(({node}) => whatMoved.push(node && (node.outerHTML || node.textContent).slice(0, 90)));
    });
    const observer = new PerformanceObserver(add);
    observer.observe({type: "layout-shift", buffered: true});
    window.shifted = () => { add({getEntries: () => observer.takeRecords()}); return moved; };
}"""


@pytest.fixture(scope="session")
def _crawl(django_db_setup, django_db_blocker, loaded, tmp_path_factory):
    media = tmp_path_factory.mktemp("crawl")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        for snapshot in loaded.values():
            snapshot.restore()
        add_other_languages()
        found = Crawl()
        transaction.set_rollback(True)
    with KeptSite(found, media) as site:
        found.url = site.url
        yield found


@pytest.fixture
def kept_page(chromium, crawl):
    """A browser's page of a new visitor of the crawled pages. See `watched_page`."""
    with watched_page(chromium, crawl.url) as page:
        yield page


@pytest.fixture
def crawl(db, _crawl):  # without `db`, pytest-django makes no database when a test of finished pages runs alone
    """Every page of the demonstration site, with other languages in names and comments. The database is empty."""
    return _crawl


@pytest.fixture
def reader(chromium, live_server):
    """reader(java_script_enabled=False, …) is a page of a new visitor; an error on its console fails the test."""
    opened, errors = [], []

    def open_page(**options):
        context = chromium.new_context(base_url=live_server.url, service_workers="block", **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH_SHIFTS)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in opened:
        context.close()
    assert errors == []
