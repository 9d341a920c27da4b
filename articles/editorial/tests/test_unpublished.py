"""Which blocks of a draft readers do not have yet."""

import pytest

from articles.editorial import drafts, workflow
from articles.editorial.unpublished import unpublished_blocks
from articles.models import Article, Status
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]


def unpublished(story):
    return unpublished_blocks(drafts.draft_of(Article.objects.get(pk=story.pk), RU))


def test_changed_and_new_blocks_are_not_public_until_they_are_published(staff):
    story, editor = make_article("ru", body="<p>Один.</p><p>Два.</p><p>Три.</p>"), staff("editor")
    assert unpublished(story) == []
    _one, two, three = dict(drafts.draft_of(story, RU).blocks)
    change = {"blocks": {two: "<p>Два, поправлено.</p>", "new12345": "<p>Ещё.</p>"}, "order": [three, two, "new12345"]}
    drafts.save_draft(story, RU, 0, change, by=editor)
    assert unpublished(story) == [two, "new12345"]
    drafts.save_draft(story, RU, 1, {"blocks": {two: "<p>Два.</p>"}}, by=editor)
    assert unpublished(story) == ["new12345"]
    workflow.publish(story, RU, by=editor)
    assert unpublished(story) == []


def test_nothing_is_marked_in_an_edition_that_was_never_published():
    assert unpublished(make_article("ru", status=Status.UNPUBLISHED)) is None
