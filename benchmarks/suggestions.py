"""Change random texts in the editor as suggestions, and compare what is left of them when they are decided.

    python -m benchmarks.suggestions [times] [first seed]

All refused must be the text before, all accepted the text with the same changes made without suggestions: byte for
byte, by the editor and by the server. The exit status is 1 if any is not.
"""

import argparse
import sys
from collections import Counter

from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer

TIMES = 200


def run(server, chromium, seeds):
    from articles.tests.suggested_edits import differences, made_in
    from benchmarks.desk_client import Editor

    editor = Editor(server, "editor", "editor-demo")
    page = desk_browser.page_of(chromium.launch(**desk_browser.options()), editor)
    desk_browser.open_story(page, editor.new_story())
    counts = Counter({"texts": 0, "changes": 0, "different": 0})
    for seed in seeds:
        made = made_in(page, seed)
        different = differences(made)
        counts += Counter(texts=1, changes=sum(change[0] for change in made["plan"]), different=bool(different))
        for name, (found, wanted) in different.items():
            print(f"seed {seed}, {name}:\n  {found}\n  {wanted}")
    return counts


def main(times, first):
    with DeskServer() as server, desk_browser.playwright() as chromium:
        server.connect()
        counts = run(server, chromium, range(first, first + times))
    print(f"texts: {counts['texts']}, changes: {counts['changes']}, different: {counts['different']}")
    return counts["different"] > 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("times", type=int, nargs="?", default=TIMES)
    parser.add_argument("first", type=int, nargs="?", default=1)
    given = parser.parse_args()
    sys.exit(main(given.times, given.first))
