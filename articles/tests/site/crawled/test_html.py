"""Every page is valid HTML, and what it refers to within itself is there."""

from collections import Counter
from itertools import pairwise

import pytest
from django.http import HttpResponse

from articles.tests.site.crawled.crawl import Page
from articles.tests.site.page_kinds import SAMPLES
from newsroom import editions
from newsroom.tests.html_tree import parse

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@EVERY_EDITION
def test_every_page_is_valid_html(crawl, edition):
    found = {page.path: [*faults_of(page)] for page in crawl.in_edition(edition)}
    assert crawl.kinds[edition.code].keys() >= SAMPLES
    assert {*crawl.kinds[edition.code].values()} <= found.keys()

    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "html",
    [
        "<p>without a doctype",
        "<!doctype html><p><div></p></div>",
        "<!doctype html><p>A & B &nosuch;",
        "<!doctype html><b>",
    ],
)
def test_invalid_html_is_found(html):
    assert Page("/ru/", HttpResponse(html)).errors


def faults_of(page):
    yield from (f"{name} {details} at {position}" for position, name, details in page.errors)
    yield from faults_of_names(page.root)
    yield from faults_of_headings(page.root)
    yield from faults_of_pictures(page.root)


def faults_of_names(page):
    """Ids that are missing although the page refers to them, or that occur twice."""
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
    """More or less than one `h1`, or a heading that skips a level."""
    if (count := sum(1 for _ in page.iter("h1"))) != 1:
        yield f"{count} headings at the top"
    levels = [int(one.tag[1]) for main in page.iter("main") for one in main.iter() if one.tag in HEADINGS]
    yield from (f"h{below} below h{above}" for above, below in pairwise(levels) if below > above + 1)


def faults_of_pictures(page):
    """Pictures without `alt`, which may be empty, or without their size."""
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
def test_faults_that_the_parser_does_not_report_are_found(html, count):
    page = parse(f"<!doctype html><html><body>{html}")
    faults = [*faults_of_names(page), *faults_of_headings(page), *faults_of_pictures(page)]
    assert len(faults) == count, faults
