"""Several editors work on one story at once, over HTTP, while the server is killed at random. Count what is lost.

    python -m benchmarks.editors_at_once [rounds] [seed] [--postgresql]

Each change adds a mark of its own to a text. A mark may disappear only if somebody removes it who has seen it. Answers
are lost at random: a colleague changes the same paragraph, and then the same request is sent again. Somebody publishes
or discards while the others save. The exit status is 1 if a mark is lost, if changes to different parts are in
conflict, if a conflict is false, if a repeated request gets another answer, or if words are published that the person
who published them had not seen.

The database is a file of SQLite, the one of DATABASE_URL, or with `--postgresql` a server of its own.
"""

import argparse
import os
import random
import re
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from benchmarks.desk_server import DeskServer

ROUNDS = 1_000
LOST = 0.2
"""The share of answers that are lost."""
NAMES = ["reporter", "translator", "editor", "chief-editor", "admin"]
MARK = re.compile(r"mark\d+x")


class Rounds:
    def __init__(self, server, seed):
        from benchmarks.desk_client import Editor

        self.server, self.chance = server, random.Random(seed)
        self.editors = [Editor(server, name, f"{name}-demo") for name in NAMES]
        self.publisher = Editor(server, "chief-editor", "chief-editor-demo")  # acts while the others save
        self.marks = 0
        self.saved, self.removed = set(), set()
        self.counts = Counter()
        self.pool = ThreadPoolExecutor(len(NAMES) + 1)
        self.new_story()

    def mark(self):
        self.marks += 1
        return f"mark{self.marks}x"

    def new_story(self):
        self.pk = self.editors[0].new_story("".join(self.chance.choices("abcdefghij", k=10)))
        self.saved, self.removed = set(), set()

    # What an editor does in the browser

    def edit(self, editor, own):
        """Change the editor's text. `own` are the blocks that nobody else changes in this round; None: any block."""
        from articles.editorial.merge import Content

        fields, blocks = dict(editor.mine.fields), dict(editor.mine.blocks)
        order, gone = [*blocks], set()
        act = self.chance.choice(["add", "add", "add", "replace", "insert", "delete", "move", "title"])
        id = self.chance.choice(own if own is not None else order)
        if act == "title" and own is None:
            gone |= marks_in(fields["title"])
            fields["title"] = f"Тема {self.mark()}"
        elif act == "replace":
            gone |= marks_in(blocks[id])
            blocks[id] = f"<p>Новый {self.mark()}</p>"
        elif act == "insert":
            new = f"n{self.mark().strip('markx'):0>7}"
            blocks[new] = f"<p>Вставка {self.mark()}</p>"
            order.insert(order.index(id) + 1, new)
        elif act == "delete" and len(order) > 6:
            gone |= marks_in(blocks.pop(id))
            order.remove(id)
        elif act == "move":
            order.remove(id)
            order.insert(self.chance.randrange(len(order) + 1), id)
        else:
            blocks[id] = blocks[id].replace("</p>", f" {self.mark()}</p>")
        editor.mine = Content(fields, {id: blocks[id] for id in order})
        return gone

    # A round

    def play(self, number):
        people = self.chance.sample(self.editors, self.chance.randint(2, 5))
        for editor in people:
            editor.open(self.pk)
        is_disjoint = number % 2 == 0
        blocks = self.chance.sample([*people[0].mine.blocks], len(people[0].mine.blocks))
        shares = [blocks[place :: len(people)] if is_disjoint else None for place in range(len(people))]
        gone = [self.edit(editor, share) for editor, share in zip(people, shares, strict=True)]
        sent = [marks_in(str(editor.mine)) for editor in people]  # an answer may bring other words
        name, before = self.choose_act(is_disjoint)
        killer = threading.Timer(self.chance.random() / 10, self.server.kill) if self.chance.random() < 0.1 else None
        if killer:
            self.counts["kills"] += 1
            killer.start()
        acting = name and self.pool.submit(act_or_none, self.publisher, name)
        time.sleep(self.chance.random() / 2 if name else 0)  # either may come first
        lost = [self.chance.random() < LOST for _one in people]
        answers = list(self.pool.map(save_or_none, people, lost))
        if name:
            acting.result()
            self.note_act(name, before)
        if killer:
            killer.join()
            self.server.start()
        for number, (editor, is_lost) in enumerate(zip(people, lost, strict=True)):
            if answers[number] is None:
                answers[number] = editor.save()
            elif is_lost:
                self.repeat(editor, answers[number])
        for answer, marks, seen in zip(answers, sent, gone, strict=True):
            self.note(answer, marks, seen, is_disjoint)
        self.act(people[0])
        self.check()

    def repeat(self, editor, answer):
        """Let a colleague change what `editor` has changed, and `editor` send the same again."""
        self.counts["lost answers"] += 1
        colleague = self.chance.choice([one for one in self.editors if one != editor])
        colleague_sent = colleague.sent, colleague.mine
        colleague.open(self.pk)
        for id in editor.sent["blocks"]:
            if id in colleague.mine.blocks:
                colleague.write([*colleague.mine.blocks].index(id), self.mark())
        marks = marks_in(str(colleague.mine))
        self.note(colleague.save(), marks, set(), False)
        colleague.sent, colleague.mine = colleague_sent
        # The time and the mark are those of the moment: the colleague may have changed the state of the story.
        first, again = [{**one[1], "saved_at": "", "mark": ""} for one in (answer, editor.save())]
        self.counts["repeated requests with another answer"] += first != again

    def choose_act(self, is_disjoint):
        """Now and then, publish while the others save; or discard, which may be in conflict with what they change.

        Return the act and the published version before it.
        """
        name = self.chance.choices(["publish", "discard", None], [0.1, 0 if is_disjoint else 0.1, 0.8])[0]
        if name is None or (name == "discard" and not self.live()):
            return None, None
        self.publisher.open(self.pk)
        return name, self.draft().live_version

    def note_act(self, name, before):
        done = self.draft().live_version != before
        self.counts[f"{name}: {'done' if done else 'refused'} while others saved"] += 1
        seen = "".join(self.publisher.mine.blocks.values())
        if done and name == "publish":
            self.counts["publications of words that were not seen"] += self.live() != seen
        elif done:
            self.removed |= marks_in(str(self.publisher.mine)) - self.marks_of_draft()

    def note(self, answer, sent, seen, is_disjoint):
        status, conflicts = answer[0], answer[1].get("conflicts", [])
        self.counts[f"answers {status}"] += 1
        for conflict in conflicts:
            self.counts["conflicts"] += 1
            self.counts["conflicts of disjoint changes"] += is_disjoint
            self.counts["false conflicts"] += conflict["base"] in (conflict["mine"], conflict["theirs"])
        in_conflict = set().union(*(marks_in(one["base"] or "") for one in conflicts), set())
        self.removed |= seen - in_conflict
        self.saved |= sent

    def act(self, editor):
        """Now and then, publish, discard, decide or delete, while nobody else works."""
        lot = self.chance.random()
        if lot < 0.15:
            self.publish()
        elif lot < 0.2:
            self.discard()
        elif lot < 0.3:
            self.decide()
        elif lot < 0.31:
            self.delete(editor)

    def publish(self):
        chief = self.editors[3]
        chief.open(self.pk)
        chief.act("publish")
        live = self.live()
        self.counts["publications"] += 1
        self.counts["publications that differ from the draft"] += live != "".join(chief.mine.blocks.values())

    def live(self):
        from articles.models import Article
        from newsroom import editions

        return Article.objects.get(pk=self.pk).edition(editions.BY_CODE["ru"]).body

    def discard(self):
        live, before = self.live(), self.marks_of_draft()
        if live:
            self.editors[3].open(self.pk)
            self.editors[3].discard()
            self.removed |= before - self.marks_of_draft()
            self.counts["discards"] += 1

    def decide(self):
        from articles.models import DraftConflict

        open_ones = list(DraftConflict.objects.filter(article=self.pk, decided_at=None).select_related("by"))
        for conflict in open_ones:
            editor = next(one for one in self.editors if one.name == conflict.by.username)
            editor.open(self.pk)
            choice = self.chance.choice(["mine", "theirs", "mine_first", "theirs_first"])
            before = self.marks_of_draft() | marks_in(conflict.mine or "")
            answers = {f"conflict-{conflict.pk}-choice": choice}
            editor.post(f"/admin/articles/article/{self.pk}/conflicts/?edition=ru", editor.form | answers)
            self.removed |= before - self.marks_of_draft() - self.marks_of_conflicts()
            self.counts["decisions"] += 1

    def delete(self, editor):
        editor.open(self.pk)
        self.edit(editor, None)
        self.editors[3].post(f"/admin/articles/article/{self.pk}/delete/", self.editors[3].form | {"post": "yes"})
        status, _answer = editor.save()
        self.counts["deleted stories"] += 1
        self.counts["changes of deleted stories that were not refused as such"] += status != 410
        self.new_story()

    # Checking

    def draft(self):
        from articles.models import Draft

        return Draft.objects.get(article=self.pk, language="ru")

    def marks_of_draft(self):
        draft = self.draft()
        return marks_in(draft.title + str(draft.blocks))

    def marks_of_conflicts(self):
        from articles.models import DraftConflict

        texts = DraftConflict.objects.filter(article=self.pk, decided_at=None).values_list("mine", flat=True)
        return set().union(*(marks_in(text or "") for text in texts), set())

    def check(self):
        lost = self.saved - self.removed - self.marks_of_draft() - self.marks_of_conflicts()
        self.counts["lost marks"] += len(lost)
        self.saved -= lost  # each is counted once


def save_or_none(editor, is_lost):
    from benchmarks.desk_client import Unreachable

    try:
        return editor.save(is_lost)
    except Unreachable:
        return None


def act_or_none(editor, name):
    from benchmarks.desk_client import Unreachable

    try:
        return editor.discard() if name == "discard" else editor.act(name)
    except Unreachable:
        return None


def marks_in(text):
    return {*MARK.findall(text)}


MUST_BE_ZERO = [
    "lost marks",
    "conflicts of disjoint changes",
    "false conflicts",
    "publications that differ from the draft",
    "publications of words that were not seen",
    "repeated requests with another answer",
    "changes of deleted stories that were not refused as such",
]


def main(rounds, seed, on_postgresql):
    from newsroom.tests.everything import postgresql

    with (
        postgresql() if on_postgresql else nullcontext(os.environ.get("DATABASE_URL", "")) as database,
        DeskServer(database) as server,
    ):
        server.connect()
        played = Rounds(server, seed)
        for number in range(rounds):
            played.play(number)
    print(f"rounds: {rounds}, seed: {seed}, marks: {played.marks}")
    for name, count in sorted({**dict.fromkeys(MUST_BE_ZERO, 0), **played.counts}.items()):
        print(f"{name}: {count}")
    return any(played.counts[name] for name in MUST_BE_ZERO)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
    parser.add_argument("seed", type=int, nargs="?", default=random.randrange(10**6))
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.rounds, given.seed, given.postgresql))
