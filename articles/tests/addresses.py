"""Functions for tests of URLs: give a story another slug, and check where its former URL leads."""

import datetime

import pytest

from articles.editorial import drafts
from articles.editorial.saving import save_article
from newsroom import editions

NOON = datetime.datetime(2025, 11, 24, 7, tzinfo=datetime.UTC)
DAY = "2025/11/24"
in_each_stored_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def rename(story, edition, slug):
    setattr(story, f"slug_{edition.suffix}", slug)
    save_article(story)


def rename_draft(story, edition, slug, *, by):
    """Write a slug into the draft of an edition. Publication makes it the URL."""
    draft = drafts.draft_of(story, edition)
    drafts.save_draft(story, edition, draft.version, {"fields": {"slug": slug}}, by=by)


def assert_moved(client, path, target):
    response = client.get(path)
    assert (response.status_code, response.headers.get("Location")) == (302, target)
    assert response.headers["Cache-Control"] == "no-cache"  # an editor can move the story back
    assert client.get(target).status_code == 200
