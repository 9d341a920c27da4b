"""Chromium at the desk: opens a story as an editor who has signed in, and types."""

import os
from contextlib import contextmanager

from newsroom.tests.chromium import LAUNCH_OPTIONS, find

PATIENCE = 60_000  # milliseconds
LANGUAGE = "ru"


@contextmanager
def playwright():
    """Chromium, as Playwright starts it."""
    from playwright.sync_api import sync_playwright

    # Its event loop runs in this thread, and Django would take the code here for asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started.chromium


def options():
    return {"executable_path": find(), "args": LAUNCH_OPTIONS}


def page_of(browser, editor):
    """Return a page of somebody who has signed in as `desk_client.Editor`."""
    context = browser.new_context(base_url=editor.server.address, locale="ru-RU")
    context.add_cookies(cookies_of(editor))
    return context.new_page()


def cookies_of(editor):
    return [{"name": one.name, "value": one.value, "url": editor.server.address} for one in editor.cookies]


def open_story(page, pk):
    page.set_default_timeout(PATIENCE)
    page.goto(f"/admin/articles/article/{pk}/change/?edition={LANGUAGE}")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")


def place_caret(page, paragraph=None):
    """Set the caret at the end of a paragraph, counted from 0, or of the text."""
    page.locator("draft-editor").evaluate(
        """({ editor }, paragraph) => {
            const { doc } = editor.state;
            let end = 0;
            doc.forEach((node, start, index) => { if (index === paragraph) end = start + node.nodeSize - 1; });
            editor.commands.focus(end || "end");
        }""",
        paragraph,
    )


def wait_until_saved(page):
    page.locator("draft-editor:not([data-unsaved])").wait_for(state="attached")
