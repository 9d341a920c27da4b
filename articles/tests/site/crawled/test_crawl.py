"""A reader who follows every link of every edition finds a page each time, in the language of its address."""

import pytest
from django.http import HttpResponse

from articles.tests.site.crawled.crawl import Page
from newsroom import editions

pytestmark = pytest.mark.django_db  # on both databases: the crawl sends the queries of every page


def test_links_to_our_host_are_found_with_their_queries():
    html = """<link rel="manifest" href="/ru/manifest.webmanifest"><link rel="canonical" href="http://testserver/ru/">
        <a href="../section/?page=2#top">a</a><a href="https://example.kz/">b</a><a href="/static/a">c</a><a>d</a>"""

    assert Page("/ru/tag/", HttpResponse(html)).links == {"/ru/", "/ru/section/?page=2"}
    assert Page("/ru/tag/", HttpResponse(html, status=404)).links == set()


def test_no_link_is_broken(crawl):
    linked = {path for page in crawl.pages.values() for path in page.links}
    assert len(linked) > 400

    assert {path: crawl.pages[path].status_code for path in linked if crawl.pages[path].status_code != 200} == {}


def test_only_the_missing_pages_answer_404(crawl):
    missing = {path for path, page in crawl.pages.items() if page.status_code != 200}

    assert {path.split("/")[2][:12] for path in missing} == {"nowhere", "no-such-page", "search"}
    assert {crawl.pages[path].status_code for path in missing} == {404}
    assert len(missing) == 3 * len(editions.EDITIONS)


def test_every_page_has_the_language_and_direction_of_its_edition(crawl):
    found = {path: (page.root.get("lang"), page.root.get("dir")) for path, page in crawl.pages.items()}
    wanted = {path: (page.edition.tag, page.edition.direction) for path, page in crawl.pages.items()}

    assert {path: said for path, said in found.items() if said != wanted[path]} == {}
    assert len(set(found.values())) == len(editions.EDITIONS)


def test_every_story_can_be_reached_from_the_russian_front_page(crawl):
    stories = {address for addresses in crawl.stories.values() for address in addresses.values()}
    assert len(stories) == 33 * 5 + 7 * 2

    assert stories - crawl.reached("/ru/") == set()
