"""Every kind of page, in every edition and both themes, for people who see little, zoom, or use only the keyboard.

One visit makes all checks of a page, because a visit is what takes time.
"""

import pytest

from articles.tests.site.crawled.contrast import Contrast
from articles.tests.site.page_kinds import SAMPLES
from conftest import import_or_fail
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FAULTS = {"resultTypes": ["violations"], "selectors": False}
# Contrast has a judge of its own, see `Contrast`.
RULES = {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}
EVERYTHING_ELSE = FAULTS | {"runOnly": {"type": "tag", "values": WCAG}, "rules": RULES}
COLOURS_OF_LINKS = FAULTS | {"runOnly": {"type": "rule", "values": ["link-in-text-block"]}}
SMALLEST_TARGET = 24
WIDE, ZOOMED, NARROW = 1280, 640, 320  # a screen, what is left of it at 200 %, a small phone


@pytest.fixture
def crawled_page(crawled_page_without_frames):
    return crawled_page_without_frames


@pytest.fixture
def visitor(crawled_page):
    """A page that has axe."""
    axe = import_or_fail("axe_playwright_python.base").AXE_SCRIPT
    crawled_page.add_init_script(axe)
    return crawled_page


def pages(crawl, edition):
    """{kind of page: address}"""
    errors = {kind: f"/{edition.code}/{kind}/" for kind in ("failing", "closed")}
    return crawl.kinds[edition.code] | errors


def faults(page, options):
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        (fault["id"], node["html"][:200], node["failureSummary"][:200])
        for fault in violations
        for node in fault["nodes"]
    ]


def faults_in_both_themes(page, contrast):
    page.set_viewport_size({"width": WIDE, "height": 900})
    found = faults(page, EVERYTHING_ELSE) + contrast.faults(page)
    page.emulate_media(color_scheme="dark")
    found += faults(page, COLOURS_OF_LINKS) + contrast.faults(page)  # nothing but colours depends on the theme
    page.emulate_media(color_scheme="light")
    return found


def faults_in_size(page):
    for width in (NARROW, ZOOMED):
        page.set_viewport_size({"width": width, "height": 700})
        yield from (f"wider than {width}: {part}" for part in page.evaluate(WIDER))
        yield from (f"too small at {width}: {part}" for part in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET))


@EVERY_EDITION
def test_no_page_has_faults_in_either_theme_or_scrolls_sideways_or_has_small_targets(visitor, crawl, edition):
    found, contrast = {}, Contrast()
    for kind, address in pages(crawl, edition).items():
        visitor.goto(address)
        found[kind] = [*faults_in_size(visitor), *faults_in_both_themes(visitor, contrast)]
        visitor.errors[:] = [error for error in visitor.errors if "status of" not in error]  # 404, 500 and 503
    assert found.keys() >= SAMPLES | {"failing", "closed", "not-found"}

    assert {kind: faults for kind, faults in found.items() if faults} == {}


def test_axe_would_find_a_fault(visitor):
    visitor.goto("/ru/")
    visitor.evaluate("document.querySelector('h2 a').style.color = '#ccc'")
    visitor.evaluate("document.documentElement.removeAttribute('lang')")
    assert {"color-contrast", "html-has-lang"} <= {fault for fault, *_ in faults_in_both_themes(visitor, Contrast())}


def test_a_new_look_is_judged_on_a_later_page_and_in_the_other_theme(visitor, crawl):
    contrast = Contrast()
    visitor.goto("/ru/")
    assert contrast.faults(visitor) == []
    assert contrast.looks != set()

    visitor.goto(crawl.stories["ru"]["unprecedented-reforms-tokayev"])
    visitor.emulate_media(color_scheme="dark")
    visitor.evaluate("document.querySelector('main').style.backgroundColor = '#777'")
    assert {fault for fault, *_ in contrast.faults(visitor)} == {"color-contrast"}
    visitor.emulate_media(color_scheme="light")
    visitor.evaluate("document.querySelector('h1').style.color = '#888'")
    assert "<h1" in "".join(html for _, html, _ in contrast.faults(visitor))


# Links within a line of text are exempt (WCAG 2.5.8). A link that is hidden until it has the focus is not measured.
SMALL_TARGETS = """(smallest) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility() && !one.matches(".skip, [tabindex='-1'], [type=hidden]"))
    .filter((one) => !one.closest("p, dd, td, figcaption, .story-text, .comment-text"))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < smallest - 0.5 || box.height < smallest - 0.5))
    .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""

WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.right > innerWidth + 1 || box.left < -1)
        .map(([one]) => one.outerHTML.slice(0, 120))"""


ADD_WIDE_AND_SMALL = """() => {
    const [wide, small] = ["div", "button"].map((name) => document.createElement(name));
    wide.style.cssText = "inline-size: 700px; block-size: 1px";
    small.style.cssText = "inline-size: 9px; block-size: 9px; min-block-size: 0; padding: 0";
    document.querySelector("main").append(wide, small);
}"""


def test_wide_pages_and_small_targets_would_be_found(crawled_page):
    crawled_page.goto("/ru/")
    assert [*faults_in_size(crawled_page)] == []

    crawled_page.evaluate(ADD_WIDE_AND_SMALL)
    assert {fault.partition(":")[0] for fault in faults_in_size(crawled_page)} == {
        "wider than 320", "wider than 640", "too small at 320", "too small at 640",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["ru", "kk-arab"])
def test_larger_words_do_not_make_a_page_scroll_sideways(crawled_page, crawl, code):
    """On a phone, with the text size set to 200 %."""
    crawled_page.set_viewport_size({"width": 360, "height": 700})
    addresses = crawl.kinds[code]
    wide = {}
    for kind in ("front", "story-news", "search-found", "archive"):
        crawled_page.goto(addresses[kind])
        crawled_page.evaluate("document.documentElement.style.fontSize = '200%'")
        if parts := crawled_page.evaluate(WIDER):
            wide[kind] = parts
    assert wide == {}


FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), box.top + box.height / 2);
    return {
        what: one.outerHTML.slice(0, 120),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        visible: box.width > 0 && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0,
        covered: Boolean(seen) && seen !== one && !one.contains(seen) && !seen.contains(one),
    };
}"""


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
@pytest.mark.parametrize("kind", ["front", "story-news", "archive", "search-found"])
def test_the_keyboard_reaches_everything_on_a_page_and_the_focus_is_visible(crawled_page, crawl, code, kind):
    crawled_page.goto(crawl.kinds[code][kind])
    wanted = crawled_page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) =>
            one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility()).length"""
    )
    met = []
    crawled_page.keyboard.press("Tab")
    while (focused := crawled_page.evaluate(FOCUSED)) and len(met) < wanted + 30:
        met.append(focused)
        crawled_page.keyboard.press("Tab")
    assert len(met) >= wanted > 10
    assert [one for one in met if one["outline"] < 2] == []
    assert [one for one in met if not one["visible"] or one["covered"]] == []
