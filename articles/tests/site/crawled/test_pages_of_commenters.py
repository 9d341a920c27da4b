"""The pages of commenters keep the rules of all pages: policy, valid HTML, own letters, no faults for axe, no scroll.

The crawl does not find them: they are there where commenters are identified, and lead on only if a form is sent.
"""

import pytest
from django.conf import settings as site_settings
from django.test import Client

from articles.models import Article
from articles.tests.site.crawled.contrast import Contrast
from articles.tests.site.crawled.crawl import Page
from articles.tests.site.crawled.crawled_site import CrawledSite
from articles.tests.site.crawled.test_accessibility import EVERY_EDITION, WIDER, faults_in_both_themes, faults_in_size
from articles.tests.site.crawled.test_headers import COMMON
from articles.tests.site.crawled.test_html import faults_of
from articles.tests.site.crawled.test_purity import foreign_words
from articles.tests.site.pages_of_commenters import add_comments, pages_of_commenters
from conftest import import_or_fail, watched_page
from newsroom import editions
from newsroom.tests.policy import POLICY, directives, inline_code_below

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

LONG = "W" * 60
KINDS = 22
OWN = dict.fromkeys(("own comment", "own comment refused", "shown comment", "my comments", "my reports"), "same-origin")
SECRET = OWN | {"preview": "no-referrer"}
"""Pages whose address nobody else may know, and what they tell others of it."""


@pytest.fixture
def pages(demo, staff, settings):
    """pages(edition, name, words) are the pages of commenters as {kind: `Page`}. Each has a path of its own."""
    settings.COMMENTER_IDENTITY, settings.SMS_BACKEND = "sms", "console"

    def make(edition, name, words):
        story = next(story for story in Article.objects.order_by("pk") if story.address_in(edition))
        add_comments(story, edition, name, words)
        found = pages_of_commenters(story, edition, name, words, staff("chief editor"))
        assert {response.status_code for _address, response in found.values()} == {200, 400, 403}
        assert len(found) == KINDS
        return {kind: Page(address, response) for kind, (address, response) in found.items()}

    return make


class Site:
    """The pages for a browser, which would report other statuses on its console."""

    def __init__(self, pages):
        self.pages = {f"/{page.edition.code}/{number}/": page for number, page in enumerate(pages.values())}
        for page in self.pages.values():
            page.status_code = 200

    def page_at(self, path):
        return self.pages.get(path)


@EVERY_EDITION
def test_their_html_headers_letters_and_links_are_like_those_of_others(pages, edition):
    found = pages(edition, "Айгүл", "Жақсы хабар, Айгүл. Сәлем!")
    faults = {kind: [*faults_of(page), *foreign_words(page.root, edition)] for kind, page in found.items()}
    assert {kind: some for kind, some in faults.items() if some} == {}
    assert {kind for kind, page in found.items() if directives(page) != POLICY} == set()
    assert {kind for kind, page in found.items() if inline_code_below(page.root)} == set()
    headers = {kind: {name: page.headers.get(name) for name in COMMON} for kind, page in found.items()}
    assert {kind: found["Referrer-Policy"] for kind, found in headers.items() if found != COMMON} == SECRET
    assert {(page.root.get("lang"), page.root.get("dir")) for page in found.values()} == {
        (edition.tag, edition.direction)
    }
    links, reader = {link for page in found.values() for link in page.links}, Client()
    followed = {link: reader.get(link).status_code for link in sorted(links) if "comment" in link}
    assert len(followed) > 5
    assert {link: status for link, status in followed.items() if status not in (200, 303)} == {}


@pytest.mark.browser
@pytest.mark.parametrize("code", ["ru", "kk", "kk-arab"])
def test_in_a_browser_they_have_no_faults_and_never_scroll_sideways(pages, chromium_without_frames, code):
    site, contrast, found = Site(pages(editions.BY_CODE[code], LONG, f"{LONG} {LONG}")), Contrast(), {}
    assert sum(LONG.encode() in page.content for page in site.pages.values()) > 5
    with (
        CrawledSite(site, site_settings.MEDIA_ROOT) as served,
        watched_page(chromium_without_frames, served.url) as page,
    ):
        page.add_init_script(import_or_fail("axe_playwright_python.base").AXE_SCRIPT)
        for path, shown in site.pages.items():
            page.goto(path)
            faults = [*faults_in_size(page), *faults_in_both_themes(page, contrast)]
            page.set_viewport_size({"width": 360, "height": 700})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            found[f"{shown.path} {path}"] = faults + page.evaluate(WIDER)
    assert {path: faults for path, faults in found.items() if faults} == {}
