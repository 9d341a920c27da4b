"""Open pages are told of another state by a mark, and ask for the words and the buttons that fit it."""

import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from articles.editorial import discarding, drafts, presence, workflow
from articles.editorial.state_mark import mark_of
from articles.models import Article, Status, Work
from articles.tests.desk import KK, LIST, RU, acts_on
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.tests.page_content import elements, page_of, parts_of, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(staff):
    return staff("chief editor")


def polled_mark(client, user, story):
    return client.get(f"/draft-changes/{presence.token_for(user, story, RU)}/").json()["mark"]


def share(story, by, **values):
    draft = drafts.shared_draft_of(story)
    drafts.save_shared(story, draft.version, draft.values | values, by=by)


# {name: (status of the edition, what is done before, what is done then)}
CHANGES = {
    "a first change": (Status.PUBLISHED, None, lambda story, chief: write(story, chief, title="Другой")),
    "a first change of another edition": (
        Status.PUBLISHED,
        None,
        lambda story, chief: write(story, chief, KK, lead="1"),
    ),
    "publication": (
        Status.PUBLISHED,
        lambda story, chief: write(story, chief, title="Другой"),
        lambda story, chief: workflow.publish(story, RU, by=chief),
    ),
    "first publication": (Status.UNPUBLISHED, None, lambda story, chief: workflow.publish(story, RU, by=chief)),
    "discarding": (
        Status.PUBLISHED,
        lambda story, chief: write(story, chief, title="Другой"),
        lambda story, chief: discarding.discard(story, RU, by=chief),
    ),
    "withdrawal": (
        Status.PUBLISHED,
        None,
        lambda story, chief: workflow.withdraw(story, RU, by=chief, reason="Wrong."),
    ),
    "a move": (
        Status.UNPUBLISHED,
        None,
        lambda story, chief: workflow.move_draft(story, RU, Work.IN_REVIEW, by=chief),
    ),
    "another move": (
        Status.UNPUBLISHED,
        lambda story, chief: workflow.move_draft(story, RU, Work.IN_REVIEW, by=chief),
        lambda story, chief: workflow.move_draft(story, RU, Work.READY, by=chief),
    ),
    "no words any more": (Status.UNPUBLISHED, None, lambda story, chief: write(story, chief, title="", lead="")),
    "a shared field": (Status.PUBLISHED, None, lambda story, chief: share(story, chief, kind="opinion")),
    "publication of shared fields": (
        Status.PUBLISHED,
        lambda story, chief: share(story, chief, kind="opinion"),
        lambda story, chief: workflow.publish_shared(story, by=chief),
    ),
}


@pytest.mark.parametrize(("status", "before", "change"), CHANGES.values(), ids=CHANGES)
def test_every_change_of_a_state_changes_the_mark(client, chief, status, before, change):
    story = make_article("ru", "kk", status=status)
    if before:
        before(story, chief)
    story = Article.objects.get()
    mark = mark_of(story)
    assert polled_mark(client, chief, story) == mark
    change(story, chief)
    assert polled_mark(client, chief, story) == mark_of(Article.objects.get()) != mark


def test_typing_on_and_a_wait_do_not_change_the_mark_but_the_time_of_publication_does(client, chief):
    story = make_article("ru", published_at=timezone.now() + timedelta(hours=1))
    write(story, chief, title="Первый")
    mark = polled_mark(client, chief, story)
    write(story, chief, title="Второй", lead="Лид")
    assert polled_mark(client, chief, story) == mark
    Article.objects.update(published_at_ru=timezone.now() - timedelta(seconds=1))
    assert polled_mark(client, chief, story) != mark


def test_autosave_tells_the_mark(client, signed_in):
    desk, story = signed_in("editor"), make_article("ru")
    before = mark_of(story)
    sent = json.dumps({"base": 0, "fields": {"title": "Другой"}})
    address = f"/admin/articles/article/{story.pk}/draft/ru/"
    answer = desk.post(address, sent, content_type="application/json").json()
    assert answer["mark"] == mark_of(Article.objects.get()) != before


@pytest.mark.parametrize("role", ["reporter", "editor"])
@pytest.mark.parametrize("status", Status.values)
def test_the_parts_are_those_of_the_page(signed_in, staff, role, status):
    story, client = make_article("ru", "kk", status=status), signed_in(role, "kk")
    write(story, staff("editor"), title="Другой")
    page = client.get(f"/admin/articles/article/{story.pk}/change/?edition=ru")
    answer = client.get(f"/admin/articles/article/{story.pk}/acts/?edition=ru").json()
    parts = HttpResponse(answer["html"])
    named = {part.get("data-fresh"): part for part in page_of(page).iter() if part.get("data-fresh")}
    assert len(named) == 6
    for part in page_of(parts).iter():
        if name := part.get("data-fresh"):
            assert "".join(part.itertext()).split() == "".join(named.pop(name).itertext()).split(), name
    assert named == {}
    assert acts_on(parts) == acts_on(page)
    assert answer["mark"] == mark_of(Article.objects.get())
    assert words_in(parts, "state")


@pytest.mark.parametrize("page", ["change", "side-by-side"])
@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_no_button_is_filled_while_readers_have_everything(signed_in, staff, role, page):
    """The browser fills it when a change is saved: see `test_shown_acts_in_browser.py`."""
    client, later = signed_in(role), timezone.now() + timedelta(hours=1)
    for status, is_changed, expected in (
        (Status.UNPUBLISHED, False, False),
        (Status.WITHDRAWN, False, False),
        (Status.PUBLISHED, False, True),
        (Status.PUBLISHED, True, False),
    ):
        for published_at in [None, later] if status == Status.PUBLISHED else [None]:
            story = make_article("ru", "kk", status=status, **{"published_at": published_at} if published_at else {})
            if is_changed:
                write(story, staff("editor"), title="Другой")
            shown = client.get(f"/admin/articles/article/{story.pk}/{page}/?edition=ru")
            steps = [button for button in elements(shown, "button") if "btn-default" in (button.get("class") or "")]
            outlined = ["data-nothing-new" in button.attrib for button in steps]
            assert outlined == [expected] * 2, (status, is_changed, published_at)


@pytest.mark.parametrize("status", Status.values)
def test_changes_that_wait_for_review_are_seen_on_the_page_in_the_list_and_beside_the_source(signed_in, staff, status):
    story, client = make_article("ru", status=status), signed_in("editor")
    write(story, staff("reporter"), title="Другой")
    edit, beside = (f"/admin/articles/article/{story.pk}/{name}/?edition=ru" for name in ("change", "side-by-side"))
    write(story, staff("reporter"), KK, title="Басқа")
    marked = [len([*parts_of(client.get(address), "state-review")]) for address in (edit, LIST, beside)]
    assert marked == [0, 1, 0]  # the list has a legend
    workflow.move_draft(story, RU, Work.IN_REVIEW, by=staff("editor"))
    marked = [len([*parts_of(client.get(address), "state-review")]) for address in (edit, LIST, beside)]
    assert marked == [3, 2, 1]  # the page has it on the tab, beside the acts and in the bar of phones


def test_only_people_who_may_change_a_story_get_its_acts(signed_in, staff):
    story = make_article("ru")
    address = f"/admin/articles/article/{story.pk}/acts/?edition=ru"
    answers = {role: signed_in(role).get(address).status_code for role in ("reporter", "moderator")}
    assert answers == {"reporter": 200, "moderator": 403}
    story.delete()
    assert signed_in("reporter").get(address).status_code == 410
