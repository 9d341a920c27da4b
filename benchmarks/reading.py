"""`make reading-report`: compare the bytes and the time that a page takes on a phone with its budget.

It loads the front page and the longest story of every edition, from granian on this machine, in Chromium with an empty
cache. Times are medians of five visits: the largest paint on slow 4G, and the first text on slow 3G, both with a
processor four times slower than this one. The exit status is 1 if a budget is exceeded. Other work of the machine makes
the times longer, so the report ends with the machine's load.
"""

import os
import sys
from statistics import median

from playwright.sync_api import sync_playwright

from newsroom import editions
from newsroom.tests import chromium
from newsroom.tests.budgets import BUDGETS, figures
from newsroom.tests.measuring import Network, Visit
from newsroom.tests.production import Production

SLOW_4G = Network(round_trip=150, down=1600, up=750)
SLOW_3G = Network(round_trip=400, down=400, up=400)
SLOWDOWN = 4
TIMES = 5
LARGEST, FIRST = "largest paint, slow 4G", "first text, slow 3G"
SECONDS = {"article": {LARGEST: 1.8, FIRST: 3.0}, "front": {LARGEST: 2.0, FIRST: 3.0}}
UNITS = {
    "before text": "requests",
    "font files": "",
    "foreign": "hosts",
    "cls": "",
    LARGEST: "s",
    FIRST: "s",
}  # or bytes


def largest_paint(browser, address):
    """Return the seconds until the largest text or picture of the first screen is painted, on slow 4G."""
    with Visit(browser, SLOW_4G, SLOWDOWN) as visit:
        visit.page.goto(address, wait_until="load")
        return visit.largest_paint() / 1000


def first_text(browser, address):
    """Return the seconds until the first text is shown, on slow 3G."""
    with Visit(browser, SLOW_3G, SLOWDOWN) as visit:
        visit.page.goto(address, wait_until="commit")
        visit.wait_for_text(0)
        return visit.look()["first"] / 1000


def measure(browser, address):
    """Return {measure: figure} of a page. The first visit also warms the server up."""
    with Visit(browser) as visit:
        visit.open(address)
        found = figures(visit)
    for name, time in ((LARGEST, largest_paint), (FIRST, first_text)):
        found[name] = median(time(browser, address) for _ in range(TIMES))
    return found


def table(kind, measured):
    """Return the lines of a table with a row for each measure and a column for each edition.

    `measured` is {code of the edition: {measure: figure}}.
    """
    rows = [(kind, "budget", *measured, "")]
    for name, most in (BUDGETS[kind] | SECONDS[kind]).items():
        unit = UNITS.get(name, "bytes")
        missed = [code for code, found in measured.items() if found[name] > most]
        shown = [number(found[name]) for found in measured.values()]
        asked = f"<= {number(most)} {unit}".rstrip()
        rows.append((name, asked, *shown, f"MISSED: {', '.join(missed)}" if missed else ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  "
        + "  ".join(cell.rjust(width) for cell, width in zip(row[2:-1], widths[2:-1], strict=True))
        + f"  {row[-1]}".rstrip()
        for row in rows
    ]


def number(figure):
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:.2f}" if figure >= 0.1 else f"{figure:.4g}"


def main():
    executable = chromium.find() or chromium.install()
    if not executable:
        sys.exit("Chromium is missing and could not be installed.")
    is_reached = True
    with Production() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.LAUNCH_OPTIONS)
        for kind in BUDGETS:
            measured = {}
            for edition in editions.EDITIONS:
                print(f"{kind}, {edition.english_name} …", file=sys.stderr, flush=True)
                measured[edition.code] = measure(browser, site.address(kind, edition))
            lines = table(kind, measured)
            is_reached &= not any("MISSED" in line for line in lines)
            print("", *lines, sep="\n", flush=True)
        browser.close()
    print(f"\nLoad of this machine during the measurements: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors.")
    return not is_reached


if __name__ == "__main__":
    sys.exit(main())
