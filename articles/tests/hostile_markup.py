"""Markup that acts in a bare page, from a collection that isn't part of the site, and how to see whether it acts."""

import json

import pytest
from django.conf import settings

COLLECTION = settings.BASE_DIR.parent / "shared/hostile/live.jsonl"
needs_the_collection = pytest.mark.skipif(
    not COLLECTION.exists(), reason=f"the collection of hostile markup is not here: {COLLECTION}"
)
NO_OTHER_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"

LISTENING = """
if (window === top) window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print", "beacon"]) window[name] = () => top.fired.push(self.name);
"""
# Frames have no security policy here, so that each payload can act.
CONTROL = """async (payloads) => {
  const frames = payloads.map((payload, number) => {
    const frame = document.createElement("iframe");
    frame.name = number;
    frame.sandbox = "allow-scripts allow-same-origin allow-modals"; // not to lead this page elsewhere
    frame.srcdoc = payload;
    return frame;
  });
  document.body.append(...frames);
  await Promise.all(frames.map((frame) => new Promise((done) => frame.addEventListener("load", done))));
}"""
TOUCH = """(selector) => {
  for (const element of document.querySelectorAll(selector)) {
    for (const name of ["mouseover", "mousemove", "mousedown", "focus", "pointerenter", "click"]) {
      element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
    }
  }
}"""


def payloads():
    return [json.loads(line)["payload"] for line in COLLECTION.read_text(encoding="utf-8").splitlines()]


def check_that_they_act(browser, hostile):
    """Fail unless most of the payloads act in a bare page. Some need a touch, or a window that they can lead away."""
    page = browser.new_page()
    page.add_init_script(LISTENING)
    page.goto("about:blank")
    page.evaluate(CONTROL, hostile)
    assert len(set(page.evaluate("fired"))) > len(hostile) / 2
    page.close()
