"""Rules for all scripts together: they are small, accessible, and move nothing on the page."""

import brotli
import pytest
from django.conf import settings

from articles.tests.makers import make_category
from articles.tests.site.in_all_editions import minutes_ago, story_in_all
from conftest import import_or_fail
from newsroom import editions
from newsroom.serving.script_comments import without_comments

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

SCRIPTS = settings.BASE_DIR / "newsroom/static/js"


def test_all_scripts_together_have_at_most_four_kilobytes(client):
    # Files are compressed once, at the highest level. The worker is compressed like a page, at each request.
    sent = {name: without_comments((SCRIPTS / name).read_text("utf-8")) for name in ("theme.js", "readers.js")}
    weights = {name: len(brotli.compress(script.encode())) for name, script in sent.items()}
    weights["sw.js"] = len(client.get("/sw.js", headers={"Accept-Encoding": "br"}).content)

    assert (SCRIPTS / "theme.js").stat().st_size < 300
    assert min(weights.values()) > 80
    assert sum(weights.values()) <= 4_000, weights
    assert (
        100 < len(brotli.compress((SCRIPTS / "mistake.js").read_bytes())) <= 450
    )  # loaded when a reader presses its keys


# Layout shifts

PAINTED = """(later) => new Promise((done, fail) => {
    const ask = () => {
        const [first] = performance.getEntriesByName("first-contentful-paint");
        first && performance.now() > first.startTime + later ? done() : requestAnimationFrame(ask);
    };
    ask();
    setTimeout(() => fail("Nothing was painted."), 30_000);
})"""


@pytest.mark.parametrize("width", [320, 1280])
@EVERY_EDITION
def test_a_late_script_shifts_nothing(reader, edition, width):
    sport = make_category("sport")
    stories = [story_in_all(category=sport, body="<p>Text</p>", published_at=minutes_ago(n)) for n in range(9)]
    page = reader(viewport={"width": width, "height": 2400}, has_touch=width == 320, is_mobile=width == 320)
    page.add_init_script("navigator.share = () => Promise.resolve();")
    held = []
    page.route("**/readers.js", lambda route: held.append(route))
    for path in (stories[0].address_in(edition), f"/{edition.code}/", f"/{edition.code}/section/sport/"):
        page.goto(path, wait_until="commit")
        page.evaluate(PAINTED, 100)
        page.evaluate("parsed")
        assert page.locator(".theme").is_hidden()

        held.pop().continue_()

        page.locator(".theme").wait_for()
        assert page.locator("time .age").count() > 0
        assert page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done(shifted())))") == 0, [
            path,
            page.evaluate("whatMoved"),
        ]


def test_controls_that_need_javascript_are_hidden_without_it(reader):
    story = story_in_all()
    page = reader(java_script_enabled=False)
    page.goto(story.address_in(editions.BY_CODE["kk"]))

    assert page.locator(".theme button").count() == 3
    assert page.locator(".share button").count() == 2
    assert page.get_by_role("button").all_inner_texts() == ["Жіберу"]


# Accessibility

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", ["ru", "kk-arab", "zh-hans"])
def test_axe_finds_no_faults_in_scripted_parts(reader, code, theme):
    Axe = import_or_fail("axe_playwright_python.sync_playwright").Axe
    stories = [story_in_all(published_at=minutes_ago(30 + number)) for number in range(9)]
    page = reader(bypass_csp=True, has_touch=True)  # else the policy would block axe's own script
    page.add_init_script(f"localStorage.theme = '{theme}'; navigator.share = () => Promise.resolve();")
    page.clock.install()
    page.goto(f"/{code}/")
    story_in_all(published_at=minutes_ago(1))
    page.clock.run_for("01:01")
    page.locator(".waiting a").wait_for()
    found = [faults(Axe(), page)]
    page.goto(stories[0].address_in(editions.BY_CODE[code]))
    assert page.locator(".theme button:visible, .share button:visible, time .age:visible").count() >= 6
    found.append(faults(Axe(), page))

    assert found == [[], []]


def faults(axe, page):
    return [
        (fault["id"], node["html"][:200])
        for fault in axe.run(page, options=AXE).response["violations"]
        for node in fault["nodes"]
    ]


@EVERY_EDITION
def test_scripted_controls_are_large_enough_to_touch(reader, edition):
    story = story_in_all()
    page = reader(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640})
    page.add_init_script("navigator.share = () => Promise.resolve();")
    page.goto(story.address_in(edition))
    page.locator(".theme").wait_for()
    targets = page.locator(".theme button, .share button, .share a").all()

    assert len(targets) == 8
    boxes = [target.bounding_box() for target in targets]
    assert [box for box in boxes if min(box["width"], box["height"]) < 24] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
