"""A reader's client that looks for the words of the newsroom at every public address, by plain HTTP and signed out."""

import re
from collections import defaultdict
from http.client import HTTPConnection
from urllib.parse import unquote, urlsplit

from articles.models import Article, Photo
from articles.tests.hard_values.addresses import public_addresses
from articles.tests.site.test_leaks import files_in, path_of, stem_of
from newsroom import editions

CANARY = re.compile("zxq[a-z]+")
IN_ALL = "zxqall"
"""A word in all texts of the story, so that one search finds it by any of them."""
PICTURE = "zxqpicture"
"""The name by which `Reader.sees` reports a file of a photo."""
DAILY = ("ru", "kk-arab")
"""Editions that are looked at after each step: one that is stored, and one that is derived."""
ALL = (*DAILY, "kk", "kk-latn", "en")
"""The editions that the story has in the end, those derived from them, and one that it never has."""


class Reader:
    """Knows the addresses of the site from its URL configuration, and those of stories that have had one."""

    def __init__(self, url, **keyed):
        """`keyed`: the key of a section, a tag and an author that the story belongs to, as {kind: key}."""
        self.host = urlsplit(url).netloc
        self.addresses = {code: [*addresses_in(code, keyed)] for code in ALL}

    def get(self, address):
        """Return (status, headers and content) of an answer."""
        connection = HTTPConnection(self.host)  # a kept one would wait 40 ms for each answer
        connection.request("GET", address)
        response = connection.getresponse()
        content = response.read().decode(errors="replace")
        connection.close()
        return response.status, unquote(f"{response.headers} {content}").lower()

    def sees(self, codes=DAILY):
        """Return {canary: {address}} of all that shows one. What stands in an address may be on its page."""
        found, files = defaultdict(set), {stem_of(photo) for photo in Photo.objects.exclude(file="")}
        addresses = {address for code in codes for address in self.addresses[code]}
        for address in [*addresses, *addresses_of_stories(codes)]:
            _status, text = self.get(address)
            for canary in {*CANARY.findall(text)} - {*CANARY.findall(address)} - {IN_ALL}:
                found[canary].add(address)
            if any(stem in text for stem in files):
                found[PICTURE].add(address)
        for name in [*files_in("photos"), *files_in("renditions")]:
            for canary in CANARY.findall(name):
                found[canary].add(name)
        return dict(found)


def addresses_in(code, keyed):
    for address in public_addresses(editions.BY_CODE[code]):
        if "<slug:secret>" not in address.route:  # who has a secret link may see its draft
            yield address.url()
    for kind, key in keyed.items():
        yield from (f"/{code}/{kind}/{key}/", f"/{code}/archive/?{kind}={key}")
    yield f"/{code}/search/?q={IN_ALL}"


def addresses_of_stories(codes):
    """Yield the addresses that stories have had, also in editions without them, and of the pages below them."""
    for story in Article.objects.all():
        paths = {path_of(story, editions.BY_CODE[code]) for code in ALL} - {None}
        for path in {f"/{code}/{path.split('/', 2)[2]}" for path in paths for code in codes}:
            day = path.rstrip("/").rpartition("/")[0]
            yield from (path, f"{path}mistake/", f"{path}mistake/sent/", f"{day}/")
