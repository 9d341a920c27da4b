"""The demonstration site, rendered once for all checks of finished pages.

A public page depends on nothing but its address and the database, so one response for each address is enough.
"""

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory, override_settings

from articles.models import Article
from articles.tests.site.page_kinds import addresses_in
from newsroom import editions
from newsroom.tests.html_tree import parse_page

# Pages that no page links to, beside those of `addresses_in`.
UNLINKED = ["2023/", "2023/01/", "2023/01/26/", "2025/", "2025/11/", "2025/11/24/"]
NOT_THERE = ["nowhere/", "search/?q=" + "x" * 50 + "&page=9"]


def reader():
    """A function that requests a path without cookies. Unlike a test client it keeps no copies of template contexts."""
    handler = BaseHandler()
    handler.load_middleware()
    return lambda path: handler.get_response(RequestFactory().get(path))


class Page:
    """One response. It can be used where a helper of tests expects the response of a client."""

    def __init__(self, path, response):
        self.path, self.status_code, self.content = path, response.status_code, response.content
        self.headers, self.cookies = response.headers, response.cookies
        self.edition = editions.BY_CODE[path.split("/")[1]]  # every link of a public page leads to an edition

    @cached_property
    def root(self):
        """The element `html`. All checks share it, so none may change it."""
        return parse_page(self.content)

    @cached_property
    def errors(self):
        """What html5lib finds wrong with the markup, as (position, name of the error, details)."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(self.content, transport_encoding="utf-8")
        return parser.errors

    @cached_property
    def links(self):
        """Paths on our host that a page links to, queries included. Nobody follows the links of an error page."""
        if self.status_code != 200:
            return set()
        found = {urljoin(f"http://testserver{self.path}", href) for href in hrefs(self.root)}
        targets = [urlsplit(address) for address in found]
        return {
            target.path + (f"?{target.query}" if target.query else "")
            for target in targets
            if target.netloc == "testserver" and not target.path.startswith(("/static/", "/media/"))
        }


def hrefs(root):
    """Addresses of links, without those of the manifest and of feeds, because they are not pages."""
    elements = [element for tag in ("a", "link") for element in root.iter(tag) if "href" in element.attrib]
    pages = [element for element in elements if not element.get("type", "").startswith("application/")]
    return [element.get("href") for element in pages if element.get("rel") != "manifest"]


def error_pages(get):
    """(path, page) of a failure and of the notice of maintenance in each edition. The site has no such addresses."""
    with TemporaryDirectory() as folder:
        closed = Path(folder) / "maintenance"
        closed.touch()
        for edition in editions.EDITIONS:
            path = f"/{edition.code}/failing/"
            with override_settings(ROOT_URLCONF="newsroom.tests.failing"):
                yield path, Page(path, get(path))
            with override_settings(MAINTENANCE_FILE=closed):
                yield f"/{edition.code}/closed/", Page(path, get(f"/{edition.code}/"))


class Crawl:
    """Pages by their path: the `starts` of all editions and what links lead to from there.

    `kinds` and `stories` have the addresses of each kind of page and each story, for the code of an edition. `errors`
    are pages that no address of the site has.
    """

    def __init__(self):
        self.kinds = {edition.code: addresses_in(edition) for edition in editions.EDITIONS}
        stories = Article.objects.all()
        self.stories = {
            edition.code: {story.key: story.address_in(edition) for story in stories if story.address_in(edition)}
            for edition in editions.EDITIONS
        }
        self.pages, get = {}, reader()
        waiting = [path for edition in editions.EDITIONS for path in self.starts(edition)]
        while waiting:
            if (path := waiting.pop()) not in self.pages:
                self.pages[path] = Page(path, get(path))
                waiting += self.pages[path].links
        self.errors = dict(error_pages(get))

    def page_at(self, path):
        return self.pages.get(path) or self.errors.get(path) or self.by_decoded_path.get(path)

    @cached_property
    def by_decoded_path(self):
        return {unquote(path): page for path, page in self.pages.items()}

    def starts(self, edition):
        return [*self.kinds[edition.code].values(), *(f"/{edition.code}/{rest}" for rest in [*UNLINKED, *NOT_THERE])]

    def in_edition(self, edition):
        return [page for page in self.pages.values() if page.edition == edition]

    def reached(self, *starts, below="/"):
        """The paths of these pages and of all that links lead to, not counting links out of `below`."""
        seen, waiting = set(), [*starts]
        while waiting:
            path = waiting.pop()
            if path not in seen and path.startswith(below):
                seen.add(path)
                waiting += self.pages[path].links
        return seen
