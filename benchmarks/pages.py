"""`make bench-pages`: measure each kind of page with 1,000 and with 20,000 stories, and two other systems.

The same generated stories (`stories.py`) are in this project's tables, on SQLite and on PostgreSQL, in a bare Django
site whose pages have about as many bytes, and in Wagtail. Each system runs in its own process with production settings.
They are visited in turn, so that other work of the machine slows all of them down. The exit status is 1 if a target is
missed.

    python -m benchmarks.pages [kind of page …]

measures only these kinds, such as `front` or "story, kk-arab". This is for daily work.
"""

import sys
from statistics import median

from benchmarks.databases import PostgreSQL, SQLite
from benchmarks.pages_report import report
from benchmarks.systems import BARE, LARGE, OURS, WAGTAIL, Process, make_ready

ROUNDS, WARM_UP, DIVISIONS = 11, 3, 5
PATIENCE = 40
"""The visits of a page in one turn take about this many milliseconds together."""


class Measured:
    """The measurements of one kind of page in one system."""

    def __init__(self, process, kind, address):
        self.process, self.kind, self.address = process, kind, address
        for _ in range(WARM_UP):
            self.status, self.bytes, self.queries = process.ask("look", address)
        self.times = max(1, min(20, round(PATIENCE / sum(process.ask("visit", address, 1)))))
        self.visits, self.buffers, self.parts = [], None, {}

    def visit(self):
        self.visits.append(self.process.ask("visit", self.address, self.times))

    @property
    def python(self):
        return median(python for python, _database in self.visits)

    @property
    def database(self):
        return median(database for _python, database in self.visits)

    def ratio_to(self, other):
        """Return how many times as much as another page it costs.

        Pages of the same round are compared, because the load of the machine changes.
        """
        return median(sum(ours) / sum(theirs) for ours, theirs in zip(self.visits, other.visits, strict=True))


def measure(systems, databases, wanted):
    """Return {system: {kind of page: Measured}}. Of our own pages, measure the kinds in `wanted`; if empty, all."""
    processes = {system: Process(system, databases[system.database].address(system.name)) for system in systems}
    measured = {}
    for system, process in processes.items():
        say(f"Visiting {system.name} on {system.database} for the first time …")
        addresses = process.ask("addresses")
        kinds = [kind for kind in addresses if system not in OURS or not wanted or kind in wanted]
        measured[system] = {kind: Measured(process, kind, addresses[kind]) for kind in kinds}
        check(system, measured[system])
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS} …")
        for page in in_turn(measured):
            page.visit()
    say("Counting buffers …")
    for page in in_turn({system: measured[system] for system in systems if system.database == "postgresql"}):
        page.buffers = page.process.ask("buffers", page.address)
    say("Dividing the time …")
    for page in in_turn({system: measured[system] for system in (*LARGE.values(), BARE, WAGTAIL)}):
        page.parts = page.process.ask("split", page.address, DIVISIONS)
    for process in processes.values():
        process.close()
    return measured


def in_turn(measured):
    """Return all pages in the order of visits: a kind of page in all systems, then the next kind."""
    kinds = dict.fromkeys(kind for pages in measured.values() for kind in pages)
    return [pages[kind] for kind in kinds for pages in measured.values() if kind in pages]


def check(system, pages):
    for kind, page in pages.items():
        if page.status != (404 if kind.startswith("not found") else 200):
            sys.exit(f"{system.name} on {system.database}: {page.address} answers with {page.status}.")


def say(words):
    print(words, file=sys.stderr, flush=True)


def main(wanted):
    systems = [*OURS, BARE, WAGTAIL]
    databases = {"postgresql": PostgreSQL(), "sqlite": SQLite()}
    try:
        make_ready(systems, databases)
        measured = measure(systems, databases, wanted)
    finally:
        databases["postgresql"].stop()
    return not report(measured)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
