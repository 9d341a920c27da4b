"""With a browser of 2018, text keeps its distance from the edges of a phone's screen, and scripts work."""

import re

import pytest
from django.conf import settings

from articles.tests.makers import make_article
from articles.tests.site.crawled.crawled_site import CrawledSite
from articles.tests.site.in_all_editions import minutes_ago
from articles.tests.site.older_chrome import as_read_by
from articles.tests.site.page_kinds import addresses_in
from articles.tests.site.rendered import Rendered
from conftest import watched_page
from newsroom import editions
from newsroom.serving.stylesheet import SHEET, join_parts

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

STATIC = settings.BASE_DIR / "newsroom/static"
LEAST = 8  # pixels

# Texts nearer to an edge than `least`, except in boxes that scroll or hide what doesn't fit.
NEAR_AN_EDGE = """(least) => {
    const found = [], {scrollWidth, clientWidth} = document.documentElement;
    const cuts = (element) => element !== document.body && getComputedStyle(element).overflowX !== "visible";
    const hasBox = (element) => element !== document.body && (cuts(element) || hasBox(element.parentElement));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!texts.currentNode.textContent.trim() || hasBox(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const boxes = [...range.getClientRects()].filter(({width}) => width);
        seen += boxes.length;
        if (boxes.some(({left, right}) => left < least || right > clientWidth - least))
            found.push(`${parent.localName}.${parent.className}: ${texts.currentNode.textContent.slice(0, 40)}`);
    }
    return [seen, scrollWidth > clientWidth ? [`${scrollWidth} px`, ...found] : found];
}"""


@pytest.mark.parametrize(
    ("css", "read"),
    [
        ("a{padding-inline:1px;padding:1px}", "a{padding:1px;}"),
        ("a{padding-inline-start:1px}", "a{padding-inline-start:1px;}"),
        ("a:is(b,c),d{color:red}e{color:red}", "e{color:red;}"),
        ("a:not(.b,.c){color:red}a:not(.b){color:red}", "a:not(.b){color:red;}"),
        ("a{width:min(1px,2px);--a:min(1px,2px);--b:minmax(0,1fr)}", "a{--a:unknown-min(1px,2px);--b:minmax(0,1fr);}"),
        ("@supports (inline-size:min(1px,2px)){a{color:red}}", ""),
        ("@supports not (inset:0){a{color:red}}", "a{color:red;}"),
        ("@media (min-width:1px){a{inset:0}}@media (scripting:none){a{color:red}}", "@media (min-width:1px){a{}}"),
        ('a{content:"{;}" / ""}b{content:"{;}"}', 'a{}b{content:"{;}";}'),
        ("a{display:flex;gap:1px}b{display:grid;gap:1px}", "a{display:flex;}b{display:grid;gap:1px;}"),
    ],
)
def test_an_older_browser_drops_what_it_does_not_know(css, read):
    assert as_read_by(css) == read
    assert as_read_by("a{padding-inline:1px}", version=87) == "a{padding-inline:1px;}"


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_text_does_not_touch_the_edges(client, demo, chromium_without_frames, code):
    css = as_read_by(join_parts(STATIC, SHEET))
    pages = Rendered(client, addresses_in(editions.BY_CODE[code]).values())
    found = {}
    with CrawledSite(pages, settings.MEDIA_ROOT) as site, watched_page(chromium_without_frames, site.url) as page:
        page.set_viewport_size({"width": 320, "height": 740})
        page.route("**/css/all.css", lambda route: route.fulfill(body=css, content_type="text/css"))
        for path in pages.pages:
            page.goto(path)
            seen, found[path] = page.evaluate(NEAR_AN_EDGE, LEAST)
            assert seen > 10
    assert {path: texts for path, texts in found.items() if texts} == {}


# The syntax and the functions that came between Chrome 70 and 100, as far as a script of ours could want them.
NEWER_SYNTAX = re.compile(r"\?\.(?!\d)|\?\?|\|\|=|&&=|#\w+\s*[=(;]|\bstatic\s*\{|\bcatch\s*\{\s*await")
WITHOUT_NEWER_FUNCTIONS = """
    for (const type of [Element, Document, DocumentFragment]) delete type.prototype.replaceChildren;
    for (const type of [Array, String]) { delete type.prototype.at; delete type.prototype.replaceAll; }
    delete String.prototype.matchAll; delete Promise.allSettled; delete Promise.any; delete Object.fromEntries;
    delete window.structuredClone; delete Object.hasOwn;
"""


def test_readers_scripts_have_no_newer_syntax():
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "js").glob("*.js")}
    assert len(scripts) > 3
    assert [bool(NEWER_SYNTAX.search(code)) for code in ("a ?? b", "a?.b", "a ? .5 : b")] == [True, True, False]
    code = {name: re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL) for name, text in scripts.items()}
    assert {name: found for name, text in code.items() if (found := NEWER_SYNTAX.findall(text))} == {}


@pytest.mark.django_db(transaction=True)
def test_scripts_work_without_newer_functions(page):
    story = make_article("ru", published_at=minutes_ago(5))
    page.add_init_script(WITHOUT_NEWER_FUNCTIONS)
    page.goto(story.address_in(editions.BY_CODE["ru"]))
    page.locator(".byline .age").wait_for()
    assert page.locator(".theme button").first.is_visible()
