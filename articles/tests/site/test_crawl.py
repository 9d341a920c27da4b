"""A reader who follows every link of every edition never meets a page that is not there."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from articles.models import Article
from newsroom import editions

pytestmark = pytest.mark.usefixtures("seeds")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.language, self.direction = [], None, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language, self.direction = attributes["lang"], attributes["dir"]
        if tag in ("a", "link") and "href" in attributes and attributes.get("rel") != "manifest":  # which is no page
            self.found.append(attributes["href"])


def links_of(response):
    parser = Links()
    parser.feed(response.content.decode())
    return parser


def crawl(client, *starts, below="/", look=None):
    """{path: (status, lang, dir)} of everything that can be reached on our host, queries included.

    `below` is what a path begins with, or several beginnings; `look(path, response)` sees every page as it comes.
    """
    seen, waiting = {}, [*starts]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/static/", "/media/")) or not path.startswith(below):
            continue
        response = client.get(path)
        seen[path] = (response.status_code, None, None)
        if look:
            look(path, response)
        if response.status_code != 200:
            continue
        page = links_of(response)
        seen[path] = (response.status_code, page.language, page.direction)
        for href in page.found:
            target = urlsplit(urljoin(f"http://testserver{path}", href))
            if target.netloc == "testserver":
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return seen


def test_no_link_leads_nowhere_every_page_speaks_its_edition_and_every_story_is_reached(client):
    seen = crawl(client, "/ru/")
    assert len(seen) > 250
    assert {path: answer for path, answer in seen.items() if answer[0] != 200} == {}
    for path, (_status, language, direction) in seen.items():
        edition = editions.BY_CODE[path.split("/")[1]]
        assert (path, language, direction) == (path, edition.tag, edition.direction)
    wanted = {story.address_in(edition) for story in Article.objects.all() for edition in editions.EDITIONS} - {None}
    assert len(wanted) == 28 * 5 + 2 * 2
    assert wanted - set(seen) == set()
