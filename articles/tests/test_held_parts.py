"""A part whose conflict its writer has not decided: what is written on there is kept, whatever others do meanwhile."""

import pytest
from django.test import Client

from articles.editorial import conflicts, draft_versions, drafts
from articles.editorial.decisions import decide
from articles.models import DraftConflict
from articles.tests.makers import make_article
from newsroom import editions

RU = editions.BY_CODE["ru"]


@pytest.fixture
def in_conflict(staff):
    """(story, its first block, the id of the conflict, whose version waits, the version of the draft) after two people
    changed the block.
    """
    story = make_article("ru", body="<p>one</p>")
    mine, theirs = staff("editor"), staff("chief editor")
    (block,) = draft_versions.content_of(drafts.draft_of(story, RU)).blocks
    save(story, block, "<p>theirs</p>", by=theirs)
    (conflict,) = save(story, block, "<p>mine</p>", by=mine).conflicts
    return story, block, conflict.pk, mine, drafts.draft_of(story, RU).version


def save(story, block, html, base=0, held=None, *, by):
    return drafts.save_draft(story, RU, base, {"blocks": {block: html}}, by=by, held=held or {})


def in_draft(story, block):
    return draft_versions.content_of(drafts.draft_of(story, RU)).blocks[block]


def test_what_is_written_on_waits_with_the_rest(in_conflict):
    story, block, waiting, mine, version = in_conflict

    saved = save(story, block, "<p>mine, more</p>", version, {block: waiting}, by=mine)

    assert saved.waiting == {waiting: block}
    assert in_draft(story, block) == "<p>theirs</p>"
    assert DraftConflict.objects.get().mine == "<p>mine, more</p>"


def test_what_is_written_on_after_a_decision_is_another_conflict(in_conflict):
    story, block, waiting, mine, version = in_conflict
    decide(story, RU, DraftConflict.objects.get(), "theirs", "", version, by=mine)

    saved = save(story, block, "<p>mine, more</p>", version, {block: waiting}, by=mine)

    (opened,) = conflicts.open_in(draft_versions.about(saved.draft))
    assert (opened.mine, opened.theirs) == ("<p>mine, more</p>", "<p>theirs</p>")
    assert [one.pk for one in saved.conflicts] == [opened.pk]
    assert saved.waiting == {opened.pk: block}
    assert in_draft(story, block) == "<p>theirs</p>"


def test_a_decided_part_is_held_no_longer(in_conflict):
    story, block, waiting, mine, version = in_conflict
    decide(story, RU, DraftConflict.objects.get(), "theirs", "", version, by=mine)

    assert drafts.save_draft(story, RU, version, {}, by=mine, held={block: waiting}).waiting == {}


def test_another_conflict_in_a_part_does_not_overwrite_the_version_that_waits(in_conflict, staff):
    story, block, _waiting, mine, version = in_conflict
    save(story, block, "<p>theirs, more</p>", version, by=staff("chief editor"))

    save(story, block, "<p>a new one</p>", version, by=mine)

    assert {*DraftConflict.objects.values_list("mine", flat=True)} == {"<p>mine</p>", "<p>a new one</p>"}


@pytest.mark.parametrize("other", ["<p>mine on another page</p>", "<p>mine</p>"])
def test_two_pages_of_one_person_go_on_writing_each_its_own_version(in_conflict, other):
    """Also if the versions are the same at first, or become more like the other one than like their own."""
    story, block, waiting, mine, version = in_conflict
    (another,) = save(story, block, other, by=mine).conflicts

    save(story, block, "<p>mine on another page, more</p>", version, {block: waiting}, by=mine)
    save(story, block, "<p>mine</p>", version, {block: another.pk}, by=mine)

    versions = dict(DraftConflict.objects.values_list("pk", "mine"))
    assert versions == {waiting: "<p>mine on another page, more</p>", another.pk: "<p>mine</p>"}


def test_a_version_is_not_written_on_in_another_part_or_by_somebody_else(in_conflict, staff):
    story, block, waiting, mine, version = in_conflict

    save(story, block, "<p>foreign</p>", version, {block: waiting}, by=staff("chief editor"))
    drafts.save_draft(story, RU, version, {"fields": {"title": "Other"}}, by=mine, held={"title": waiting})

    assert DraftConflict.objects.get(pk=waiting).mine == "<p>mine</p>"
    assert {*DraftConflict.objects.values_list("mine", flat=True)} == {"<p>mine</p>", "<p>foreign</p>", "Other"}


def test_a_page_that_was_opened_before_it_got_ids_goes_on_with_the_likest_version(in_conflict):
    story, block, waiting, mine, version = in_conflict
    (another,) = save(story, block, "<p>something else</p>", by=mine).conflicts
    client = Client()
    client.force_login(mine)

    sent = {"base": version, "blocks": {block: "<p>mine, more</p>"}, "held": [block]}
    answer = client.post(f"/admin/articles/article/{story.pk}/draft/ru/", sent, content_type="application/json").json()

    assert answer["waiting_ids"] == [waiting, another.pk]
    assert answer["waiting"] == [block, block]
    assert dict(DraftConflict.objects.values_list("pk", "mine")) == {
        waiting: "<p>mine, more</p>",
        another.pk: "<p>something else</p>",
    }
