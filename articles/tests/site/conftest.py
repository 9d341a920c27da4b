"""A fixture for browser tests that also counts layout shifts."""

import pytest

from conftest import PATIENCE

# The sum of all layout shifts, including those right after a click, which the official score leaves out. Counting
# begins when `parsed` is fulfilled, because a browser may paint half of a document that is still arriving.
WATCH_SHIFTS = """{
    let moved = 0;
    window.whatMoved = [];
    const add = (list) => list.getEntries().forEach(({value, sources}) => {
        moved += value;
        sources.forEach(({node}) => whatMoved.push(node && (node.outerHTML || node.textContent).slice(0, 90)));
    });
    const observer = new PerformanceObserver(add);
    const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
    window.parsed = new Promise((done) => document.addEventListener("readystatechange", () => painted(() => {
        observer.observe({type: "layout-shift"});
        done();
    }), {once: true}));
    window.shifted = () => { add({getEntries: () => observer.takeRecords()}); return moved; };
}"""


@pytest.fixture
def reader(chromium, live_server):
    """Return a function: reader(java_script_enabled=False, …) opens a browser page for a new visitor.

    An error on its console fails the test.
    """
    opened, errors = [], []

    def open_page(**options):
        context = chromium.new_context(base_url=live_server.url, service_workers="block", **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH_SHIFTS)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in opened:
        context.close()
    assert errors == []
