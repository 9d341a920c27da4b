"""The browser's bookkeeping of a draft (static/desk/draft/state.js), with the real merge: no word is ever lost.

Several editors type, save, lose answers, decide conflicts and restart in a random order. Each word is typed once, so
that it can be found.
"""

import json
import random
import re

import pytest

from articles.admin.draft_requests import as_json
from articles.editorial import draft_versions, drafts
from articles.editorial.decisions import decide
from articles.models import DraftConflict
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

RU = editions.BY_CODE["ru"]

# An editor with a page that has no DOM: `content` is what it shows.
EDITORS = """async ([count, version, content]) => {
    const { DraftState } = await import("/static/desk/draft/state.js");
    const apply = (shown, { fields, blocks, order }) => {
        Object.assign(shown.fields, fields);
        for (const id in blocks) if (id in shown.blocks || order?.includes(id)) shown.blocks[id] = blocks[id];
        shown.order = order ?? shown.order;
        for (const id in shown.blocks) if (!shown.order.includes(id)) delete shown.blocks[id];
        if (!shown.order.every((id) => id in shown.blocks)) throw new Error("a block without its text");
    };
    window.open = (version, content) => {
        const shown = structuredClone(content);
        const state = new DraftState(version, shown);
        const take = (news) => { apply(shown, news); state.shown(news, shown); };
        return { shown, state, take };
    };
    window.editors = Array.from({ length: count }, () => window.open(version, content));
}"""
CLOSE = "(who) => window.editors[who].state.unsent(window.editors[who].shown)"
OPEN = "([who, version, content]) => { window.editors[who] = window.open(version, content); }"
ACT = """([who, { act, place, id, word }]) => {
    const { shown } = window.editors[who];
    const at = place % (shown.order.length || 1);
    const block = shown.order[at];
    if (act === "title") shown.fields.title += ` ${word}`;
    if (act === "write" && block) shown.blocks[block] = shown.blocks[block].replace("</p>", ` ${word}</p>`);
    if (act === "insert") { shown.order.splice(at, 0, id); shown.blocks[id] = `<p>${word}</p>`; }
    if (act === "move" && block) { shown.order.splice(at, 1); shown.order.push(block); }
    if (act === "delete" && shown.order.length > 3) {
        shown.order.splice(at, 1);
        const gone = shown.blocks[block];
        delete shown.blocks[block];
        return gone;
    }
    return "";
}"""
NEXT = "(who) => window.editors[who].state.next(window.editors[who].shown)"
SAVED = "([who, answer]) => { const { state, shown, take } = window.editors[who]; take(state.saved(answer, shown)); }"
SINCE = "(who) => window.editors[who].state.since"
POLLED = """([who, since, answer]) => {
    const { state, shown, take } = window.editors[who];
    take(state.polled(answer, shown, since));
}"""
SHOWN = "(who) => { const { shown, state } = window.editors[who]; return [shown, [...state.held.keys()]]; }"
WORD = re.compile(r"w\d+")


class Newsroom:
    """Several editors of one draft, and the server."""

    def __init__(self, page, people, seed):
        self.page, self.chance, self.number = page, random.Random(seed), 0
        self.story = make_article("ru", title="Headline", body="<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p>")
        self.people = people
        self.deleted = set()

    def on_server(self):
        content = draft_versions.content_of(drafts.draft_of(self.story, RU))
        return {"fields": content.fields, "blocks": content.blocks, "order": [*content.blocks]}

    def act(self, who):
        self.number += 1
        act = self.chance.choice(["write"] * 6 + ["title", "insert", "insert", "move", "delete"])
        change = {"act": act, "place": self.chance.randrange(100), "id": f"{self.number:08}", "word": f"w{self.number}"}
        self.deleted |= {*WORD.findall(self.page.evaluate(ACT, [who, change]))}
        return change["word"] if act in ("write", "title", "insert") else None

    def save(self, who):
        """Save a request. Sometimes it does not arrive, or its answer does not. Return whether there was one."""
        request = self.page.evaluate(NEXT, who)
        if request is None or self.chance.random() < 0.1:
            return request is not None
        answer = self.answer_to(request, who)
        if self.chance.random() > 0.1:
            self.page.evaluate(SAVED, [who, json.loads(json.dumps(answer))])
        return True

    def answer_to(self, sent, who):
        about = {"by": self.people[who], "held": sent["held"], "request": sent.get("request", "")}
        return as_json(drafts.save_draft(self.story, RU, sent["base"], sent, **about))

    def restart(self, who):
        """Kill the browser. When it is open again, it sends what it has kept, as `left-changes.js` does."""
        first, conflicts = None, {}
        for request in self.page.evaluate(CLOSE, who) * self.chance.choice([1, 2]):  # or from two pages
            base = first if request["base"] is None else request["base"]
            answer = self.answer_to(request | {"base": base, "held": request["held"] | conflicts}, who)
            first = first or answer["version"]
            conflicts |= {conflict["part"]: conflict["id"] for conflict in answer["conflicts"]}
        self.page.evaluate(OPEN, [who, drafts.draft_of(self.story, RU).version, self.on_server()])

    def decide(self):
        """Decide a conflict on another page. The words of the version that is not taken may go."""
        conflict = self.chance.choice([*DraftConflict.objects.filter(decided_at=None), None])
        if conflict:
            now = self.on_server()
            texts = [conflict.mine, conflict.theirs, now["fields"].get(conflict.part), now["blocks"].get(conflict.part)]
            self.deleted |= {*WORD.findall(json.dumps(texts))}
            choice = self.chance.choice(["mine", "theirs", "mine_first"])
            decide(self.story, RU, conflict, choice, "", drafts.draft_of(self.story, RU).version, by=conflict.by)

    def poll(self, who):
        since = self.page.evaluate(SINCE, who)
        draft = drafts.draft_of(self.story, RU)
        answer = draft_versions.news_since(draft, since) | {"version": draft.version}
        self.page.evaluate(POLLED, [who, since, answer])

    def settle(self):
        for who in range(len(self.people)):
            while self.save(who):
                pass
        for who in range(len(self.people)):
            self.poll(who)

    def words_kept(self):
        """The words in the draft, and those that wait in a conflict."""
        conflicts = list(DraftConflict.objects.values_list("mine", "theirs"))
        return {*WORD.findall(json.dumps([self.on_server(), conflicts]))}

    def live_through(self, rounds):
        """Let everybody do something at random, then save and show everything. Return the words typed."""
        self.page.goto("/admin/login/")
        self.page.evaluate(EDITORS, [len(self.people), 0, self.on_server()])
        typed = set()
        for _ in range(rounds):
            who = self.chance.randrange(len(self.people))
            match self.chance.choice(["type"] * 10 + ["save"] * 5 + ["poll"] * 5 + ["decide"] * 2 + ["restart"]):
                case "type":
                    typed.add(self.act(who))
                case "save":
                    self.save(who)
                case "poll":
                    self.poll(who)
                case "decide":
                    self.decide()
                case "restart":
                    self.restart(who)
        self.settle()
        return typed - {None}

    def unlike_the_server(self, who):
        """The parts that an editor sees in other words than the server has, except those in conflict."""
        shown, held = self.page.evaluate(SHOWN, who)
        on_server = self.on_server()
        parts = [
            part
            for kind in ("fields", "blocks")
            for part in {*shown[kind], *on_server[kind]}
            if shown[kind].get(part) != on_server[kind].get(part) and part not in held
        ]
        return parts if shown["order"] == on_server["order"] else [*parts, "order"]


@pytest.mark.parametrize("seed", [0, 202, 207])
def test_no_word_is_lost_whatever_happens(page, staff, seed):
    newsroom = Newsroom(page, [staff(role) for role in ("editor", "chief editor", "reporter")], seed)

    typed = newsroom.live_through(250)

    assert len(typed) > 60
    assert typed - newsroom.deleted - newsroom.words_kept() == set()
    assert [newsroom.unlike_the_server(who) for who in range(3)] == [[], [], []]
    assert DraftConflict.objects.exists()


def test_an_answer_that_is_lost_is_no_conflict_with_a_colleague_who_has_seen_the_words(page, staff):
    newsroom = Newsroom(page, [staff("editor"), staff("chief editor")], seed=1)
    page.goto("/admin/login/")
    page.evaluate(EDITORS, [2, 0, newsroom.on_server()])
    write = {"act": "write", "place": 0, "id": ""}
    page.evaluate(ACT, [0, write | {"word": "w1"}])
    newsroom.answer_to(page.evaluate(NEXT, 0), 0)
    newsroom.poll(1)
    page.evaluate(ACT, [1, write | {"word": "w2"}])
    newsroom.save(1)

    newsroom.settle()

    assert not DraftConflict.objects.exists()
    assert newsroom.on_server()["blocks"][newsroom.on_server()["order"][0]] == "<p>one w1 w2</p>"
    assert [newsroom.unlike_the_server(who) for who in range(2)] == [[], []]


def test_nobody_is_in_conflict_with_himself(page, staff):
    newsroom = Newsroom(page, [staff("editor")], seed=1)

    typed = newsroom.live_through(150)

    assert typed - newsroom.deleted - newsroom.words_kept() == set()
    assert newsroom.unlike_the_server(0) == []
    assert not DraftConflict.objects.exists()
