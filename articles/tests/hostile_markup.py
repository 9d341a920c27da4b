"""Markup that acts in a bare page, from a collection that isn't part of the site, and how to see whether it acts."""

import json

import pytest
from django.conf import settings

COLLECTION = settings.BASE_DIR.parent / "shared/hostile/live.jsonl"
needs_the_collection = pytest.mark.skipif(
    not COLLECTION.exists(), reason=f"the collection of hostile markup is not here: {COLLECTION}"
)
NEARLY_ALL = 0.9
NO_OTHER_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"

LISTENING = """
if (window === top) {
  window.fired = [];
  window.acted = (source) => {
    while (source !== top && source.parent !== top) source = source.parent;
    const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
    fired.push(frame ? frame.name : "");
  };
  addEventListener("message", ({ data, source }) => data === "acted" && acted(source));
}
for (const name of ["alert", "confirm", "prompt", "print", "beacon"]) {
  window[name] = () => {
    try {
      top.acted(self);
    } catch { // a frame of another origin
      top.postMessage("acted", "*");
    }
  };
}
"""
TOUCH = """(selector, root = document) => {
  for (const element of root.querySelectorAll(selector)) {
    for (const name of ["mouseover", "mousemove", "mousedown", "focus", "pointerenter", "click"]) {
      element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
    }
  }
}"""
# Each payload has a frame of its own, which has the policy of the page.
CONTROL = """async (payloads) => {
  const frames = payloads.map((payload, number) => {
    const frame = document.createElement("iframe");
    frame.name = number;
    frame.sandbox = "allow-scripts allow-same-origin allow-modals"; // not to lead this page elsewhere
    frame.srcdoc = `<html><body>${payload}</body></html>`;
    return frame;
  });
  document.body.append(...frames);
  await Promise.all(frames.map((frame) => new Promise((done) => frame.addEventListener("load", done))));
  const touch = TOUCH;
  for (const { contentDocument } of frames) if (contentDocument) touch("*", contentDocument);
  const later = () => new Promise((done) => setTimeout(done));
  for (let turns = 9; turns; turns--) await later(); // a click on a link acts when its turn has come
}""".replace("TOUCH", TOUCH)
STAY = """for (const name of ["click", "submit"]) addEventListener(name, (event) => event.preventDefault(), true)"""


def payloads():
    return [json.loads(line)["payload"] for line in COLLECTION.read_text(encoding="utf-8").splitlines()]


def check_that_they_act(browser, hostile):
    """Fail unless nearly all payloads act in a bare page. A few need a cookie, or a window that they can lead away."""
    page = browser.new_page()
    page.add_init_script(LISTENING)
    page.goto("about:blank")
    page.evaluate(CONTROL, hostile)
    assert len(set(page.evaluate("fired"))) > len(hostile) * NEARLY_ALL
    page.close()


def joined(hostile, count):
    """Return all payloads, so many in one text."""
    return [" ".join(hostile[first : first + count]) for first in range(0, len(hostile), count)]


class Watch:
    """A browser context that notes what acts in its pages, which other hosts they ask, and errors of the server.

    The browser ignores the content security policy: pages are safe without it. `has_policy` says that it doesn't.
    """

    def __init__(self, browser, url, cookie=None, *, has_policy=False):
        self.context = browser.new_context(base_url=url, bypass_csp=not has_policy, service_workers="block")
        if cookie:
            self.context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.context.add_init_script(LISTENING)
        self.faults, self.is_touching, ours = [], False, (url, "data:", "blob:", "about:")
        ask = self.context.on
        ask("request", lambda asked: None if asked.url.startswith(ours) else self.faults.append(asked.url))
        ask("weberror", lambda error: None if self.is_touching else self.faults.append(str(error.error)))
        ask("response", lambda got: self.faults.append((got.status, got.url)) if got.status >= 500 else None)

    def open(self, address):
        page, self.is_touching = self.context.new_page(), False
        assert page.goto(address, wait_until="load").status == 200
        assert page.url.endswith(address)  # and not the form for signing in
        return page

    def touch(self, page, parts):
        """Click on everything at once. No person does that, so errors of the editor don't count meanwhile."""
        self.is_touching = True
        page.evaluate(STAY)
        page.evaluate(TOUCH, parts)
        self.faults += [(page.url, fired) for fired in page.evaluate("fired")]
