"""Every former URL of a public story redirects to the current one, once. Other former URLs are not kept."""

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.saving import save_article
from articles.models import Article, LegacyAddress, Status
from articles.tests.addresses import (
    DAY,
    NOON,
    assert_moved,
    in_each_edition,
    in_each_stored_edition,
    rename,
    rename_draft,
)
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db


@in_each_edition
def test_a_former_url_redirects_to_the_current_one(client, edition):
    story = make_article(edition.stored_in, slug="old", published_at=NOON)
    assert client.get(f"/{edition.code}/{DAY}/old/").status_code == 200
    rename(story, edition, "new")
    assert_moved(client, f"/{edition.code}/{DAY}/old/", f"/{edition.code}/{DAY}/new/")


@in_each_edition
def test_every_former_url_redirects_once(client, edition):
    story = make_article(edition.stored_in, slug="first", published_at=NOON)
    for slug in ("second", "third", "fourth"):
        rename(story, edition, slug)
    for slug in ("first", "second", "third"):
        assert_moved(client, f"/{edition.code}/{DAY}/{slug}/", f"/{edition.code}/{DAY}/fourth/")


@pytest.mark.slow
@in_each_edition
def test_a_story_can_return_to_a_former_url(client, edition):
    story = make_article(edition.stored_in, slug="first", published_at=NOON)
    rename(story, edition, "second")
    rename(story, edition, "first")
    assert client.get(f"/{edition.code}/{DAY}/first/").status_code == 200
    assert_moved(client, f"/{edition.code}/{DAY}/second/", f"/{edition.code}/{DAY}/first/")
    rename(story, edition, "second")
    assert_moved(client, f"/{edition.code}/{DAY}/first/", f"/{edition.code}/{DAY}/second/")


def test_changing_the_slug_of_one_edition_leaves_the_others_unchanged(client):
    story = make_article("ru", "kk", "en", slug="old", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "new")
    assert [legacy.path for legacy in LegacyAddress.objects.all()] == [f"/ru/{DAY}/old/"]
    codes = {edition.code: client.get(f"/{edition.code}/{DAY}/old/").status_code for edition in editions.EDITIONS}
    assert codes == {
        "ru": 302, "kk": 200, "kk-latn": 200, "kk-arab": 200, "en": 200, "zh-hans": 404, "uz-cyrl": 404,
    }  # fmt: skip


def test_changing_the_text_creates_no_legacy_address():
    story = make_article("ru", slug="old", published_at=NOON)
    story.title_ru, story.body_ru = "Другой заголовок", "<p>Другой текст</p>"
    save_article(story)
    assert (LegacyAddress.objects.count(), Article.objects.get().title_ru) == (0, "Другой заголовок")
    rename(story, editions.BY_CODE["ru"], "new")
    assert LegacyAddress.objects.count() == 1


@in_each_stored_edition
def test_the_slug_of_a_draft_creates_no_legacy_address(client, staff, edition):
    editor, live = staff("editor"), make_article(edition.code, slug="old", published_at=NOON)
    rename(live, edition, "new")
    assert LegacyAddress.objects.count() == 1
    story = make_article(edition.code, slug="rough", status=Status.UNPUBLISHED, published_at=None)
    for slug in ("finished", "published", "rough-again", "last"):
        rename_draft(story, edition, slug, by=editor)
        if slug == "published":
            workflow.publish(story, edition, by=editor)
    assert LegacyAddress.objects.count() == 1
    workflow.publish(story, edition, by=editor)
    day = f"/{edition.code}/{timezone.localdate():%Y/%m/%d}"
    assert_moved(client, f"{day}/published/", f"{day}/last/")
    assert {client.get(f"{day}/{slug}/").status_code for slug in ("rough", "finished", "rough-again")} == {404}


def test_an_edition_that_is_published_later_creates_no_legacy_address(staff):
    """There is a live edition, and the new one gets a time of publication in the past."""
    story = make_article("ru", slug="spring", published_at=NOON, title_kk="Көктем", body_kk="<p>Мәтін</p>")
    assert (story.slug_kk, LegacyAddress.objects.count()) == (None, 0)
    workflow.publish(story, editions.BY_CODE["kk"], by=staff("editor"), at=NOON)
    assert (story.slug_kk, LegacyAddress.objects.count()) == ("koktem", 0)


def test_a_scheduled_story_creates_no_legacy_address():
    story = make_article("ru", slug="rough", published_at=timezone.now() + timezone.timedelta(hours=1))
    rename(story, editions.BY_CODE["ru"], "finished")
    assert LegacyAddress.objects.count() == 0


def test_a_url_changed_while_the_story_is_rescheduled_is_kept(client):
    story = make_article("ru", slug="old", published_at=NOON)
    for field, value in (
        ("published_at_ru", timezone.now() + timezone.timedelta(days=365)),
        ("slug_ru", "new"),
        ("published_at_ru", NOON),
    ):
        setattr(story, field, value)
        save_article(story)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


def test_a_former_url_without_a_trailing_slash_redirects_once(client):
    story = make_article("ru", slug="old", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "new")
    assert_moved(client, f"/ru/{DAY}/old", f"/ru/{DAY}/new/")


def test_emptying_the_slug_keeps_the_former_url(client):
    story = make_article("ru", title="Выборы", slug="old", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "")
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/vybory/")


def test_a_former_url_of_a_withdrawn_story_is_not_found_until_it_is_published_again(client, staff):
    story, editor = make_article("ru", slug="old", published_at=NOON), staff("editor")
    rename(story, editions.BY_CODE["ru"], "new")
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")
    workflow.withdraw(story, editions.BY_CODE["ru"], by=editor, reason="Wrong.")
    assert [client.get(f"/ru/{DAY}/{slug}/").status_code for slug in ("old", "new")] == [404, 404]
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


def test_a_url_changed_while_the_story_is_withdrawn_is_kept(client, staff):
    story, editor = make_article("ru", slug="old", published_at=NOON), staff("editor")
    assert client.get(f"/ru/{DAY}/old/").status_code == 200
    workflow.withdraw(story, editions.BY_CODE["ru"], by=editor, reason="Wrong.")
    rename(story, editions.BY_CODE["ru"], "new")
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_url_changed_in_the_draft_is_kept_when_it_is_published(client, staff, is_withdrawn):
    story, editor = make_article("ru", slug="old", published_at=NOON), staff("editor")
    if is_withdrawn:
        workflow.withdraw(story, editions.BY_CODE["ru"], by=editor, reason="Wrong.")
    rename_draft(story, editions.BY_CODE["ru"], "new", by=editor)
    assert client.get(f"/ru/{DAY}/new/").status_code == 404
    assert client.get(f"/ru/{DAY}/old/").status_code == (404 if is_withdrawn else 200)
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


@in_each_stored_edition
def test_a_withdrawn_edition_can_be_emptied(edition):
    story = make_article(edition.code, slug="old", published_at=NOON, status=Status.WITHDRAWN)
    setattr(story, f"title_{edition.suffix}", "")
    rename(story, edition, "")
    row = Article.objects.get()
    assert (row.edition(edition).slug, row.address_in(edition)) == (None, None)


@pytest.mark.browser
@pytest.mark.one_database
def test_a_browser_opens_a_story_that_moved_away_and_back(page, live_server):
    """The browser caches permanent redirects. Those of both moves would lead from one to the other and back."""
    story = make_article("ru", slug="a", published_at=NOON)
    addresses = {slug: f"{live_server.url}/ru/{DAY}/{slug}/" for slug in "abc"}
    opened = set()
    for slug in "abacb":
        rename(story, editions.BY_CODE["ru"], slug)
        opened.add(addresses[slug])
        for address in opened:
            page.goto(address)
            assert page.url == addresses[slug]
