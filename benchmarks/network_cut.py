"""Cut the network while an editor types and a colleague saves. Count what is lost when it is back.

    python -m benchmarks.network_cut [seconds] [seed]

The editor types numbered words without a network in two paragraphs. Meanwhile the colleague changes one of them, and a
third one. Every word of both must be in the draft or in the conflict about the paragraph that both have changed. The
exit status is 1 if one is missing.
"""

import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field

from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer
from benchmarks.killed_browsers import WORD

SECONDS = 600
OWN, BOTH, OTHERS = 0, 1, 2  # paragraphs
SAVES = 10  # of the colleague


@dataclass
class Cut:
    typed: set = field(default_factory=set)
    saved: set = field(default_factory=set)
    """The words of the colleague."""

    def type_without_network(self, page, seconds):
        for paragraph in (OWN, BOTH):
            desk_browser.place_caret(page, paragraph)
            ends = time.monotonic() + seconds / 2
            while time.monotonic() < ends:
                word = f"word{len(self.typed)}x"
                page.keyboard.type(f" {word}", delay=50)
                self.typed.add(word)

    def save_meanwhile(self, colleague, seconds, chance):
        for number in range(SAVES):
            time.sleep(seconds / SAVES * chance.random())
            word = f"word{10**6 + number}x"
            colleague.write([OTHERS, BOTH][number % 2], word)
            status, _answer = colleague.save()
            assert status == 200
            self.saved.add(word)


def play(browser, editors, seconds, chance):
    """Return (the `Cut`, seconds until the server had everything)."""
    cut, page = Cut(), desk_browser.page_of(browser, editors[0])
    desk_browser.open_story(page, editors[0].pk)
    meanwhile = threading.Thread(target=cut.save_meanwhile, args=(editors[1], seconds, chance))
    page.context.set_offline(True)
    meanwhile.start()
    cut.type_without_network(page, seconds)
    meanwhile.join()
    page.context.set_offline(False)
    back = time.monotonic()
    desk_browser.wait_until_saved(page)
    return cut, time.monotonic() - back


def saved_in(pk):
    """Return (text of the draft, texts in conflicts)."""
    from articles.models import Draft, DraftConflict

    draft = Draft.objects.get(article=pk, language=desk_browser.LANGUAGE)
    return str(draft.blocks), [
        str(one) for one in DraftConflict.objects.filter(article=pk).values_list("mine", "theirs")
    ]


def main(seconds, seed):
    with DeskServer(os.environ.get("DATABASE_URL", "")) as server, desk_browser.playwright() as chromium:
        server.connect()
        from benchmarks.desk_client import Editor

        editors = [Editor(server, name, f"{name}-demo") for name in ("editor", "chief-editor")]
        pk = editors[0].new_story()
        for editor in editors:
            editor.open(pk)
        browser = chromium.launch(**desk_browser.options())
        cut, took = play(browser, editors, seconds, random.Random(seed))
        browser.close()
        text, conflicts = saved_in(pk)
    there = {*WORD.findall(text + "".join(conflicts))}
    missing = (cut.typed | cut.saved) - there
    print(f"without a network for {seconds} s: {len(cut.typed)} words typed, {len(cut.saved)} saved by a colleague")
    print(f"words missing: {len(missing)}; in the draft: {len({*WORD.findall(text)})}; conflicts: {len(conflicts)}")
    print(f"everything on the server {took:.1f} s after the network was back")
    return bool(missing)


if __name__ == "__main__":
    arguments = [int(one) for one in sys.argv[1:]]
    seed = arguments[1] if len(arguments) > 1 else random.randrange(10**6)
    sys.exit(main(arguments[0] if arguments else SECONDS, seed))
