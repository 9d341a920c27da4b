"""Decide about comments in Chromium by keys alone: decisions a minute, and round trips for each.

    python -m benchmarks.decisions_by_keyboard http://localhost:8000 moderator moderator-demo 40

The site must have that many waiting comments. Every fourth is rejected with a reason, the others are approved. The time
is that of the program and of the server: nobody reads.
"""

import sys
import time

from benchmarks.desk_browser import options, playwright

QUEUE = "/admin/comments/comment/queue/"
SEEN = "[data-item]:not([hidden])"


def main(address, name, password, number):
    with playwright() as chromium:
        browser = chromium.launch(**options())
        page = browser.new_context(base_url=address).new_page()
        page.goto("/admin/login/")
        page.fill("#id_username", name)
        page.fill("#id_password", password)
        page.keyboard.press("Enter")
        page.locator(".desk-nav").wait_for()
        page.goto(QUEUE, wait_until="networkidle")
        print(measured(page, number))
        browser.close()


def measured(page, number):
    requests, done, keys, began = [], 0, 0, time.monotonic()
    page.on("request", lambda request: requests.append(request.url))
    while done < number:
        before = page.locator(SEEN).get_attribute("data-item")
        for key in ("r", "1") if done % 4 == 3 else ("a",):
            page.keyboard.press(key)
            keys += 1
        page.wait_for_function(
            "before => document.querySelector('[data-item]:not([hidden])')?.dataset.item !== before", arg=before
        )
        done += 1
    page.locator(".moderation:not([data-sending])").wait_for()  # the server has answered the last one
    took = time.monotonic() - began
    return f"{60 * done / took:.0f} decisions a minute; {keys} keys, {len(requests)} requests for {done} decisions"


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
