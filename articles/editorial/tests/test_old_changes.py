"""Old changes are deleted when they were published, and nobody loses words by that."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.editorial import draft_versions, drafts, old_changes, workflow
from articles.models import DraftChange, DraftConflict, SentChange, Status
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
BODY = "<p>One</p><p>Two</p>"


def write(article, user, edition=RU, number=0, **fields):
    version = drafts.draft_of(article, edition).version
    change = {"fields": fields or {"title": f"Title {number}"}}
    return drafts.save_draft(article, edition, version, change, by=user, request=f"request-{number}").draft.version


def kept():
    return [*DraftChange.objects.order_by("language", "version").values_list("language", "version")]


def make_old(**about):
    DraftChange.objects.filter(**about).update(at=timezone.now() - old_changes.KEPT_FOR)
    SentChange.objects.filter(**about).update(at=timezone.now() - old_changes.KEPT_FOR)


@pytest.fixture
def story(staff):
    """A story with changes 1 and 2 published, and 3 not; none of the Kazakh edition is published; all are old."""
    article, editor = make_article("ru", title="Title", body=BODY), staff("editor")
    for number in (1, 2):
        write(article, editor, number=number)
    drafts.save_shared(article, 0, drafts.shared_draft_of(article).values | {"paid": "partner"}, by=editor)
    workflow.publish_shared(article, by=editor)
    workflow.publish(article, RU, by=editor)
    write(article, editor, number=3)
    write(article, editor, KK, number=1)
    make_old()
    return article


def test_changes_are_deleted_if_they_are_old_and_published(story, staff, monkeypatch, capsys):
    monkeypatch.setattr(old_changes, "MOST_AT_ONCE", 2)
    assert kept() == [("", 1), ("kk", 1), ("ru", 1), ("ru", 2), ("ru", 3)]
    DraftChange.objects.filter(language="").update(at=timezone.now())
    call_command("forget_changes")
    assert kept() == [("", 1), ("kk", 1), ("ru", 3)]
    make_old(language="")
    call_command("forget_changes")
    assert (kept(), SentChange.objects.count()) == ([("kk", 1), ("ru", 3)], 0)
    assert capsys.readouterr().out == "Deleted: 6.\nDeleted: 1.\n"


def test_a_page_that_was_opened_before_loses_nothing(story, staff):
    first, *_others = block_ids = [*draft_versions.content_of(drafts.draft_of(story, RU)).blocks]
    old_changes.forget_changes(timezone.now())
    change = {"fields": {"lead": "Lead"}, "blocks": {first: "<p>Changed</p>", "addedone": "<p>Added</p>"}}
    since_publication = drafts.save_draft(story, RU, 2, {"fields": {"source_name": "Agency"}}, by=staff("editor"))
    assert since_publication.conflicts == []
    saved = drafts.save_draft(story, RU, 1, change | {"order": [first, "addedone"]}, by=staff("reporter"))
    assert {(one.part, one.mine) for one in DraftConflict.objects.all()} == {
        ("lead", "Lead"),
        (first, "<p>Changed</p>"),
    }
    assert [*saved.content.blocks] == [first, "addedone", *block_ids[1:]]
    assert (saved.content.fields["title"], saved.content.blocks[first]) == ("Title 3", "<p>One</p>")


def test_an_edition_without_publications_keeps_all_its_changes(staff):
    article = make_article("ru", status=Status.UNPUBLISHED)
    write(article, staff("editor"))
    make_old()
    assert (kept(), SentChange.objects.count()) == ([("ru", 2)], 1)
    call_command("forget_changes", verbosity=0)
    assert (kept(), SentChange.objects.count()) == ([("ru", 2)], 0)
