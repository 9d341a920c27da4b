"""Put notes on random words of a draft, edit it at random, and look where the notes are after each edit.

    python -m benchmarks.notes_under_edits [edits] [seed]

Two people edit, each from the version that they have seen: they insert, delete and change words, cut and paste, divide,
join, move, remove and bring back blocks. The words are those of the seed stories. Each is a link with a number of its
own. Notes see only the words, so the numbers tell whether the words of a note are still there, and where. It prints how
often a note was not listed, or not on its words although they are there, or at a wrong place when they are gone. At
last all is published, and a reader looks for notes. The exit status is 1 if anything was wrong.

Frequent words are inserted again and again. So it can happen that a word with a note is gone, and that the same word
between the same letters stands elsewhere. If the note is there, that is counted apart.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

EDITS, SEED = 1_000, 1
MOST_NOTES = 60
WORD = re.compile(r'<a [^>]*?href="https://e\.kz/(\d+)"[^>]*>([^<]*)</a>')
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CANARY = "canary-of-a-note"
LEAST_WORDS, MOST_WORDS = 250, 450


def prepare():
    os.environ |= {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "true",
                   "SECRET_KEY": "a" * 50, "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@cache
def seed_words():
    """Return the words of the seed stories. Frequent ones are there as often as people write them."""
    rows = [row for file in sorted(FIXTURES.glob("*.json")) for row in json.loads(file.read_text())]
    texts = [
        text or ""
        for row in rows
        for name, text in row["fields"].items()
        if name.startswith("body") and "zh" not in name
    ]
    return re.sub(r"[<>&]", " ", unescape(re.sub(r"<[^>]*>", " ", " ".join(texts)))).split()


def words_in(html):
    """Return [(number, word)]."""
    return [(int(number), word) for number, word in WORD.findall(html)]


@dataclass
class Figures:
    edits: int = 0
    looks: int = 0
    """How often a note was looked for."""
    there: int = 0
    """How often its words were still there."""
    lost: int = 0
    astray: int = 0
    """Not on its words, although they are there."""
    on_others: int = 0
    """On equal words that stand elsewhere, because its own are gone."""
    wrong_end: int = 0
    """Without words, and not in its block or the one before that is left."""
    leaks: int = 0

    @property
    def is_right(self):
        return not (self.lost or self.astray or self.wrong_end or self.leaks)


@dataclass
class Writer:
    """Somebody who edits what they have seen."""

    user: object
    chance: random.Random
    numbers: object
    version: int = 0
    blocks: dict = field(default_factory=dict)
    removed: list = field(default_factory=list)

    def new_words(self, count):
        return [(next(self.numbers), self.chance.choice(seed_words())) for _ in range(count)]

    def html(self, words):
        links = [f'<a href="https://e.kz/{number}">{word}</a>' for number, word in words]
        blanks = self.chance.choice([" ", " ", " ", "\N{NO-BREAK SPACE}"])
        return f"<p>{blanks.join(links)}</p>"

    def edit(self):
        """Return the blocks after one random edit: {id: html}."""
        words = {id: words_in(html) for id, html in self.blocks.items()}
        size = sum(map(len, words.values()))
        shrinking = [self.delete, self.remove] * (size > LEAST_WORDS)
        growing = [self.insert, self.add, self.bring_back] * (size < MOST_WORDS)
        others = [self.change, self.divide, self.join, self.move, self.change, self.divide, self.join, self.cut]
        return self.chance.choice(shrinking + growing + others)(words)

    def pick(self, words):
        return self.chance.choice([id for id, own in words.items() if own] or [*words])

    def with_words(self, id, own):
        return self.blocks | {id: self.html(own)}

    def insert(self, words):
        id = self.pick(words)
        at = self.chance.randint(0, len(words[id]))
        return self.with_words(id, words[id][:at] + self.new_words(self.chance.randint(1, 4)) + words[id][at:])

    def delete(self, words):
        id = self.pick(words)
        at = self.chance.randint(0, len(words[id]))
        return self.with_words(id, words[id][:at] + words[id][at + self.chance.randint(1, 5) :])

    def change(self, words):
        id = self.pick(words)
        own = words[id]
        at = self.chance.randrange(len(own) or 1)
        return self.with_words(id, own[:at] + self.new_words(1) + own[at + 1 :])

    def divide(self, words):
        from articles.editorial.blocks import new_id

        id = self.pick(words)
        at = self.chance.randint(0, len(words[id]))
        return self.replaced(id, {id: self.html(words[id][:at]), new_id(): self.html(words[id][at:])})

    def join(self, words):
        ids = [*self.blocks]
        if len(ids) < 4:
            return self.divide(words)
        at = self.chance.randrange(len(ids) - 1)
        joined = {ids[at]: self.html(words[ids[at]] + words[ids[at + 1]])}
        return {id: html for id, html in self.replaced(ids[at], joined).items() if id != ids[at + 1]}

    def move(self, words):
        ids = [*self.blocks]
        ids.insert(self.chance.randrange(len(ids)), ids.pop(self.chance.randrange(len(ids))))
        return {id: self.blocks[id] for id in ids}

    def cut(self, words):
        """Cut a sentence, and paste it elsewhere."""
        one, other = max(words, key=lambda id: len(words[id])), self.pick(words)
        at = self.chance.randint(0, max(0, len(words[one]) - 12))
        cut = words[one][at : at + 12]
        rest = self.with_words(one, words[one][:at] + words[one][at + 12 :])
        target = words_in(rest[other])
        to = self.chance.randint(0, len(target))
        return rest | {other: self.html(target[:to] + cut + target[to:])}

    def add(self, words):
        from articles.editorial.blocks import new_id

        id = self.pick(words)
        return self.replaced(id, {id: self.blocks[id], new_id(): self.html(self.new_words(self.chance.randint(1, 25)))})

    def remove(self, words):
        id = self.chance.choice([*self.blocks])
        self.removed.append((id, self.blocks[id], {number for number, _word in words[id]}))
        return {other: html for other, html in self.blocks.items() if other != id}

    def bring_back(self, words):
        present = {number for own in words.values() for number, _word in own}
        for entry in self.removed:
            id, html, numbers = entry
            if id not in self.blocks and not numbers & present:
                self.removed.remove(entry)
                return {id: html} | self.blocks
        return self.insert(words)

    def replaced(self, id, blocks):
        return {key: html for own in self.blocks for key, html in (
            blocks.items() if own == id else [(own, self.blocks[own])])}  # fmt: skip


class Trial:
    def __init__(self, seed):
        from itertools import count

        from articles.models import Article
        from newsroom import editions
        from newsroom.staff.models import User

        self.chance, self.figures, self.truths, self.doubled = random.Random(seed), Figures(), {}, set()
        self.edition, self.article = editions.BY_CODE["ru"], Article.objects.create()
        numbers, chiefs = count(1), [User.objects.create_superuser(f"{seed}-{name}") for name in ("a", "b")]
        self.writers = [Writer(user, self.chance, numbers) for user in chiefs]
        first = self.writers[0]
        ids = [f"block{number:03}" for number in range(12)]
        self.send(first, {id: first.html(first.new_words(25)) for id in ids})

    def send(self, writer, blocks):
        """Save what somebody made of what they had seen, and show them the result."""
        from articles.editorial import drafts
        from articles.editorial.merge import Content, changes_between

        change = changes_between(Content({}, writer.blocks), Content({}, blocks))
        saved = drafts.save_draft(self.article, self.edition, writer.version, change, by=writer.user)
        writer.version, writer.blocks = saved.version, dict(saved.content.blocks)

    def see(self, writer):
        from articles.editorial import drafts

        draft = drafts.draft_of(self.article, self.edition)
        writer.version, writer.blocks = draft.version, dict(draft.blocks)

    def step(self):
        """One of the two edits, or both at once."""
        one, other = self.chance.sample(self.writers, 2)
        self.see(one)
        if self.chance.random() < 0.3:
            other.version, other.blocks = one.version, dict(one.blocks)
            self.send(other, other.edit())
        self.send(one, one.edit())
        self.figures.edits += 1

    def add_note(self):
        """Put a note on some words of a block, seldom of two."""
        from articles.editorial import drafts, notes

        draft = drafts.draft_of(self.article, self.edition)
        at = self.chance.randrange(len(draft.blocks))
        block, html = draft.blocks[at]
        words = words_in(html)
        if not words:
            return
        start = self.chance.randrange(len(words))
        own = words[start : start + self.chance.randint(1, 6)]
        if self.chance.random() < 0.1 and at + 1 < len(draft.blocks):
            own = words[start:] + words_in(draft.blocks[at + 1][1])[:2]
        quotation, before = (" ".join(word for _number, word in some) for some in (own, words[:start]))
        note = notes.add(
            self.article, self.edition, by=self.writers[0].user, text=f"{CANARY} {len(self.truths)}", block=block,
            quotation=quotation, before=before,
        )  # fmt: skip
        self.truths[note.pk] = [number for number, _word in own]

    # Looking

    def look(self):
        """Look at all notes. A conflict can keep words twice; then nobody can say which are those of a note."""
        from articles.editorial import drafts, note_places
        from articles.models import Note

        draft = drafts.draft_of(self.article, self.edition)
        words = note_places.words_of(draft)
        present, starts = self.letters_of(draft)
        self.doubled |= {number for number, times in Counter(present).items() if times > 1}
        rows = {note.pk: note for note in Note.objects.in_edition(self.article, self.edition)}
        self.figures.lost += len(self.truths.keys() - rows.keys())
        for pk, note in rows.items():
            self.look_at(note, words.place_of(note_places.anchor_of(note)), self.truths[pk], present, starts, words)

    def letters_of(self, draft):
        """Return ([number of each word], [where it begins among the letters])."""
        numbers, starts, at = [], [], len("".join(draft.title.split()))
        for _block, html in draft.blocks:
            for number, word in words_in(html):
                numbers.append(number)
                starts.append(at)
                at += len(word)
        return numbers, starts

    def look_at(self, note, place, truth, present, starts, words):
        figures = self.figures
        figures.looks += 1
        at = present.index(truth[0]) if truth[0] in present else None
        is_there = at is not None and present[at : at + len(truth)] == truth
        if self.doubled & {*truth}:
            return
        figures.there += is_there
        if is_there:
            figures.astray += not (place.is_found and place.start == starts[at])
        elif place.is_found:
            figures.on_others += 1
        else:
            left = [part for part in (note.block, *note.preceding) if part in words.spans]
            figures.wrong_end += place.part != (left[0] if left else [*words.spans][-1])

    def leaks(self):
        """Resolve the notes, publish, and return how many pages of readers have one."""
        from django.test import Client

        from articles.editorial import drafts, notes, workflow
        from articles.models import Note

        by = self.writers[0].user
        for note in Note.objects.in_edition(self.article, self.edition):
            notes.resolve(note, by=by)
        draft = drafts.draft_of(self.article, self.edition)
        drafts.save_draft(self.article, self.edition, draft.version, {"fields": {"title": "Title"}}, by=by)
        workflow.publish(self.article, self.edition, by=by)
        path = self.article.edition(self.edition).path
        pages = [Client().get(address).content.decode() for address in (path, "/ru/", "/ru/archive/")]
        return sum(CANARY in page or "data-note" in page or "data-block" in page for page in pages)


def run(edits, seed):
    trial = Trial(seed)
    for number in range(edits):
        if len(trial.truths) < MOST_NOTES and number % 3 == 0:
            trial.add_note()
        trial.step()
        trial.look()
    trial.figures.leaks = trial.leaks()
    return trial.figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("edits", type=int, nargs="?", default=EDITS)
    parser.add_argument("seed", type=int, nargs="?", default=SEED)
    asked = parser.parse_args()
    prepare()
    figures = run(asked.edits, asked.seed)
    print(f"{figures.edits} edits, {figures.looks} looks at notes; their words were still there: {figures.there}")
    print(f"notes lost: {figures.lost}; not on their words: {figures.astray}; at a wrong end: {figures.wrong_end}")
    print(f"on equal words elsewhere: {figures.on_others}; pages of readers with a note: {figures.leaks}")
    return not figures.is_right


if __name__ == "__main__":
    sys.exit(main())
