"""Drafts: what several people write merges, nothing is lost, and readers see none of it before publication."""

import random
from dataclasses import dataclass

import pytest

from articles.editorial import conflicts, discarding, draft_versions, drafts, workflow
from articles.editorial.merge import Content
from articles.models import Article, Draft, DraftChange, DraftConflict, Status
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
BODY = "<p>One</p><p>Two</p><p>Three</p>"


@dataclass
class Person:
    """Somebody with the edit page open: what the browser has, and the version that it is based on."""

    user: object
    article: Article
    edition: object = RU

    def __post_init__(self):
        draft = drafts.draft_of(self.article, self.edition)
        self.version, self.content = draft.version, draft_versions.content_of(draft)

    def save(self, fields=None, blocks=None, order=None, held=drafts.NONE_HELD, request=""):
        """Send a change, and take over what the answer has."""
        change = {"fields": fields or {}, "blocks": blocks or {}} | ({"order": order} if order is not None else {})
        about = {"by": self.user, "held": held, "request": request}
        saved = drafts.save_draft(self.article, self.edition, self.version, change, **about)
        self.content = draft_versions.with_change(draft_versions.with_change(self.content, change), saved.news)
        self.version = saved.version
        return saved

    @property
    def ids(self):
        return [*self.content.blocks]


@pytest.fixture
def people(staff):
    """people(article, "ru") are two people who have opened the same edition."""
    users = staff("editor"), staff("reporter")
    return lambda article, edition=RU: [Person(user, article, edition) for user in users]


def content(article, edition=RU):
    return draft_versions.content_of(drafts.draft_of(article, edition))


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def texts(article):
    return [*content(article).blocks.values()]


# Two people


@pytest.mark.parametrize("status", Status)
def test_changes_of_different_parts_merge(people, status):
    article = make_article("ru", title="Title", body=BODY, status=status)
    before = row_of(article)
    first, second = people(article)
    one, two, three = first.ids
    first.save({"title": "New title"}, {one: "<p>Uno</p>"})
    saved = second.save({"lead": "Lead"}, {three: "<p>Tres</p>", "addedone": "<p>Four</p>"}, [*second.ids, "addedone"])
    first.save(order=[three, one, two])  # sent before the first person got the new block
    assert texts(article) == ["<p>Tres</p>", "<p>Four</p>", "<p>Uno</p>", "<p>Two</p>"]
    assert content(article).fields == {"title": "New title", "lead": "Lead", "slug": "", "source_name": ""} | {
        "slug": before["slug_ru"] or ""
    }
    assert (saved.conflicts, DraftConflict.objects.count(), row_of(article)) == ([], 0, before)
    assert first.content == content(article)


def test_the_answer_has_what_a_colleague_has_changed(people):
    article = make_article("ru", body=BODY)
    first, second = people(article)
    one, two, _three = first.ids
    first.save({"title": "New"}, {one: "<p>Uno</p>"})
    saved = second.save(blocks={two: "<p>Dos</p>"})
    assert saved.news == {"fields": {"title": "New"}, "blocks": {one: "<p>Uno</p>"}}
    assert second.content == saved.content == content(article)
    assert saved.draft.changed_by == second.user


def test_a_part_that_both_changed_keeps_the_first_version_and_the_other_one_waits(people):
    article = make_article("ru", title="Title", body=BODY)
    first, second = people(article)
    one = first.ids[0]
    first.save({"title": "First"}, {one: "<p>First</p>"})
    saved = second.save({"title": "Second", "lead": "Lead"}, {one: "<p>Second</p>"})
    assert [(found.part, found.base, found.mine, found.theirs) for found in saved.conflicts] == [
        ("title", "Title", "Second", "First"),
        (one, "<p>One</p>", "<p>Second</p>", "<p>First</p>"),
    ]
    assert {(found.by, found.other) for found in saved.conflicts} == {(second.user, first.user)}
    assert (content(article).fields["title"], texts(article)[0]) == ("First", "<p>First</p>")
    assert content(article).fields["lead"] == "Lead"
    assert saved.news == {"fields": {}, "blocks": {}}


def test_words_written_into_an_undecided_part_go_to_the_waiting_version(people):
    article = make_article("ru", body=BODY)
    first, second = people(article)
    one, two, _three = first.ids
    first.save(blocks={one: "<p>First</p>"})
    (conflict,) = second.save(blocks={one: "<p>Second</p>"}).conflicts
    held = {one: conflict.pk}
    saved = second.save({"title": "New"}, {one: "<p>Second, longer</p>", two: "<p>Dos</p>"}, held=held)
    assert (saved.conflicts, texts(article)[:2]) == ([], ["<p>First</p>", "<p>Dos</p>"])
    (waiting,) = conflicts.open_in(draft_versions.about(saved.draft))
    assert (waiting.mine, waiting.theirs) == ("<p>Second, longer</p>", "<p>First</p>")


def test_a_version_waits_until_somebody_decides_whatever_is_typed_beside_it(people):
    article = make_article("ru", body=BODY)
    first, second = people(article)
    one = first.ids[0]
    first.save(blocks={one: "<p>First</p>"})
    second.save(blocks={one: "<p>Second</p>"})
    saved = second.save(blocks={one: "<p>First and second</p>"})
    assert (saved.conflicts, texts(article)[0]) == ([], "<p>First and second</p>")
    assert [conflict.mine for conflict in conflicts.open_in(draft_versions.about(saved.draft))] == ["<p>Second</p>"]


def test_each_version_of_a_part_waits_beside_the_others(people):
    article = make_article("ru", body=BODY)
    first, second = people(article)
    one, base = first.ids[0], second.version
    for number in "12":
        first.save(blocks={one: f"<p>First {number}</p>"})
        second.version = base
        saved = second.save(blocks={one: f"<p>Second {number}</p>"})
    assert [conflict.mine for conflict in conflicts.open_in(draft_versions.about(saved.draft))] == [
        "<p>Second 2</p>",
        "<p>Second 1</p>",
    ]


def test_a_deleted_block_that_a_colleague_has_changed_stays(people):
    article = make_article("ru", body=BODY)
    first, second = people(article)
    one, two, three = first.ids
    first.save(blocks={one: "<p>Uno</p>"})
    saved = second.save(order=[two, three])
    assert [(found.part, found.mine, found.theirs) for found in saved.conflicts] == [(one, None, "<p>Uno</p>")]
    assert saved.news == {"fields": {}, "blocks": {one: "<p>Uno</p>"}, "order": [one, two, three]}
    assert texts(article) == ["<p>Uno</p>", "<p>Two</p>", "<p>Three</p>"]


def test_the_same_change_sent_again_changes_nothing(people):
    article = make_article("ru", body=BODY)
    first, _second = people(article)
    base = first.version
    first.save({"title": "New"}, {"addedone": "<p>Four</p>"})
    version, words = first.version, content(article)
    first.version = base  # the answer was lost
    saved = first.save({"title": "New"}, {"addedone": "<p>Four</p>"})
    assert (saved.draft.version, saved.conflicts, content(article)) == (version, [], words)
    assert DraftChange.objects.count() == 1


REPEATED = {
    "merged": ({}, {}),
    "in conflict": ({"title": "Theirs"}, {}),
    "both": ({"title": "Theirs"}, {"title": "Later"}),
}


@pytest.mark.parametrize("what", REPEATED)
def test_a_request_that_is_sent_again_is_answered_as_the_first_was(people, what):
    """Its answer was lost, and meanwhile a colleague has changed the same words."""
    article = make_article("ru", title="Title", body=BODY)
    first, second = people(article)
    one, base, opened = first.ids[0], first.version, first.content
    before, after = REPEATED[what]
    second.save(before)
    sent = {"fields": {"title": "Mine"} if before else {}, "blocks": {one: "<p>One, mine</p>"}, "request": "1-2-3"}
    answer = first.save(**sent)
    second.save()
    second.save(after, {one: "<p>One, mine, theirs</p>"})

    now, changes = content(article), DraftChange.objects.count()
    first.version, first.content = base, opened
    again = first.save(**sent)
    assert (again.version, again.news, again.conflicts) == (answer.version, answer.news, answer.conflicts)
    assert (content(article), DraftChange.objects.count(), DraftConflict.objects.count()) == (now, changes, len(before))
    first.save(blocks={first.ids[1]: "<p>Two, mine</p>"}, request="4-5-6")
    assert texts(article) == ["<p>One, mine, theirs</p>", "<p>Two, mine</p>", "<p>Three</p>"]
    second.save(blocks={one: "<p>One, theirs</p>"}, request="1-2-3")  # made up by another browser
    assert texts(article)[0] == "<p>One, theirs</p>"


def test_drafts_of_other_editions_are_unchanged(people):
    article = make_article("ru", "kk", status=Status.UNPUBLISHED)
    before = Draft.objects.filter(language="kk").values().get()
    people(article)[0].save({"title": "New"}, {"addedone": "<p>Four</p>"})
    assert Draft.objects.filter(language="kk").values().get() == before


# Earlier versions


@pytest.mark.parametrize("seed", range(3))
def test_every_earlier_version_can_be_rebuilt(people, seed):
    article, chance = make_article("ru", body=BODY), random.Random(seed)
    writers = people(article)
    versions = {writers[0].version: writers[0].content}
    for number in range(60):
        one = chance.choice(writers)
        ids = chance.sample(one.ids, chance.randint(0, len(one.ids)))
        added = {f"{number:08}": f"<p>Added {number}</p>"} if chance.random() < 0.5 else {}
        blocks = dict.fromkeys(ids[:1], f"<p>Changed {number}</p>") | added
        order = [*ids, *added] if chance.random() < 0.4 else None
        fields = {chance.choice(draft_versions.WORDS): f"words {number}"} if chance.random() < 0.4 else {}
        if order is not None:
            blocks = {id: html for id, html in blocks.items() if id in order}
        saved = one.save(fields, blocks, order)
        versions[saved.draft.version] = saved.content
        if chance.random() < 0.1:
            discarding.discard(article, RU, by=one.user)
            versions[drafts.draft_of(article, RU).version] = content(article)
    draft = drafts.draft_of(article, RU)
    assert len(versions) > 30
    assert [*versions] == [*range(draft.version + 1)]
    assert {version: draft_versions.content_at(draft, version) for version in versions} == versions


@pytest.mark.parametrize("base", [-1, 0, 99])
def test_a_change_of_an_unknown_version_loses_nothing(staff, base):
    """Words that differ are a conflict, new blocks are added, and nothing is removed."""
    article = make_article("ru", title="Title", body=BODY, status=Status.UNPUBLISHED)  # its draft begins with version 1
    before = content(article)
    one, _two, three = before.blocks
    change = {"fields": {"title": "New", "lead": ""}, "order": [three, "addedone", "vanished", one]} | {
        "blocks": {one: "<p>Uno</p>", three: "<p>Three</p>", "addedone": "<p>Four</p>"}
    }
    saved = drafts.save_draft(article, RU, base, change, by=staff("editor"))
    assert [(found.part, found.base, found.mine, found.theirs) for found in saved.conflicts] == [
        ("title", None, "New", "Title"),
        (one, None, "<p>Uno</p>", "<p>One</p>"),
    ]
    assert content(article).fields == before.fields
    assert texts(article) == ["<p>One</p>", "<p>Two</p>", "<p>Three</p>", "<p>Four</p>"]
    everything = content(article)
    assert draft_versions.with_change(Content({}, {}), saved.news | {"order": None}) == Content(
        {name: text for name, text in everything.fields.items() if name != "title"},
        {id: html for id, html in everything.blocks.items() if id != one},
    )
    assert saved.news["order"] == [*everything.blocks]


def test_a_draft_that_nobody_has_changed_has_the_same_ids_each_time_and_no_row():
    article = make_article("ru", body="<p>Same</p><p>Same</p>")
    first, second = content(article), content(Article.objects.get())
    assert (first, len(first.blocks), Draft.objects.count()) == (second, 2, 0)


# The live text


def test_a_live_text_that_was_replaced_without_the_desk_is_taken_over(people):
    article = make_article("ru", body=BODY)
    first, _second = people(article)
    first.save({"lead": "Lead"})
    workflow.publish(article, RU, by=first.user)
    ids = [*content(article).blocks]
    Article.objects.update(title_ru="Imported", body_ru="<p>Zero</p><p>Two</p><p>Three</p>")
    article.refresh_from_db()
    draft = drafts.draft_of(article, RU)
    assert (draft.title, draft.lead, draft.is_changed, draft.changed_by) == ("Imported", "Lead", False, None)
    assert [*draft.blocks][1:] == [[ids[1], "<p>Two</p>"], [ids[2], "<p>Three</p>"]]
    assert (drafts.draft_of(article, RU).version, draft.version) == (2, 2)
    assert draft_versions.content_at(draft, 1).fields["lead"] == "Lead"


def test_a_changed_draft_does_not_take_over_a_replaced_live_text(people):
    article = make_article("ru", body=BODY)
    people(article)[0].save({"title": "Mine"})
    Article.objects.update(title_ru="Imported")
    article.refresh_from_db()
    assert drafts.draft_of(article, RU).title == "Mine"


@pytest.mark.parametrize("act", ["open", "save", "discard"])
def test_a_row_that_was_read_before_a_publication_does_not_bring_the_old_words_back(people, act):
    """A request reads the story, and then waits until a colleague has published."""
    article = make_article("ru", title="Old", body=BODY)
    first, second = people(article)
    second.save({"source_name": "Agency"})
    workflow.publish(article, RU, by=first.user)
    stale = Article.objects.get()
    first.save({"title": "New"}, {"addedone": "<p>Four</p>"})
    workflow.publish(article, RU, by=first.user)
    version = drafts.draft_of(article, RU).version
    if act == "save":
        drafts.save_draft(stale, RU, second.version, {"fields": {"lead": "Lead"}}, by=second.user)
    elif act == "discard":
        discarding.discard(stale, RU, by=second.user)
    draft = drafts.draft_of(stale, RU)
    assert (draft.title, "addedone" in dict(draft.blocks)) == ("New", True)
    assert draft.version == version + (act == "save")


def test_a_deleted_story_takes_no_change(staff):
    article = make_article("ru")
    row = Article.objects.get()
    article.delete()
    with pytest.raises(Article.DoesNotExist):
        drafts.save_draft(row, RU, 0, {"fields": {"title": "New"}}, by=staff("editor"))
    assert Draft.objects.count() == 0


# A new story


def test_a_new_story_is_made_once_for_its_key():
    first, again = (drafts.new_story("abcdefghij", KK) for _ in "12")
    assert (first, first.key, first.original_language) == (again, "abcdefghij", "kk")
    others = {drafts.new_story(key, RU).key for key in ("", "abc", "ABCDEFGHIJ", "../../etcx")}
    assert (len(others), Article.objects.count()) == (4, 5)


def test_contents_are_equal_only_with_the_same_order():
    assert Content({}, {"a": "1", "b": "2"}) != Content({}, {"b": "2", "a": "1"})
