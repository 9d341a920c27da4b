"""What a browser says of suggestions is not believed: whose they are, when they were made, and that they are some."""

import json
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editorial import drafts, suggestions
from articles.models import Act, DraftChange, DraftConflict, StoryAct
from articles.tests.desk import RU, change_url, open_form
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, page_of, words_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 9, tzinfo=timezone.get_current_timezone())
BROWSER = 1764345600
"""A second that the browser sends."""
BODY = "<p>Один два три четыре.</p><p>Пять.</p>"


class Desk:
    """Two people who send changes of one draft, as their browsers do."""

    def __init__(self, client, staff):
        self.client, self.anna, self.bota = client, staff("editor"), staff("reporter")
        self.story = make_article("ru", title="Заголовок", body=BODY, slug="zagolovok")
        self.first, self.second = dict(self.draft.blocks)

    @property
    def draft(self):
        return drafts.draft_of(self.story, RU)

    @property
    def found(self):
        """[(author, added words, removed words)] of the suggestions in the draft."""
        return [(one.by, one.inserted, one.deleted) for one in suggestions.pending(self.draft)]

    def send(self, person, blocks, base=None, order=None):
        """Send {block: html}. Return the answer."""
        self.client.force_login(person)
        change = {"base": self.draft.version if base is None else base, "fields": {}, "blocks": blocks}
        change |= {"order": order} if order else {}
        address = reverse("admin:articles_article_draft", args=[self.story.pk, "ru"])
        answer = self.client.post(address, json.dumps(change), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def acts(self):
        return [(row.act, row.by, row.details) for row in StoryAct.objects.filter(article=self.story).order_by("pk")]


@pytest.fixture
def desk(client, staff, clock):
    clock(NOW)
    return Desk(client, staff)


def ins(id, by, html, second=BROWSER):
    return f'<ins data-suggestion="{id}-{by.pk}-{second}">{html}</ins>'


def gone(id, by, html, second=BROWSER):
    return f'<del data-suggestion="{id}-{by.pk}-{second}">{html}</del>'


def with_suggestion(desk):
    """Let Anna suggest words in the first block. Return its HTML as the server has it."""
    old, new = gone("aaaaaaaa", desk.anna, "два"), ins("aaaaaaaa", desk.anna, "не виновен")
    desk.send(desk.anna, {desk.first: f"<p>Один {old}{new} три четыре.</p>"})
    assert desk.found == [(desk.anna.pk, "не виновен", "два")]
    return dict(desk.draft.blocks)[desk.first]


# Whose they are


FORGED = {
    "other words": lambda html: html.replace("не виновен", "виновен"),
    "more words": lambda html: html.replace("не виновен", "не виновен ни в чём"),
    "words around it": lambda html: html.replace(" три</p>", "</p>").replace("</ins> три", " три</ins>"),
    "other words removed": lambda html: html.replace(">два</del>", ">Один два</del>").replace("Один <del", "<del"),
    "in bold": lambda html: html.replace("<ins", "<strong><ins").replace("</ins>", "</ins></strong>"),
    "as a link": lambda html: html.replace("<ins", '<a href="https://a.kz/"><ins').replace("</ins>", "</ins></a>"),
    "an addition as a removal": lambda html: html.replace("<ins", "<del").replace("</ins>", "</del>"),
    "once more beside it": lambda html: html.replace("четыре", html[html.index("<ins") : html.index("</ins>") + 6]),
    "at another place": lambda html: (
        f"<p>Один два три четы{html[html.index('<del') : html.index('</ins>') + 6]}ре.</p>"
    ),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=[*FORGED])
def test_what_somebody_makes_of_anothers_suggestion_is_theirs(desk, forge):
    html = with_suggestion(desk)
    forged = forge(html)
    assert forged != html
    for _again in range(2):  # the browser goes on sending the mark that it has
        desk.send(desk.bota, {desk.first: forged})
        assert {by for by, _added, _removed in desk.found} == {desk.bota.pk}
        assert len(desk.found) == 1


def test_the_id_of_anothers_suggestion_elsewhere_is_not_a_part_of_it(desk):
    with_suggestion(desk)
    desk.send(desk.bota, {desk.second: f"<p>Пять{ins('aaaaaaaa', desk.bota, ' с половиной')}.</p>"})
    desk.send(desk.bota, {"cccccccc": f'<p data-inserted="aaaaaaaa-{desk.anna.pk}-{BROWSER}">Шесть.</p>'})
    assert desk.found == [
        (desk.anna.pk, "не виновен", "два"),
        (desk.bota.pk, " с половинойШесть.", ""),
    ]
    assert len({one.id for one in suggestions.pending(desk.draft)}) == 2


@pytest.mark.parametrize("attribute", ["data-inserted", "data-deleted"])
def test_a_whole_block_with_other_words_is_of_who_wrote_them(desk, attribute):
    mark = f"aaaaaaaa-{desk.anna.pk}-{BROWSER}"
    block = f'<p {attribute}="{mark}">Слова Анны.</p>'
    desk.send(desk.anna, {"cccccccc": block}, order=[desk.first, desk.second, "cccccccc"])
    desk.send(desk.bota, {desk.second: "<p>Пять с половиной.</p>", "cccccccc": block})
    assert [by for by, *_words in desk.found] == [desk.anna.pk]
    desk.send(desk.bota, {"cccccccc": block.replace("Анны", "Боты")})
    assert [by for by, *_words in desk.found] == [desk.bota.pk]


def test_a_suggestion_of_many_blocks_keeps_its_author_in_each(desk):
    mark = f"aaaaaaaa-{desk.anna.pk}-{BROWSER}"
    blocks = {f"added{number:03}": f'<p data-inserted="{mark}">Абзац {number}.</p>' for number in range(30)}
    desk.send(desk.anna, blocks, order=[desk.first, desk.second, *blocks])
    desk.send(desk.bota, blocks | {desk.second: "<p>Шесть.</p>"})
    assert [by for by, *_words in desk.found] == [desk.anna.pk]


def test_nobody_takes_anothers_suggestion_for_themselves(desk):
    html = with_suggestion(desk)
    desk.send(desk.bota, {desk.first: html.replace(f"-{desk.anna.pk}-", f"-{desk.bota.pk}-")})
    assert desk.found == [(desk.anna.pk, "не виновен", "два")]


def test_work_around_a_suggestion_and_beside_others_leaves_its_author(desk):
    html = with_suggestion(desk)
    words = html.replace("Один", "Десять").replace("четыре", f"четыре{ins('bbbbbbbb', desk.bota, ' пять')}")
    desk.send(desk.bota, {desk.first: words})
    assert desk.found == [(desk.anna.pk, "не виновен", "два"), (desk.bota.pk, " пять", "")]
    blocks = {desk.first: "<p>Пусто.</p>", "cccccccc": dict(desk.draft.blocks)[desk.first]}
    desk.send(desk.bota, blocks, order=["cccccccc", desk.first, desk.second])  # as if the block had moved
    assert desk.found == [(desk.anna.pk, "не виновен", "два"), (desk.bota.pk, " пять", "")]


def test_the_form_without_scripts_forges_none_either(desk):
    with_suggestion(desk)
    desk.client.force_login(desk.bota)
    page = open_form(desk.client, desk.story, RU)
    body = form_values(page, "article_form")["body"]
    assert "не виновен" in body
    sent = form_values(page, "article_form") | {"body": body.replace("не виновен", "виновен")}
    desk.client.post(change_url(desk.story) + "?edition=ru", sent)
    assert desk.found == [(desk.bota.pk, "виновен", "два")]


def test_a_decision_about_a_conflict_keeps_the_authors(desk):
    with_suggestion(desk)
    base = desk.draft.version
    html = dict(desk.draft.blocks)[desk.first]
    desk.send(desk.anna, {desk.first: "<p>Иначе.</p>"})
    mine = html.replace("четыре", f"четыре{ins('bbbbbbbb', desk.bota, ' пять')}")
    desk.send(desk.bota, {desk.first: mine}, base=base)
    [conflict] = DraftConflict.objects.all()
    DraftChange.objects.filter(version__lt=desk.draft.version).delete()  # as after a month
    DraftChange.objects.update(undo={})
    sent = {
        "version": desk.draft.version,
        f"conflict-{conflict.pk}-choice": "mine_first",
        f"conflict-{conflict.pk}-text": "",
    }
    address = reverse("admin:articles_article_conflicts", args=[desk.story.pk]) + "?edition=ru"
    desk.client.post(address, sent)
    assert desk.found == [(desk.anna.pk, "не виновен", "два"), (desk.bota.pk, " пять", "")]


def test_the_page_of_a_conflict_reads_suggestions_as_accepted_and_a_new_text_replaces_all_of_it(desk):
    html, base = with_suggestion(desk), desk.draft.version
    desk.send(desk.anna, {desk.first: "<p>Иначе.</p>"})
    desk.send(desk.bota, {desk.first: html.replace("четыре", "пять")}, base=base)
    [conflict] = DraftConflict.objects.all()
    address = reverse("admin:articles_article_conflicts", args=[desk.story.pk]) + "?edition=ru"
    page, name = desk.client.get(address), f"conflict-{conflict.pk}"
    [field] = elements(page, "textarea")
    assert field.text.strip() == "Один не виновен три пять."
    assert "два" not in words_of(page_of(page))
    sent = {"version": desk.draft.version, f"{name}-choice": "new", f"{name}-text": "Новый текст."}
    desk.client.post(address, sent)
    assert dict(desk.draft.blocks)[desk.first] == "<p>Новый текст.</p>"


# When they were made


def test_the_time_of_a_suggestion_is_that_of_the_server(desk, clock):
    html = with_suggestion(desk)
    [suggestion] = suggestions.pending(desk.draft)
    assert suggestion.at == NOW.timestamp()
    clock(NOW.replace(hour=10))
    again = html.replace(str(int(NOW.timestamp())), str(BROWSER)).replace("не виновен", "не виновен!")
    desk.send(desk.anna, {desk.first: again})  # the browser still has its own time
    [suggestion] = suggestions.pending(desk.draft)
    assert (suggestion.at, suggestion.inserted) == (NOW.timestamp(), "не виновен!")
    desk.send(desk.bota, {desk.first: "<p>Один два три четыре.</p>"})
    desk.send(desk.bota, {desk.first: html})  # undo
    [suggestion] = suggestions.pending(desk.draft)
    assert (suggestion.by, suggestion.at) == (desk.anna.pk, NOW.timestamp())


# What is none


TYPED = [
    'Так пишут: data-suggestion="…" и data-inserted="x" в коде.',
    'Он привёл data-suggestion="aaaaaaaa-1-1764345600" дословно.',
    ' data-deleted="aaaaaaaa-1-1764345600" data-inserted="aaaaaaaa-1-1764345600"',
]


@pytest.mark.parametrize("typed", TYPED)
def test_words_that_look_like_a_mark_are_words(desk, typed):
    desk.send(desk.anna, {desk.first: f"<p>{typed}</p>"})
    assert dict(desk.draft.blocks)[desk.first] == f"<p>{typed}</p>"
    assert desk.found == []
    mark = ins("bbbbbbbb", desk.anna, typed)
    desk.send(desk.anna, {desk.first: f"<p>{typed}{mark}<em>{typed}</em></p>"})
    assert desk.found == [(desk.anna.pk, typed, "")]
    suggestions.refuse(desk.story, RU, by=desk.anna)
    assert dict(desk.draft.blocks)[desk.first] == f"<p>{typed}<em>{typed}</em></p>"


# Decisions by keys


def acts_of_keys(desk, person, html):
    before = len(desk.acts())
    desk.send(person, {desk.first: html})
    return [(act, by.pk, details["suggestions"]) for act, by, details in desk.acts()[before:]]


def test_decisions_in_the_editor_are_logged(desk):
    html = with_suggestion(desk)
    assert acts_of_keys(desk, desk.bota, html.replace("Один", "Десять")) == []
    assert acts_of_keys(desk, desk.bota, "<p>Десять не виновен три четыре.</p>") == [(Act.ACCEPT, desk.bota.pk, 1)]
    assert acts_of_keys(desk, desk.bota, html.replace("Один", "Десять")) == []  # undo
    assert acts_of_keys(desk, desk.bota, "<p>Десять два три пять.</p>") == [(Act.REFUSE, desk.bota.pk, 1)]


def test_of_several_at_once_each_is_logged_as_it_was_decided(desk):
    html = with_suggestion(desk).replace("четыре", f"четыре{ins('bbbbbbbb', desk.anna, ' пять')}")
    desk.send(desk.anna, {desk.first: html, desk.second: f"<p>{gone('cccccccc', desk.anna, 'Пять.')}</p>"})
    desk.send(desk.bota, {desk.second: "<p></p>"})
    sent = "<p>Один два три четыре пять, и ещё слово.</p>"
    assert desk.acts()[-1][0] == Act.ACCEPT
    assert acts_of_keys(desk, desk.bota, sent) == [(Act.ACCEPT, desk.bota.pk, 1), (Act.REFUSE, desk.bota.pk, 1)]


def test_whole_blocks_are_decided_and_logged(desk):
    mark, other = (f"{id}-{desk.anna.pk}-{BROWSER}" for id in ("aaaaaaaa", "bbbbbbbb"))
    blocks = {"cccccccc": f'<p data-inserted="{mark}">Новый.</p>', desk.second: f'<p data-deleted="{other}">Пять.</p>'}
    desk.send(desk.anna, blocks, order=[desk.first, desk.second, "cccccccc"])
    desk.send(desk.bota, {desk.second: "<p>Пять.</p>"}, order=[desk.first, desk.second])
    assert [(act, by) for act, by, _details in desk.acts()] == [(Act.REFUSE, desk.bota)]
    assert desk.acts()[0][2] == {"suggestions": 2}


def test_what_its_author_takes_back_is_no_decision(desk):
    html = with_suggestion(desk)
    assert acts_of_keys(desk, desk.anna, "<p>Один два три четыре.</p>") == []
    assert acts_of_keys(desk, desk.bota, html) == []
    assert acts_of_keys(desk, desk.bota, html.replace("не виновен", "виновен")) == []  # it is Bota's now
