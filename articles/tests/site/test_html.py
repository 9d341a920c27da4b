"""The HTML of every kind of page, as a strict reader of the standard sees it."""

from collections import Counter
from itertools import pairwise

import html5lib
import pytest

from articles.tests.site.page_kinds import SAMPLES, addresses_in
from newsroom import editions
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_strictly(html):
    """(tree, messages of all parse errors) of an encoded page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html, transport_encoding="utf-8")
    return tree, [html5lib.constants.E[code] % values for _position, code, values in parser.errors]


@EVERY_EDITION
def test_every_page_is_sound(client, demo, edition):
    """One visit a page for all that follows, because a visit is what takes time."""
    found = {kind: list(faults_of(client.get(address))) for kind, address in addresses_in(edition).items()}
    assert found.keys() >= SAMPLES
    assert {kind: faults for kind, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "html",
    [
        "<p>without a doctype",
        "<!doctype html><p><div></p></div>",
        "<!doctype html><p>A & B &nosuch;",
        "<!doctype html><b>",
    ],
)
def test_a_fault_would_be_found(html):
    assert parse_strictly(html.encode())[1] != []
    assert parse_strictly(b"<!doctype html><title>No fault</title>")[1] == []


def faults_of(response):
    page, errors = parse_strictly(response.content)
    yield from errors
    yield from faults_of_names(page)
    yield from faults_of_headings(page)
    yield from faults_of_pictures(page)


def faults_of_names(page):
    """What a page points at within itself is there, and once."""
    every = list(page.iter())
    ids = [one.get("id") for one in every if one.get("id")]
    yield from (f"{name} is there twice" for name, count in Counter(ids).items() if count > 1)
    links = {one.get("href")[1:] for one in every if (one.get("href") or "").startswith("#")}
    pointed_at = links | {name for one in every for name in names_pointed_at(one)}
    yield from (f"{name} is not there" for name in pointed_at - set(ids) - {""})


def names_pointed_at(element):
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers"):
        yield from (element.get(attribute) or "").split()


def faults_of_headings(page):
    """They make an outline with one at its top."""
    if (count := sum(1 for _ in page.iter("h1"))) != 1:
        yield f"{count} headings at the top"
    levels = [int(one.tag[1]) for main in page.iter("main") for one in main.iter() if one.tag in HEADINGS]
    yield from (f"h{below} below h{above}" for above, below in pairwise(levels) if below > above + 1)


def faults_of_pictures(page):
    """Each says what it shows, or that it need not, and how much room it takes."""
    for image in page.iter("img"):
        if image.get("alt") is None or not image.get("width") or not image.get("height"):
            yield f"{image.get('src')} lacks alt, width or height"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<h1>One</h1><p id='a'><p id='a'><label for='a'>", 1),
        ("<h1>One</h1><a href='#b'>b</a><p aria-labelledby='c d' id='c'>", 2),
        ("<main><h1>One</h1><h3>Three</h3></main>", 1),
        ("<p>No heading", 1),
        ("<h1>One</h1><img src='x' alt='' width='1'>", 1),
        ("<main><h1 id='a'>One</h1><h2>Two</h2><h3>Three</h3><h2>Two</h2></main><img alt='' width=1 height=1>", 0),
    ],
)
def test_each_of_the_other_faults_would_be_found(html, count):
    page = parse(f"<!doctype html><html><body>{html}")
    faults = [*faults_of_names(page), *faults_of_headings(page), *faults_of_pictures(page)]
    assert len(faults) == count, faults
