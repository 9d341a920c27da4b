"""Kill the browser while an editor types, again and again, and count what is lost.

    python -m benchmarks.killed_browsers [times] [seed] [kind of all rounds, such as offline]

Each typed word has a number. After a kill, the browser starts again with the same profile folder and opens the story.
Then the draft on the server is compared with what was typed. In a third of the rounds there is no network, and in
another third the server is killed, too, and started again. The exit status is 1 if more than the last three seconds are
missing, or if a word is doubled, lost in a later round, or in a conflict.
"""

import argparse
import os
import random
import re
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer

TIMES = 100
MOST_LOST = 3  # seconds
LONGEST = 8  # seconds of typing in a round
PER_PARAGRAPH = 12
WORD = re.compile(r"word\d+x")
MUST_BE_ZERO = ["doubled words", "words lost later", "conflicts"]
KINDS = ["online", "offline", "server killed"]


class Kills:
    """Rounds of typing in one story. Each ends with the death of the browser."""

    def __init__(self, server, editor, pk, chance):
        self.server, self.editor, self.pk, self.chance = server, editor, pk, chance
        self.profile = str(server.folder / "profile")
        self.words, self.safe = 0, set()
        self.counts = Counter(dict.fromkeys(MUST_BE_ZERO, 0))
        self.longest = dict.fromkeys(KINDS, 0.0)

    def play(self, chromium, times, kinds):
        context, page = self.start(chromium)
        for number in range(times):
            kind = kinds[number % len(kinds)]
            typed, killed = self.round(context, page, kind)
            context, page = self.start(chromium)
            self.check(kind, typed, killed)
        context.close()

    def start(self, chromium):
        """Start the browser with its profile, and open the story."""
        context = chromium.launch_persistent_context(
            self.profile, base_url=self.server.address, locale="ru-RU", **desk_browser.options()
        )
        context.add_cookies(desk_browser.cookies_of(self.editor))
        page = context.pages[0]
        desk_browser.open_story(page, self.pk)
        return context, page

    def round(self, context, page, kind):
        """Return ({word: when it was typed}, when the browser was killed)."""
        seconds = self.chance.uniform(0.5, LONGEST)
        restart = threading.Timer(self.chance.uniform(0, seconds), self.restart)
        desk_browser.place_caret(page)
        context.set_offline(kind == "offline")
        if kind == "server killed":
            restart.start()
        typed = self.type_for(page, seconds)
        killed = time.monotonic()
        self.kill()
        if kind == "server killed":
            restart.join()
        return typed, killed

    def type_for(self, page, seconds):
        typed, ends = {}, time.monotonic() + seconds
        while time.monotonic() < ends:
            self.words += 1
            page.keyboard.type(f" word{self.words}x", delay=20)
            typed[f"word{self.words}x"] = time.monotonic()
            if self.words % PER_PARAGRAPH == 0:
                page.keyboard.press("Enter")
        return typed

    def restart(self):
        self.server.kill()
        self.server.start()

    def kill(self):
        for process in processes_with(self.profile):
            os.kill(process, signal.SIGKILL)

    def check(self, kind, typed, killed):
        text, conflicts = saved_in(self.pk)
        found = Counter(WORD.findall(text))
        lost = [killed - at for word, at in typed.items() if word not in found]
        self.longest[kind] = max(self.longest[kind], *lost, 0.0)
        self.counts["words"] += len(typed)
        self.counts["words lost"] += len(lost)
        self.counts["words lost later"] += len(self.safe - {*found})
        self.counts["doubled words"] = sum(count > 1 for count in found.values())
        self.counts["conflicts"] = conflicts
        self.safe = {*found}


def processes_with(profile):
    """Return the processes of the browser that has the profile folder."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):  # a process that has just ended
            continue
        if f"--user-data-dir={profile}\0" in command:
            yield int(folder.name)


def saved_in(pk):
    """Return (text of the draft, number of conflicts)."""
    from articles.models import Draft, DraftConflict

    text = str(Draft.objects.get(article=pk, language=desk_browser.LANGUAGE).blocks)
    return text, DraftConflict.objects.filter(article=pk).count()


def main(times, seed, kinds):
    with DeskServer(os.environ.get("DATABASE_URL", "")) as server, desk_browser.playwright() as chromium:
        server.connect()
        from benchmarks.desk_client import Editor

        editor = Editor(server, "editor", "editor-demo")
        kills = Kills(server, editor, editor.new_story(), random.Random(seed))
        kills.play(chromium, times, kinds)
    print(f"kills: {times}, seed: {seed}")
    for name, count in kills.counts.items():
        print(f"{name}: {count}")
    for kind, seconds in kills.longest.items():
        print(f"{kind}: at most the last {seconds:.1f} s missing (limit {MOST_LOST} s)")
    is_lost = max(kills.longest.values()) > MOST_LOST
    return is_lost or any(kills.counts[name] for name in MUST_BE_ZERO)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("times", type=int, nargs="?", default=TIMES)
    parser.add_argument("seed", type=int, nargs="?", default=random.randrange(10**6))
    parser.add_argument("kind", choices=KINDS, nargs="?")
    given = parser.parse_args()
    sys.exit(main(given.times, given.seed, [given.kind] if given.kind else KINDS))
