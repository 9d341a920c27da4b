"""A part whose conflict its writer has not decided: what is written on there is kept, whatever others do meanwhile."""

import pytest

from articles.editorial import conflicts, drafts
from articles.editorial.decisions import decide
from articles.models import DraftConflict
from articles.tests.makers import make_article
from newsroom import editions

RU = editions.BY_CODE["ru"]


@pytest.fixture
def in_conflict(staff):
    """(story, its first block, whose version waits, the version of the draft) after two people changed the block."""
    story = make_article("ru", body="<p>one</p>")
    mine, theirs = staff("editor"), staff("chief editor")
    (block,) = drafts.content_of(drafts.draft_of(story, RU)).blocks
    save(story, block, "<p>theirs</p>", by=theirs)
    save(story, block, "<p>mine</p>", by=mine)
    return story, block, mine, drafts.draft_of(story, RU).version


def save(story, block, html, base=0, held=(), *, by):
    return drafts.save_draft(story, RU, base, {"blocks": {block: html}}, by=by, held=held)


def in_draft(story, block):
    return drafts.content_of(drafts.draft_of(story, RU)).blocks[block]


def test_what_is_written_on_waits_with_the_rest(in_conflict):
    story, block, mine, version = in_conflict

    saved = save(story, block, "<p>mine, more</p>", version, [block], by=mine)

    assert saved.waiting == [block]
    assert in_draft(story, block) == "<p>theirs</p>"
    assert DraftConflict.objects.get().mine == "<p>mine, more</p>"


def test_what_is_written_on_after_a_decision_is_another_conflict(in_conflict):
    story, block, mine, version = in_conflict
    decide(story, RU, DraftConflict.objects.get(), "theirs", "", version, by=mine)

    saved = save(story, block, "<p>mine, more</p>", version, [block], by=mine)

    (opened,) = conflicts.open_in(drafts.about(saved.draft))
    assert (opened.mine, opened.theirs) == ("<p>mine, more</p>", "<p>theirs</p>")
    assert [one.pk for one in saved.conflicts] == [opened.pk]
    assert saved.waiting == [block]
    assert in_draft(story, block) == "<p>theirs</p>"


def test_a_decided_part_is_held_no_longer(in_conflict):
    story, block, mine, version = in_conflict
    decide(story, RU, DraftConflict.objects.get(), "theirs", "", version, by=mine)

    assert drafts.save_draft(story, RU, version, {}, by=mine, held=[block]).waiting == []


def test_another_conflict_in_a_part_does_not_overwrite_the_version_that_waits(in_conflict, staff):
    story, block, mine, version = in_conflict
    save(story, block, "<p>theirs, more</p>", version, by=staff("chief editor"))

    save(story, block, "<p>a new one</p>", version, by=mine)

    assert {*DraftConflict.objects.values_list("mine", flat=True)} == {"<p>mine</p>", "<p>a new one</p>"}


def test_two_pages_of_one_person_go_on_writing_each_its_own_version(in_conflict):
    story, block, mine, version = in_conflict
    save(story, block, "<p>mine on another page</p>", by=mine)

    save(story, block, "<p>mine, more</p>", version, [block], by=mine)
    save(story, block, "<p>mine on another page, more</p>", version, [block], by=mine)

    waiting = {*DraftConflict.objects.values_list("mine", flat=True)}
    assert waiting == {"<p>mine, more</p>", "<p>mine on another page, more</p>"}
