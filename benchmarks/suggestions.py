"""Change random texts in the editor as suggestions, and compare what is left of them when they are decided.

    python -m benchmarks.suggestions [times] [first seed]

All refused must be the text before, all accepted the text with the same changes made without suggestions: byte for
byte, by the editor and by the server. The exit status is 1 if any is not.
"""

import argparse
import sys
from collections import Counter

from articles.tests.suggested_edits import differences, made_in
from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer

TIMES = 200


def run(times, first):
    counts = Counter()
    with DeskServer() as server, desk_browser.playwright() as chromium:
        editor = server.editors(1)[0]
        page = desk_browser.page_of(chromium.launch(**desk_browser.options()), editor)
        desk_browser.open_story(page, server.new_story())
        for seed in range(first, first + times):
            count(counts, seed, made_in(page, seed))
    return counts


def count(counts, seed, made):
    different = differences(made)
    counts["texts"] += 1
    counts["changes"] += sum(change[0] for change in made["plan"])
    counts["different"] += bool(different)
    for name, (found, wanted) in different.items():
        print(f"seed {seed}, {name}:\n  {found}\n  {wanted}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=TIMES)
    parser.add_argument("first", nargs="?", type=int, default=1)
    options = parser.parse_args()
    counts = run(options.times, options.first)
    print(", ".join(f"{name}: {number}" for name, number in counts.items()))
    sys.exit(counts["different"] > 0)


if __name__ == "__main__":
    main()
