"""Two people write a story in Chromium from nothing, translate and publish it, while everything around them fails.

    python -m benchmarks.story_by_two [turns] [seed]

In each turn one of them writes numbered words: in a paragraph, in a new one, in the headline or in the lead. At random
the server is killed while it saves, the network of one of them is cut for some turns, or a page is loaded again. Then
they decide all conflicts, one of them translates the paragraphs side by side while the other goes on writing, and both
editions are published. Every word must be on the site. The exit status is 1 if one is missing or doubled.
"""

import os
import random
import re
import sys
import urllib.request
from collections import Counter

from benchmarks import desk_browser
from benchmarks.desk_server import DeskServer
from benchmarks.killed_browsers import WORD

TURNS = 200
CHANCES = {"server killed": 0.05, "network cut": 0.04, "page loaded again": 0.03}  # in each turn
AUTOSAVE = 2500  # milliseconds, at most: the server is killed at some moment within them
LONGEST_CUT = 10  # turns
SHORT = 60  # characters: longer headlines and leads are not written on, because both versions together have a limit
BOTH = "mine_first"


class Writer:
    """A person with a browser page."""

    def __init__(self, page, chance):
        self.page, self.chance = page, chance
        self.turns_offline = 0

    def write(self, words):
        """Write `words` somewhere."""
        paragraphs = self.page.locator(".tiptap > p").count()
        place = self.chance.choice(["paragraph"] * 6 + ["new", "title", "lead"])
        field = self.page.locator(f"#id_{place}")
        if place in ("title", "lead") and len(field.input_value()) < SHORT:
            field.focus()
            self.page.keyboard.press("Control+End")
        else:
            desk_browser.place_caret(self.page, self.chance.randrange(paragraphs) if paragraphs else None)
        if place == "new":
            self.page.keyboard.press("Enter")
        self.page.keyboard.type("".join(f" {word}" for word in words), delay=20)

    def cut_network(self):
        self.turns_offline = self.chance.randint(1, LONGEST_CUT)
        self.page.context.set_offline(True)

    def end_turn(self):
        self.turns_offline -= 1
        if self.turns_offline == 0:
            self.page.context.set_offline(False)

    def load_again(self):
        """Load the page, as somebody does who has lost patience. Without a network there would be no page."""
        if self.turns_offline <= 0:
            self.page.reload()
            self.page.locator("draft-editor[data-ready]").wait_for(state="attached")

    def finish(self):
        self.page.context.set_offline(False)
        desk_browser.wait_until_saved(self.page)


class Story:
    def __init__(self, server, writers, chance):
        self.server, self.writers, self.chance = server, writers, chance
        self.typed, self.counts = [], Counter()

    def begin(self):
        """The first of them creates the story; the others open it."""
        first = self.writers[0].page
        first.goto(f"/admin/articles/article/add/?edition={desk_browser.LANGUAGE}")
        first.locator("draft-editor[data-ready]").wait_for(state="attached")
        self.writers[0].write(self.words())
        desk_browser.place_caret(first)
        first.keyboard.type(" Начало")  # apart: the desk replaces Latin letters in Cyrillic words
        first.wait_for_url(re.compile(r"/\d+/change/"))
        self.pk = int(re.search(r"/(\d+)/change/", first.url)[1])
        for writer in self.writers[1:]:
            desk_browser.open_story(writer.page, self.pk)

    def words(self):
        words = [f"word{len(self.typed) + number}x" for number in range(self.chance.randint(1, 4))]
        self.typed += words
        return words

    def take_turn(self):
        writer = self.chance.choice(self.writers)
        writer.write(self.words())
        if self.happens("server killed"):
            writer.page.wait_for_timeout(self.chance.uniform(0, AUTOSAVE))
            self.server.kill()
            self.server.start()
        if writer.turns_offline <= 0 and self.happens("network cut"):
            writer.cut_network()
        if self.happens("page loaded again"):
            writer.load_again()
        for one in self.writers:
            one.end_turn()

    def happens(self, what):
        happens = self.chance.random() < CHANCES[what]
        self.counts[what] += happens
        return happens

    def finish_writing(self):
        for writer in self.writers:
            writer.finish()

    def decide(self):
        """Keep both versions of every conflict. Two in the same paragraph are decided one after the other."""
        for writer in self.writers:
            address = f"/admin/articles/article/{self.pk}/conflicts/?edition={desk_browser.LANGUAGE}"
            while choices := self.choices(writer.page, address):
                self.counts["conflicts"] += len(choices)
                for choice in choices:
                    choice.check()
                with writer.page.expect_navigation():
                    writer.page.locator(".conflict-end button").click()

    def choices(self, page, address):
        page.goto(address)
        return page.locator(f"[type=radio][value={BOTH}]").all()

    def translate(self):
        """The last of them translates into Kazakh. The first writes on, and the server is killed once."""
        first, last = self.writers[0], self.writers[-1]
        desk_browser.open_story(first.page, self.pk)
        last.page.goto(f"/admin/articles/article/{self.pk}/side-by-side/?edition=kk")
        last.page.locator("paragraph-pairs:defined").wait_for()
        fields = last.page.locator(".pair-target textarea")
        killed = self.chance.randrange(fields.count())
        translated = []
        for number, field in enumerate(fields.all()):
            field.focus()
            translated.append(f"word{10**6 + number}x")
            last.page.keyboard.type(translated[-1], delay=20)
            first.write(self.words())
            if number == killed:
                self.server.kill()
                self.server.start()
        while last.page.locator("paragraph-pairs").evaluate("(pairs) => pairs.isDirty || pairs.isSaving"):
            last.page.wait_for_timeout(100)
        first.finish()
        return translated

    def publish(self, edition):
        page = self.writers[0].page
        page.goto(f"/admin/articles/article/{self.pk}/change/?edition={edition}")
        page.locator("draft-editor[data-ready]").wait_for(state="attached")
        with page.expect_navigation():
            page.locator("button[name=_act][value=publish]:visible").first.click()
        assert page.locator(".success").count(), page.locator("#content, .messagelist").all_inner_texts()

    def draft(self):
        from articles.models import Draft

        return Draft.objects.get(article=self.pk, language=desk_browser.LANGUAGE)

    def page(self, edition):
        from articles.models import Article
        from newsroom import editions

        path = Article.objects.get(pk=self.pk).address_in(editions.BY_CODE[edition])
        with urllib.request.urlopen(self.server.address + path) as page:
            return page.read().decode()


def words_in(draft):
    return Counter(WORD.findall(f"{draft.title} {draft.lead} {draft.blocks}"))


def play(story, turns):
    """Return {what must be zero: words}."""
    story.begin()
    for _turn in range(turns):
        story.take_turn()
    story.finish_writing()
    faults = {"doubled while writing": [word for word, count in words_in(story.draft()).items() if count > 1]}
    story.decide()
    faults["missing in the draft"] = [word for word in story.typed if word not in words_in(story.draft())]
    translated = story.translate()
    for edition, words in (("ru", story.typed), ("kk", translated)):
        story.publish(edition)
        shown = story.page(edition)
        faults[f"missing on the site in {edition}"] = [word for word in words if word not in shown]
    return faults


def main(turns, seed):
    with DeskServer(os.environ.get("DATABASE_URL", "")) as server, desk_browser.playwright() as chromium:
        server.connect()
        from benchmarks.desk_client import Editor

        chance, browser = random.Random(seed), chromium.launch(**desk_browser.options())
        editors = [Editor(server, name, f"{name}-demo") for name in ("chief-editor", "editor")]
        writers = [Writer(desk_browser.page_of(browser, editor), chance) for editor in editors]
        story = Story(server, writers, chance)
        faults = play(story, turns)
        browser.close()
    print(f"turns: {turns}, seed: {seed}, words typed: {len(story.typed)}")
    for what, count in story.counts.items():
        print(f"{what}: {count}")
    for what, words in faults.items():
        print(f"{what}: {len(words)} {' '.join(words[:9])}")
    return any(faults.values())


if __name__ == "__main__":
    arguments = [int(one) for one in sys.argv[1:]]
    seed = arguments[1] if len(arguments) > 1 else random.randrange(10**6)
    sys.exit(main(arguments[0] if arguments else TURNS, seed))
