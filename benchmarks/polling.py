"""Measure what pages cost that ask for news of a story, and how soon an editor sees what a colleague types.

    python -m benchmarks.polling [seconds]

Eight editors have one story open, and their pages poll as `static/desk/draft/requests.js` does. Then one of two
editors types in Chromium, and the page of the other one notes when each word appears. The exit status is 1 if a limit
is exceeded. The number of queries of a poll is a test (`articles/tests/test_polls.py`).
"""

import http.client
import os
import sys
import threading
import time
from collections import Counter
from statistics import median

from lxml import html

from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer

EDITORS = 8
EVERY = 2  # seconds, as POLL_VISIBLE in static/desk/draft/news.js
SECONDS = 60
SHARE_LIMIT = 0.02  # of a core
SEEN_LIMIT = 4  # seconds
TYPING = 30  # seconds

# Note when each numbered word appears in the text.
WATCH = """() => {
    window.seen = {};
    const text = document.querySelector(".tiptap");
    const note = () => {
        for (const [word] of text.textContent.matchAll(/word\\d+x/g)) window.seen[word] ??= Date.now() / 1000;
    };
    new MutationObserver(note).observe(text, { subtree: true, childList: true, characterData: true });
}"""


class Poller(threading.Thread):
    """The page of an editor, without a browser: polls on one connection until `stop` is set."""

    def __init__(self, editor, place, stop):
        super().__init__()
        self.editor, self.place, self.stop = editor, place, stop
        [page] = html.fromstring(editor.get(f"/admin/articles/article/{editor.pk}/change/?edition=ru")).xpath(
            "//draft-editor"
        )
        block = [*editor.mine.blocks][place]
        self.address = f"{page.get('data-poll-url')}?since={editor.version}&block={block}"
        self.headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate, br",
            "Accept-Language": "ru-RU",
            "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in editor.cookies),
            "X-Sent-By": "script",
        }
        self.answers = Counter()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.editor.server.port, timeout=30)
        self.stop.wait(EVERY * self.place / EDITORS)
        while not self.stop.wait(EVERY):
            connection.request("GET", self.address, headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            self.answers[answer.status] += 1
            self.headers["If-None-Match"] = answer.headers.get("ETag", "")
        connection.close()


def share_of_core(editors, seconds):
    """Return (processor time of the server / time, Counter of the status codes of polls)."""
    stop = threading.Event()
    pollers = [Poller(editor, place, stop) for place, editor in enumerate(editors)]
    for poller in pollers:
        poller.start()
    time.sleep(3 * EVERY)  # until each page knows all the others
    for poller in pollers:
        poller.answers.clear()
    server, began = editors[0].server, time.monotonic()
    before = server.processor_seconds()
    time.sleep(seconds)
    share = (server.processor_seconds() - before) / (time.monotonic() - began)
    stop.set()
    for poller in pollers:
        poller.join()
    return share, sum((poller.answers for poller in pollers), Counter())


def seconds_until_seen(writer, reader):
    """Type words without a pause. Return the seconds until each was seen by the other editor."""
    with desk_browser.playwright() as chromium:
        browser = chromium.launch(**desk_browser.options())
        pages = [desk_browser.page_of(browser, editor) for editor in (writer, reader)]
        for page in pages:
            desk_browser.open_story(page, writer.pk)
        pages[1].evaluate(WATCH)
        desk_browser.place_caret(pages[0], 3)
        typed = type_words(pages[0])
        pages[1].locator(".tiptap > *", has_text=[*typed][-1]).wait_for()
        seen = pages[1].evaluate("window.seen")
        browser.close()
    return [seen[word] - at for word, at in typed.items()]


def type_words(page):
    """Type for a while, with a new paragraph now and then. Return {word: when it was typed}."""
    typed, ends = {}, time.time() + TYPING
    while time.time() < ends:
        word = f"word{len(typed)}x"
        page.keyboard.type(f" {word}", delay=50)
        typed[word] = time.time()
        if len(typed) % 20 == 0:
            page.keyboard.press("Enter")
    return typed


def main(seconds):
    with DeskServer(os.environ.get("DATABASE_URL", ""), is_debug=False) as server:
        server.connect()
        from articles.tests.makers import make_staff
        from benchmarks.desk_client import Editor

        editors = [Editor(server, make_staff("editor").username, "correct horse") for _ in range(EDITORS)]
        pk = editors[0].new_story()
        for editor in editors:
            editor.open(pk)
        share, answers = share_of_core(editors, seconds)
        waits = seconds_until_seen(*editors[:2])
    print(f"{EDITORS} editors poll every {EVERY} s for {seconds} s; answers: {dict(answers)}")
    print(f"processor time of the server: {share:.2%} of a core (limit {SHARE_LIMIT:.0%})")
    print(f"a colleague's word is seen after {median(waits):.1f} s in the middle,", end=" ")
    print(f"{max(waits):.1f} s at most, of {len(waits)} words (limit {SEEN_LIMIT} s)")
    return share > SHARE_LIMIT or max(waits) > SEEN_LIMIT or {*answers} != {304}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
