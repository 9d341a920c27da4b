"""Flood the server with comments, as deployed behind a proxy, while readers read and honest ones comment.

    python -m benchmarks.comment_flood [--postgresql] [--seconds 60] [--per-minute 10000] [--floods one,thousand,…]

Floods: from one address; from a thousand addresses, under one story; the same text from a thousand addresses; from a
thousand addresses under all stories. Their programs have no proof of work. For each, print

- how many comments a minute the generator could send, what they were answered, and in which time,
- the 95th percentile of the time of pages, and its ratio to that of the calm times between: both take turns,
- how many comments wait for a moderator afterwards,
- what became of the comments of honest readers, under the flooded story, with a script and without,
- the processor time of the server, of PostgreSQL and of this generator, in per cent of one processor.

The server has two processes with four threads each, as in `deploy/newsroom.service`; there is no nginx, whose limits
would keep the flood from one address away. The exit status is 1 if a flood makes pages more than twice as slow, if a
comment of an honest reader with a script is missing, if too many comments wait, or if anything is answered with 5xx.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import time
from contextlib import nullcontext
from itertools import count, cycle
from pathlib import Path

from benchmarks.comment_makers import address, solution, text
from benchmarks.desk_server import DeskServer
from benchmarks.http_load import Load, get, post

STORIES, PAGES_A_SECOND, TURNS, MOST_SLOWER = 10, 8, 12, 2
MOST_WAITING = 1500
"""The default of the site is 1,000 without proof of work."""
FLOODS = ("one", "thousand", "same", "stories")
PROCESSES = ("server", "PostgreSQL", "load")
WRITING = 3
"""Seconds that an honest reader writes."""


class Site:
    def __init__(self):
        from django.utils.translation import override

        from articles.tests.makers import make_article

        with override("ru"):
            self.stories = [make_article("ru").get_absolute_url() for _number in range(STORIES)]

    def pages(self):
        return map(get, cycle(["/ru/", *self.stories]))

    def flood(self, kind):
        """Yield requests. No address is that of an earlier flood."""
        chance, first = random.Random(kind), (FLOODS.index(kind) + 1) * 10_000
        same = text(chance, "spam")
        for number in count():
            story = self.stories[number % STORIES if kind == "stories" else 0]
            sender = address(first + (0 if kind == "one" else number % 1000))
            written = same if kind == "same" else text(chance, f"{kind} {number}")
            yield post(f"{story}comments/", {"text": written, "name": "Flood"}, sender)

    async def honest(self, load, name, has_script):
        """Read the flooded story, let the browser work while writing, and send. Return the text and the status."""
        await load.send(get(self.stories[0]))
        fields = {"text": f"Honest {name}", "name": "Reader"}
        if has_script:
            _status, challenge = await load.send(get("/comments/challenge.json"))
            fields["altcha"] = await asyncio.to_thread(solution, json.loads(challenge))
        await asyncio.sleep(WRITING)
        sender = f"198.51.100.{random.randrange(1, 255)}"
        return (await load.send(post(f"{self.stories[0]}comments/", fields, sender)))[0]


class Used:
    """Seconds of processor time of the server, of the database and of this process."""

    def __init__(self, server, postmaster):
        self.server, self.postmaster = server, postmaster
        self.began, self.before = time.monotonic(), self.now()

    def now(self):
        return [self.server.processor_seconds(), of_children(self.postmaster), time.process_time()]

    def words(self):
        took = time.monotonic() - self.began
        shares = [(now - before) / took for now, before in zip(self.now(), self.before, strict=True)]
        return ", ".join(f"{name} {share:.0%}" for name, share in zip(PROCESSES, shares, strict=True))


def of_children(parent):
    """Return the seconds of processor time of the children of a process, those that have ended included."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat") if parent else ():
        try:
            pid, fields = stat.parent.name, [int(field) for field in stat.read_text().rpartition(")")[2].split()[1:15]]
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(fields[10:12]) if fields[0] == parent else 0
        ticks += sum(fields[12:14]) if pid == str(parent) else 0
    return ticks / os.sysconf("SC_CLK_TCK")


class Loads:
    """What was sent in calm times and in one flood: they take turns, so that the noise of the machine hits both."""

    def __init__(self, site, port, kind, options):
        self.site, self.kind, self.options = site, kind, options
        self.quiet, self.pages, self.flood, self.honest = (Load(port) for _load in range(4))
        self.requests, self.rates, self.answers = site.flood(kind), [], []

    async def run(self):
        for turn in range(TURNS):
            await self.quiet.repeat(self.site.pages(), PAGES_A_SECOND, self.options.seconds / TURNS)
            await self.turn(turn)

    async def turn(self, number):
        seconds = self.options.seconds / TURNS
        flood = self.flood.repeat(self.requests, self.options.per_minute / 60, seconds)
        pages = self.pages.repeat(self.site.pages(), PAGES_A_SECOND, seconds)
        honest = (self.site.honest(self.honest, f"{self.kind} {number}", has_script) for has_script in (True, False))
        rate, _pages, *answers = await asyncio.gather(flood, pages, *honest)
        self.honest.close()
        self.rates.append(rate)
        self.answers.append(answers)


async def warm(site, port):
    """Let the processes read templates and settings."""
    load = Load(port)
    await load.repeat(site.pages(), PAGES_A_SECOND, 10)


def times(load):
    return f"half in {load.of_hundred(50):.0f} ms, 95 % in {load.of_hundred(95):.0f} ms"


def measured(site, server, postmaster, kind, options):
    """Print what a flood did. Return whether it did no harm."""
    from articles.comments.models import Comment

    loads = Loads(site, server.port, kind, options)
    before, used = Comment.objects.waiting().count(), Used(server, postmaster)
    asyncio.run(loads.run())
    flood, pages, quiet = loads.flood, loads.pages, loads.quiet
    slower, waiting = pages.of_hundred(95) / quiet.of_hundred(95), Comment.objects.waiting().count()
    with_script, without = zip(*loads.answers, strict=True)
    arrived = Comment.objects.filter(text__startswith=f"Honest {kind}").count()
    print(
        f"flood «{kind}»: {60 * sum(loads.rates) / TURNS:.0f} comments a minute, {dict(flood.answers)}, {times(flood)}"
    )
    print(f"  pages: {times(pages)}; in calm times {times(quiet)}: {slower:.2f} times; {dict(pages.answers)}")
    print(f"  waiting: {waiting}, before {before}")
    print(f"  honest comments: with a script {with_script}, without {without}; {arrived} stored")
    print(f"  processor: {used.words()}, calm half of the time included", flush=True)
    failed = [status for load in (flood, pages) for status in load.answers if not str(status) < "5"]
    return slower <= MOST_SLOWER and {*with_script} == {303} and waiting <= MOST_WAITING and not failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--per-minute", type=int, default=10_000)
    parser.add_argument("--floods", default=",".join(FLOODS))
    options = parser.parse_args()
    from newsroom.tests.everything import postgresql

    os.environ["BEHIND_PROXY"] = "on"
    database = postgresql() if options.postgresql else nullcontext()
    with database as url, DeskServer(url or "", is_debug=False, workers=2) as server:
        server.connect()
        pid = Path(database.folder.name, "postmaster.pid") if url else None
        postmaster = int(pid.read_text().split()[0]) if pid else None
        site = Site()
        asyncio.run(warm(site, server.port))
        harmless = [measured(site, server, postmaster, kind, options) for kind in options.floods.split(",")]
        return not all(harmless)


if __name__ == "__main__":
    sys.exit(main())
