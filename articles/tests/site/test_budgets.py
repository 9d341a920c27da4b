"""Pages keep within their budgets: on a phone, on a first visit, from a real server, in a real Chromium.

`-rP` prints the figures. `make reading-report` measures times; here they would depend on how busy the machine is.
"""

import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom import editions
from newsroom.tests.budgets import BUDGETS, figures, over
from newsroom.tests.html_tree import parse
from newsroom.tests.measuring import Visit
from newsroom.tests.production import Production

pytestmark = pytest.mark.browser

SWAPPED = 500  # ms after the first paint, when no browser hides text any longer to wait for its font
EACH_PAGE = pytest.mark.parametrize(
    ("kind", "edition"),
    [(kind, edition) for kind in BUDGETS for edition in editions.EDITIONS],
    ids=lambda value: getattr(value, "code", value),
)

# One edition for each font, and one without a font.
EACH_FONT = pytest.mark.parametrize("code", ["ru", "en", "kk-arab", "zh-hans"])


@pytest.fixture(scope="module")
def production():
    with Production() as production:
        yield production


@pytest.fixture
def visit(chromium):
    with Visit(chromium) as visit:
        yield visit


class HeldBack:
    """Hold back the requests of a page, except those of some addresses, until `let_go` is called."""

    def __init__(self, page, but):
        self.routes, self.but, self.is_over = [], but, False
        page.route("**/*", self.meet)

    @property
    def addresses(self):
        return {route.request.url for route in self.routes}

    def meet(self, route):
        if self.is_over or route.request.url in self.but:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self):
        self.is_over = True
        for route in self.routes:
            route.continue_()


@EACH_PAGE
def test_a_page_keeps_within_its_budget(visit, production, kind, edition):
    visit.open(production.address(kind, edition))

    found = figures(visit)
    print(f"{kind:8} {edition.code:8}", *(f"{name} {count:,.6g}" for name, count in found.items()), sep="  ")
    assert visit.errors == []
    assert over(BUDGETS[kind], found) == {}


@EACH_FONT
@pytest.mark.parametrize("kind", BUDGETS)
def test_text_is_read_before_fonts_and_pictures_come_and_does_not_move_when_they_do(chromium, production, kind, code):
    edition = editions.BY_CODE[code]
    address = production.address(kind, edition)
    with Visit(chromium) as first:
        first.page.goto(address, wait_until="load")
        needed, fonts = first.blocking(), first.fetched("Font")
    assert len(fonts) == bool(edition.face)

    with Visit(chromium) as visit:
        late = HeldBack(visit.page, but=needed)
        visit.page.goto(address, wait_until="commit")
        visit.wait_for_text(SWAPPED)
        assert visit.page.locator("h1").is_visible()
        assert {*fonts} <= late.addresses

        late.let_go()
        visit.page.wait_for_load_state("load")
        visit.read_to_the_end()
        assert visit.look()["shift"] <= BUDGETS[kind]["cls"], visit.look()["moved"]
        assert visit.fetched("Font") == fonts


def test_files_come_compressed_and_are_kept_for_good(visit, production):
    answers = {}
    visit.page.on("response", lambda answer: answers.setdefault(answer.request.resource_type, answer))
    visit.page.goto(production.address("front", editions.DEFAULT))

    sheet, font = answers["stylesheet"].headers, answers["font"].headers
    assert [sheet["content-encoding"], font.get("content-encoding")] == ["br", None]
    assert {headers["cache-control"] for headers in (sheet, font)} == {"max-age=315360000, public, immutable"}
    assert {headers["x-content-type-options"] for headers in (sheet, font)} == {"nosniff"}


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_only_the_first_picture_of_a_page_is_fetched_at_once(production, code):
    images = [picture.find(".//img") for picture in parse(production.get(f"/{code}/")).iter("picture")]
    assert len(images) > 1

    assert [image.get("fetchpriority") for image in images] == ["high"] + [None] * (len(images) - 1)
    assert [image.get("loading") for image in images] == [None] + ["lazy"] * (len(images) - 1)
    assert all(image.get("width") and image.get("height") for image in images)


# Tests of the measuring itself


def noise(kilobytes):
    """Return text that can't be compressed."""
    return random.Random(1).randbytes(kilobytes * 1000)


FAULTY = {
    "/": b"""<!doctype html><html lang="en"><title>Faulty</title><script src="script"></script>
        <link rel="stylesheet" href="style"><link rel="stylesheet" href="style?again"><h1>Words</h1>
        <p class="other">Words</p><img src="http://localhost:%d/picture" alt="">""",
    "/style": b"""@font-face { font-family: A; src: url(font) } @font-face { font-family: B; src: url(font?again) }
        h1 { font-family: A } .other { font-family: B } /*"""
    + noise(10).hex().encode()
    + b"*/",
    "/script": b"""console.error("an error"); onload = () => setTimeout(() => {
        document.body.prepend(Object.assign(document.createElement("div"), {style: "block-size: 300px"}));
    }, 50); /*"""
    + noise(130).hex().encode()
    + b"*/",
    "/font": noise(20),
    "/picture": b"none",
}
KINDS = {
    "/": "text/html",
    "/style": "text/css",
    "/script": "text/javascript",
    "/font": "font/woff2",
    "/picture": "image/png",
}


class FaultySite(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        body = FAULTY.get(path, b"")
        if path == "/":
            body %= self.server.server_port
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", KINDS.get(path, "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Log nothing."""


@pytest.fixture
def faulty_address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), FaultySite)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_measures_sees_every_fault(visit, faulty_address):
    visit.open(faulty_address)
    visit.page.wait_for_function("look().shift > 0")

    assert {*over(BUDGETS["front"], figures(visit))} == {*BUDGETS["front"]}
    assert visit.largest_paint() >= visit.look()["first"] > 0
    assert "an error" in visit.errors
