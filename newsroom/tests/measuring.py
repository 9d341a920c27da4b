"""What a visit costs a reader on a phone, as Chromium counts it."""

import time
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 30  # seconds
PHONE = {"width": 360, "height": 740}

# The sum of all shifts, also of those that the official score leaves out because they are far apart in time.
OBSERVE = """{
    const seen = {shift: 0, moved: [], largest: 0};
    const add = {
        "layout-shift": (entry) => {
            seen.shift += entry.value;
            seen.moved.push(...entry.sources.map(({node}) => node && (node.className || node.nodeName)));
        },
        "largest-contentful-paint": (entry) => { seen.largest = entry.startTime; },
    };
    const observers = Object.entries(add).map(([type, note]) => {
        const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
        observer.observe({type, buffered: true});
        return () => observer.takeRecords().forEach(note);
    });
    window.look = () => {
        observers.forEach((take) => take());
        const first = performance.getEntriesByName("first-contentful-paint")[0];
        return {...seen, first: first ? first.startTime : null};
    };
}"""
# Wait until what was requested is there and painted. A picture far below is requested when the reader comes near.
FRAMES = "const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
ALL_IS_THERE = f"""async () => {{
    {FRAMES}
    const near = (image) => image.loading !== "lazy" || image.getBoundingClientRect().top < innerHeight;
    const late = [...document.images].filter((image) => !image.complete && near(image));
    await Promise.all(late.map((image) => new Promise((done) => {{ image.onload = image.onerror = done; }})));
    await document.fonts.ready;
    await frames();
}}"""
SCROLL = f"""async () => {{
    {FRAMES}
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {{
        scrollTo(0, y);
        await frames();
    }}
}}"""
# Playwright's `wait_for_function` evaluates text, which the policy of our pages refuses.
TEXT_IS_THERE = """(later) => new Promise((done, fail) => {
    const ask = () => {
        const {first} = look();
        first !== null && performance.now() > first + later ? done() : requestAnimationFrame(ask);
    };
    ask();
    setTimeout(() => fail("Nothing was painted."), 30_000);
})"""
# The browser reports a larger paint some frames later. After a second without a report, the last one was the largest.
LARGEST_IS_THERE = """() => new Promise((done, fail) => {
    let largest = 0, frames = 0;
    const ask = () => {
        frames = look().largest === largest ? frames + 1 : 0;
        largest = look().largest;
        largest && frames > 60 ? done(largest) : requestAnimationFrame(ask);
    };
    ask();
    setTimeout(() => fail("No largest paint was reported."), 30_000);
})"""
# A page that names a service worker in `data-worker` does not see the request for its script.
WORKERS = """async () => {
    if (document.querySelector("[data-worker]")) await navigator.serviceWorker.ready;
    return (await navigator.serviceWorker.getRegistrations()).map(({active}) => active.scriptURL);
}"""
# What the first paint waits for, as the browser reports it. The page itself is not among its resources.
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""


@dataclass(frozen=True)
class Network:
    """How DevTools slow the network down: milliseconds for a round trip, kilobits a second."""

    round_trip: int
    down: int
    up: int

    @property
    def conditions(self):
        rates = {"downloadThroughput": self.down * 1000 / 8, "uploadThroughput": self.up * 1000 / 8}
        return {"offline": False, "latency": self.round_trip} | rates


class Visit:
    """A page of a new visitor with an empty cache, and what was fetched for it so far.

    `network` slows it down; `slowdown` is how many times slower the processor is. Bytes are those on the wire, with
    headers. Kinds are those of DevTools: Document, Stylesheet, Script, Font, Image …
    """

    def __init__(self, browser, network=None, slowdown=1, **options):
        self.context = browser.new_context(viewport=PHONE, device_scale_factor=2, **options)
        self.page = self.context.new_page()
        self.page.add_init_script(OBSERVE)
        self.requests, self.bytes, self.errors = {}, {}, []
        devtools = self.context.new_cdp_session(self.page)
        devtools.on("Network.requestWillBeSent", self._note_request)
        devtools.on("Network.loadingFinished", self._note_end)
        devtools.on("Network.loadingFailed", self._note_end)
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        if network:
            devtools.send("Network.emulateNetworkConditions", network.conditions)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()

    def _note_request(self, event):
        if not event["request"]["url"].startswith("data:"):
            self.requests[event["requestId"]] = (event["type"], event["request"]["url"])

    def _note_end(self, event):
        self.bytes[event["requestId"]] = event.get("encodedDataLength", 0)

    def weight(self, *kinds):
        """Bytes of the resources of these kinds, or of all kinds."""
        wanted = {key for key, (kind, _) in self.requests.items() if not kinds or kind in kinds}
        return sum(count for key, count in self.bytes.items() if key in wanted)

    def fetched(self, kind):
        """Addresses of the resources of a kind."""
        return [address for found, address in self.requests.values() if found == kind]

    def foreign_hosts(self):
        return {urlsplit(address).netloc for _, address in self.requests.values()} - {urlsplit(self.page.url).netloc}

    def open(self, address):
        """Open a page and fetch everything that is fetched when it is read to the end."""
        self.page.goto(address, wait_until="load")
        self.read_to_the_end()

    def read_to_the_end(self):
        """Scroll through the page, so that pictures far below are fetched."""
        self.page.evaluate(SCROLL)
        self.wait_for_pictures()

    def wait_for_pictures(self):
        self.page.evaluate(ALL_IS_THERE)
        until = time.monotonic() + PATIENCE
        while self.requests.keys() - self.bytes.keys():  # DevTools report it later than the page knows it
            assert time.monotonic() < until, "A request was never answered."
            self.page.wait_for_timeout(10)

    def largest_paint(self):
        """Milliseconds until the largest text or picture of the first screen was painted."""
        self.wait_for_pictures()
        return self.page.evaluate(LARGEST_IS_THERE)

    def wait_for_text(self, later):
        """Wait until `later` ms after the first contentful paint."""
        self.page.evaluate(TEXT_IS_THERE, later)

    def weight_of_workers(self):
        """Bytes of the service workers that the page registered, which DevTools do not count with the page."""
        return sum(map(weight, self.page.evaluate(WORKERS)))

    def look(self):
        """`first` and `largest` contentful paint in ms, `shift` in CLS and the names of what `moved`, so far."""
        return self.page.evaluate("look()")

    def blocking(self):
        """Addresses that the first paint of text waits for."""
        return [self.page.url, *self.page.evaluate(BLOCKING)]


def weight(address):
    """Bytes of the body of a response, as a browser gets it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return len(answer.read())
