"""The pages of packages at the desk, and what a package will look like."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editorial.packages import acts
from articles.models import Article, Correction, FrontSlot, Package, Revision
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_staff
from articles.tests.packages import NEW, OLD, full_package, item, public_rows

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/packages/"


@pytest.fixture
def desk_client(client, staff):
    client.force_login(staff("chief editor"))
    return client


@pytest.fixture
def full(desk_client):
    return full_package(make_staff("chief editor"))


def address(package, act=""):
    return f"{LIST}{package.pk}/{act and act + '/'}"


def test_one_is_composed_and_published_by_forms(desk_client):
    story = make_article("ru", title=OLD)
    version = write(story, make_staff("editor"), title=NEW)
    choice = reverse("admin:articles_package_choice", args=[story.pk])
    assert f"{choice}?edition=ru" in desk_client.get(f"/admin/articles/article/{story.pk}/change/?edition=ru").text
    answer = desk_client.post(f"{choice}?edition=ru", {"name": "Election", "_edition": "ru"})
    package = Package.objects.get()
    assert (answer.url, item(package, "edition").version) == (address(package), version)
    assert desk_client.post(f"{choice}?edition=ru", {"_edition": "ru"}).status_code == 200
    forms = {
        "slot": {"slot-article": story.pk, "slot-edition": "ru", "slot-position": 1},
        "breaking": {"breaking-article": story.pk, "breaking-hours": 2, "breaking-line_ru": "Line"},
        "correction": {
            "correction-article": story.pk,
            "correction-edition": "ru",
            "correction-kind": "update",
            "correction-text": "It was two.",
        },
    }
    for name, form in forms.items():
        refused = desk_client.post(address(package, f"add-{name}"), {})
        assert (refused.status_code, package.items.filter(kind=name).count()) == (200, 0)
        desk_client.post(address(package, f"add-{name}"), form)
    assert [*package.items.values_list("kind", flat=True)] == ["edition", *forms]
    for gone in ("breaking", "correction"):
        desk_client.post(address(package, "remove"), {"item": item(package, gone).pk})
    desk_client.post(address(package, "publish"))
    assert (Article.objects.get().title_ru, FrontSlot.objects.count(), Package.objects.get().state) == (NEW, 1, "out")
    desk_client.post(f"{address(package)}undo/", {"reason": "Wrong."})
    assert (Article.objects.get().title_ru, Package.objects.get().state) == (OLD, "undone")


def test_ready_editions_are_offered(desk_client):
    story = make_article("ru", status="unpublished", title=NEW)
    story.drafts.update(state="ready")
    desk_client.post(LIST, {"name": "Election"})
    package = Package.objects.get()
    offered = f"{story.pk}-ru"
    assert f'value="{offered}"' in desk_client.get(address(package)).text
    desk_client.post(address(package, "add-edition"), {"edition-work": offered})
    assert item(package, "edition").article == story
    assert f'value="{offered}"' not in desk_client.get(address(package)).text


def test_a_time_is_chosen_cancelled_and_shown_on_the_first_page(desk_client, full, clock):
    package, _changed, _first = full
    clock(timezone.localtime().replace(hour=9))
    at = timezone.localtime().replace(hour=18, minute=30, second=0, microsecond=0)
    form = {"time-publish_at_0": f"{at:%Y-%m-%d}", "time-publish_at_1": "18:30"}
    desk_client.post(address(package, "schedule"), form)
    package.refresh_from_db()
    assert (package.state, package.publish_at) == ("planned", at)
    assert "UTC+5" in desk_client.get(address(package)).text
    assert f'href="{address(package)}"' in desk_client.get("/admin/").text
    desk_client.post(address(package, "cancel"))
    assert Package.objects.get().state == "open"
    assert f'href="{address(package)}"' not in desk_client.get("/admin/").text
    desk_client.post(address(package, "delete"))
    assert Package.objects.count() == 0


def test_a_package_that_failed_is_shown_with_its_reasons(desk_client, full, clock):
    package, _changed, first = full
    at = timezone.now() + datetime.timedelta(hours=1)
    acts.schedule(package, at, by=make_staff("chief editor"))
    first.delete()
    clock(at)
    page = desk_client.get("/admin/").text
    assert ("A package did not go out" in page, Package.objects.get().state) == (True, "failed")
    assert "The story was deleted." in desk_client.get(address(package)).text


def test_what_others_have_changed_is_asked_before_it_is_overwritten(desk_client, full):
    package, changed, _first = full
    acts.publish_now(package, by=make_staff("chief editor"))
    Correction.objects.update(text="Other words.")
    page = desk_client.get(f"{address(package)}undo/").text
    pk = item(package, "correction").pk
    assert f'name="overwrite" value="{pk}"' in page
    refused = desk_client.post(f"{address(package)}undo/", {"reason": "Wrong."})
    assert (refused.status_code, Package.objects.get().state) == (200, "out")
    desk_client.post(f"{address(package)}undo/", {"reason": "Wrong.", "seen": pk, "overwrite": pk})
    changed.refresh_from_db()
    assert (Correction.objects.count(), changed.title_ru) == (0, f"{OLD} changed")


# Previews


def test_the_preview_shows_all_of_it_and_changes_nothing(desk_client, full):
    package, changed, first = full
    before, front = public_rows(), desk_client.get("/ru/").text
    page = desk_client.get(f"/ru/preview/package/{package.pk}/")
    assert [word in page.text for word in (f"{NEW} ru", f"{NEW} line", f"{OLD} changed")] == [True, True, False]
    assert (page.headers["Cache-Control"], "noindex" in page.text) == ("no-store", True)
    story = desk_client.get(f"/ru/preview/package/{package.pk}/{changed.pk}/").text
    assert [f"{NEW} ru" in story, f"{NEW}: the number was wrong." in story] == [True, True]
    assert f"{NEW} first" in desk_client.get(f"/en/preview/package/{package.pk}/{first.pk}/").text
    assert (public_rows(), Revision.objects.count(), desk_client.get("/ru/").text) == (before, 0, front)


def test_an_embargo_hides_nothing_from_the_preview_and_a_fault_is_told(desk_client, full):
    package, _changed, first = full
    Article.objects.filter(pk=first.pk).update(embargo_until=timezone.now() + datetime.timedelta(days=1))
    assert f"{NEW} first" in desk_client.get(f"/en/preview/package/{package.pk}/{first.pk}/").text
    Article.objects.filter(pk=first.pk).update(killed_at=timezone.now())
    assert "The story was killed." in desk_client.get(f"/en/preview/package/{package.pk}/").text


@pytest.mark.parametrize("role", ["reporter", "nobody"])
def test_nobody_else_sees_it(client, staff, role):
    package, changed, _first = full_package(staff("chief editor"))
    if role != "nobody":
        client.force_login(make_staff(role))
    for path in ("", f"{changed.pk}/"):
        assert client.get(f"/ru/preview/package/{package.pk}/{path}").status_code == 404
    assert client.get(address(package)).status_code == (302 if role == "nobody" else 403)
