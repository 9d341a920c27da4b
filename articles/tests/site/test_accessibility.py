"""Every kind of page, in every edition and both themes, for those who see little, hold a key instead of a mouse, zoom.

One visit a page looks at everything, because a visit is what takes time.
"""

import pytest

from articles.tests.site.page_kinds import SAMPLES, addresses_in
from newsroom import editions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("newsroom.tests.failing"),
    pytest.mark.one_database,
]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FAULTS = {"resultTypes": ["violations"], "selectors": False}
EVERYTHING = FAULTS | {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
COLOURS = FAULTS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SMALLEST_TARGET = 24
NARROW = 320
ZOOMED = 640  # what a screen of 1280 has left at 200 %


@pytest.fixture(autouse=True)
def _paper(transactional_db, demo):
    """Every kind of story, in a database that the server's threads see."""


@pytest.fixture
def close(settings, tmp_path):
    """close() is what whoever works on the paper does."""
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    return settings.MAINTENANCE_FILE.touch


def pages(edition):
    return addresses_in(edition) | {"failing": f"/{edition.code}/failing/"}


@pytest.fixture
def visitor(chromium, live_server):
    """A page that has axe, which the policy would refuse."""
    axe = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(axe)
    yield context.new_page()
    context.close()


def faults(page, options):
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        (fault["id"], node["html"][:200], node["failureSummary"][:200])
        for fault in violations
        for node in fault["nodes"]
    ]


def faults_in_both_themes(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    found = faults(page, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    return found + faults(page, COLOURS)  # the theme changes nothing else


@EVERY_EDITION
def test_axe_finds_no_fault_on_any_page_in_either_theme(visitor, edition, close):
    found = {kind: faults_in_both_themes(visitor, address) for kind, address in pages(edition).items()}
    assert found.keys() >= SAMPLES
    close()
    found["closed"] = faults_in_both_themes(visitor, f"/{edition.code}/")
    assert {kind: what for kind, what in found.items() if what} == {}


def test_axe_would_find_a_fault(visitor):
    visitor.goto("/ru/")
    visitor.evaluate("document.querySelector('h2 a').style.color = '#ccc'")
    visitor.evaluate("document.documentElement.removeAttribute('lang')")
    assert {"color-contrast", "html-has-lang"} <= {fault for fault, *_ in faults(visitor, EVERYTHING)}


# Words in a line are exempt (WCAG 2.5.8), and what is hidden until it has the focus is measured when it has.
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


@EVERY_EDITION
def test_no_page_scrolls_sideways_and_every_target_is_large_enough(page, edition):
    page.set_default_timeout(20_000)
    wide, small = {}, {}
    for kind, address in pages(edition).items():
        page.goto(address)
        for width in (NARROW, ZOOMED):
            page.set_viewport_size({"width": width, "height": 700})
            if parts := page.evaluate(WIDER):
                wide[kind, width] = parts
            if parts := page.evaluate(SMALL_TARGETS, SMALLEST_TARGET):
                small[kind, width] = parts
        page.complaints[:] = [said for said in page.complaints if "status of" not in said]  # 404 and 500
    assert wide == {}
    assert small == {}


@pytest.mark.parametrize("code", ["ru", "kk-arab"])
def test_larger_words_do_not_make_a_page_scroll_sideways(page, code):
    """Somebody who sets the words to twice their size, on a phone."""
    page.set_viewport_size({"width": 360, "height": 700})
    addresses = addresses_in(editions.BY_CODE[code])
    wide = {}
    for kind in ("front", "story-news", "search-found", "archive"):
        page.goto(addresses[kind])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if parts := page.evaluate(WIDER):
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
def test_the_keyboard_alone_leads_through_a_page_and_one_sees_where_one_is(page, code, kind):
    page.goto(addresses_in(editions.BY_CODE[code])[kind])
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) =>
            one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility()).length"""
    )
    met = []
    page.keyboard.press("Tab")
    while (focused := page.evaluate(FOCUSED)) and len(met) < wanted + 30:
        met.append(focused)
        page.keyboard.press("Tab")
    assert len(met) >= wanted > 10
    assert [one for one in met if one["outline"] < 2] == []
    assert [one for one in met if not one["visible"] or one["covered"]] == []
