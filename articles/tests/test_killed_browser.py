"""A browser that is killed while somebody types loses at most the last three seconds, with and without a network."""

import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from articles.tests.edit_page import open_story, paragraph
from articles.tests.makers import make_article
from newsroom.tests.chromium import LAUNCH_OPTIONS, find

pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.one_database,
]  # fmt: skip

KILLS = 2  # with a network, and without
MOST_LOST = 3  # seconds


@pytest.fixture
def profile(tmp_path):
    return str(tmp_path / "profile")


def browser(chromium, profile, live_server):
    """A browser with a profile on the disk: what it keeps is there when it is started again."""
    kind = chromium.browser_type
    context = kind.launch_persistent_context(
        profile, executable_path=find(), args=LAUNCH_OPTIONS, base_url=live_server.url, service_workers="block"
    )
    return context, context.pages[0]


def kill(profile):
    """End the processes of the browser with this profile, without a warning."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            if f"--user-data-dir={profile}" in command:
                os.kill(int(folder.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended


def sign_in(page, user):
    page.goto("/admin/")
    if "/login/" not in page.url:
        return  # the cookie is still there
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill("correct horse")
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()


def type_for(page, seconds, first):
    """Type numbered words. Return {number: when it was typed}."""
    typed, end = {}, time.monotonic() + seconds
    while time.monotonic() < end:
        number = first + len(typed)
        page.keyboard.type(f" w{number}")
        typed[number] = time.monotonic()
    return typed


def test_at_most_three_seconds_are_lost(chromium, profile, live_server, staff):
    chance = random.Random(3)
    story, user, first = make_article("ru", body="<p>Начало</p>"), staff("editor"), 1
    kept = set()
    for round_ in range(KILLS):
        context, page = browser(chromium, profile, live_server)
        sign_in(page, user)
        open_story(page, story)
        if round_ % 2:
            page.route("**/draft/ru/", lambda route: route.abort())
        paragraph(page, "Начало").click()
        page.keyboard.press("Control+End")
        typed = type_for(page, chance.uniform(1, 6), first)
        killed = time.monotonic()
        kill(profile)
        context, page = browser(chromium, profile, live_server)
        sign_in(page, user)
        open_story(page, story)
        safe = [number for number, at in typed.items() if at < killed - MOST_LOST]
        if safe:
            paragraph(page, re.compile(rf"\bw{safe[-1]}\b")).wait_for()
        before, kept = kept, {int(number) for number in re.findall(r"\bw(\d+)\b", page.locator(".tiptap").inner_text())}
        assert {*safe} | before <= kept
        first = max(typed) + 1
        context.close()
