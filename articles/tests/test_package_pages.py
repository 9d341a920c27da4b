"""The pages of packages at the desk, and what a package will look like."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.package_forms import MOST_OFFERED
from articles.editorial import notes
from articles.editorial.packages import acts, composing
from articles.models import Article, Correction, FrontSlot, Package, Revision, StoryAct
from articles.tests.desk import change_url
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_staff
from articles.tests.packages import KK, NEW, OLD, RU, full_package, item, public_rows
from articles.tests.page_content import parts_of, words_of

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


def press(client, package, act, seen=None, **form):
    """Send a form of the page of a package, as it is now, or as it was at the version `seen`."""
    version = Package.objects.get(pk=package.pk).version if seen is None else seen
    return client.post(address(package, act), {"seen": version} | form)


def test_one_is_composed_and_published_by_forms(desk_client):
    story = make_article("ru", title=OLD)
    version = write(story, make_staff("editor"), title=NEW)
    choice = reverse("admin:articles_package_choice", args=[story.pk])
    assert f"{choice}?edition=ru" in desk_client.get(f"/admin/articles/article/{story.pk}/change/?edition=ru").text
    answer = desk_client.post(f"{choice}?edition=ru", {"name": "Election", "_edition": "ru", "version": version})
    package = Package.objects.get()
    edition = item(package, "edition")
    assert (answer.url, edition.version) == (f"{address(package)}tell/{edition.pk}/", version)
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
        refused = press(desk_client, package, f"add-{name}")
        assert (refused.status_code, package.items.filter(kind=name).count()) == (200, 0)
        press(desk_client, package, f"add-{name}", **form)
    assert [*package.items.values_list("kind", flat=True)] == ["edition", *forms]
    for gone in ("breaking", "correction"):
        press(desk_client, package, "remove", item=item(package, gone).pk)
    press(desk_client, package, f"tell/{edition.pk}", correction_kind="silent")
    press(desk_client, package, "publish")
    assert (Article.objects.get().title_ru, FrontSlot.objects.count(), Package.objects.get().state) == (NEW, 1, "out")
    desk_client.post(f"{address(package)}undo/", {"reason": "Wrong."})
    assert (Article.objects.get().title_ru, Package.objects.get().state) == (OLD, "undone")


def test_ready_editions_are_offered(desk_client):
    story = make_article("ru", status="unpublished", title=NEW)
    story.drafts.update(state="ready")
    scheduled = make_article("ru", title="Later", published_at=timezone.now() + datetime.timedelta(days=1))
    desk_client.post(LIST, {"name": "Election"})
    package = Package.objects.get()
    offered = f"{story.pk}-ru-{story.drafts.get().version}"
    page = desk_client.get(address(package)).text
    assert [f'value="{one}' in page for one in (offered, f"{scheduled.pk}-ru-")] == [True, True]
    press(desk_client, package, "add-edition", **{"edition-work": offered})
    assert item(package, "edition").article == story
    assert f'value="{offered}"' not in desk_client.get(address(package)).text


def test_a_time_is_chosen_cancelled_and_shown_on_the_first_page(desk_client, full, clock):
    package, _changed, _first = full
    clock(timezone.localtime().replace(hour=9))
    at = timezone.localtime().replace(hour=18, minute=30, second=0, microsecond=0)
    form = {"time-publish_at_0": f"{at:%Y-%m-%d}", "time-publish_at_1": "18:30"}
    item(package, "edition", language="kk").delete()  # readers would have to be told of it
    press(desk_client, package, "schedule", **form)
    package.refresh_from_db()
    assert (package.state, package.publish_at) == ("planned", at)
    assert "UTC+5" in desk_client.get(address(package)).text
    assert f'href="{address(package)}"' in desk_client.get("/admin/").text
    press(desk_client, package, "cancel")
    assert Package.objects.get().state == "open"
    assert f'href="{address(package)}"' not in desk_client.get("/admin/").text
    assert "Delete the package" in desk_client.get(address(package, "delete")).text
    assert Package.objects.count() == 1
    press(desk_client, package, "delete")
    assert Package.objects.count() == 0
    logged = [act.act for act in StoryAct.objects.filter(details__package=package.name).order_by("pk")]
    assert [*dict.fromkeys(logged)] == ["plan_package", "cancel_package", "delete_package"]


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
    (seen,) = re.findall(f'name="seen" value="({pk}-[0-9a-f]+)"', page)
    refused = desk_client.post(f"{address(package)}undo/", {"reason": "Wrong."})
    assert (refused.status_code, Package.objects.get().state) == (200, "out")
    desk_client.post(f"{address(package)}undo/", {"reason": "Wrong.", "seen": seen, "overwrite": pk})
    changed.refresh_from_db()
    assert (Correction.objects.count(), changed.title_ru) == (0, f"{OLD} changed")


# Stale pages


def test_a_page_that_a_colleague_has_overtaken_does_nothing(desk_client, full):
    package, changed, first = full
    seen, colleague = Package.objects.get().version, make_staff("chief editor")
    composing.add_slot(package, changed, RU, 5, by=colleague)
    before = [*package.items.values()]
    time = {"time-publish_at_0": "2040-01-01", "time-publish_at_1": "09:00"}
    slot = {"slot-article": first.pk, "slot-edition": "en", "slot-position": 4}
    forms = {"publish": {}, "schedule": time, "add-slot": slot, "delete": {}, "remove": {"item": before[0]["id"]}}
    for act, form in forms.items():
        told = press(desk_client, package, act, seen=seen, **form)
        page = told.text if told.status_code == 200 else desk_client.get(told.url).text
        assert f"{colleague}"[1:] + " has changed this package since you opened it" in page, act
    assert ([*package.items.values()], Package.objects.get().state) == (before, "open")
    acts.schedule(package, timezone.now() + datetime.timedelta(hours=1), by=colleague)
    press(desk_client, package, "cancel", seen=seen)
    assert Package.objects.get().state == "planned"


def test_an_edition_that_was_written_on_since_is_not_added_unseen(desk_client):
    story, colleague = make_article("ru", title=OLD), make_staff("editor")
    version = write(story, colleague, title=NEW)
    choice = f"{reverse('admin:articles_package_choice', args=[story.pk])}?edition=ru"
    assert f'name="version" value="{version}"' in desk_client.get(choice).text
    write(story, colleague, title="Newer")
    answer = desk_client.post(choice, {"name": "One", "_edition": "ru", "version": version})
    assert (f"{colleague} has changed this text" in answer.text, Package.objects.count()) == (True, 0)
    desk_client.post(LIST, {"name": "One"})
    package, work = Package.objects.get(), {"edition-work": f"{story.pk}-ru-{version}"}
    assert f"{colleague} has changed this text" in press(desk_client, package, "add-edition", **work).text
    assert package.items.count() == 0


# What readers are told


def test_it_is_asked_what_readers_are_told_before_other_words_go_out(desk_client, full):
    package, _changed, _first = full
    kk = item(package, "edition", language="kk")
    press(desk_client, package, "publish")
    page = desk_client.get(address(package)).text
    assert ("Readers had other words." in page, page.count(f"/tell/{kk.pk}/")) == (True, 1)
    assert Package.objects.get().state == "open"
    told = {"correction_kind": "clarification", "correction": ""}
    assert press(desk_client, package, f"tell/{kk.pk}", **told).status_code == 200
    press(desk_client, package, f"tell/{kk.pk}", **told | {"correction": "It was two."})
    press(desk_client, package, "publish")
    assert {*Correction.objects.values_list("language", "kind")} == {("kk", "clarification"), ("ru", "correction")}


def test_not_telling_them_is_a_decision_about_these_words(desk_client, full):
    package, changed, _first = full
    kk = item(package, "edition", language="kk")
    press(desk_client, package, f"tell/{kk.pk}", correction_kind="silent")
    assert "Readers are not told of the change." in desk_client.get(address(package)).text
    composing.add_edition(package, changed, KK, by=make_staff("chief editor"))
    press(desk_client, package, "publish")
    assert Package.objects.get().state == "open"
    press(desk_client, package, f"tell/{kk.pk}", correction_kind="silent")
    press(desk_client, package, "publish")
    assert Package.objects.get().state == "out"


# Finding


def test_older_stories_are_found_by_their_words(desk_client, full):
    package, _changed, _first = full
    old = make_article("ru", title="Мост через Урал")
    write(old, make_staff("editor"), title="Мост через Урал открыт")
    Article.objects.filter(pk=old.pk).update(updated_at=timezone.now() - datetime.timedelta(days=900))
    Article.objects.bulk_create(Article(key=f"other{number}") for number in range(MOST_OFFERED))
    offered = re.compile(f'<option value="{old.pk}[^>]*>Мост через Урал')
    assert not offered.findall(desk_client.get(address(package)).text)
    page = desk_client.get(address(package), {"q": "мост урал"}).text
    assert ("1 story was found" in page, len(offered.findall(page))) == (
        True,
        4,
    )  # the edition, and three fields of stories
    press(desk_client, package, "add-slot", **{"slot-article": old.pk, "slot-edition": "ru", "slot-position": 6})
    assert item(package, "slot", position=6).article == old


def test_a_row_has_the_headline_of_its_edition(desk_client, full):
    package, changed, _first = full
    page = desk_client.get(address(package)).text
    for code in ("kk", "ru"):
        assert f'<bdi class="package-story" lang="{code}">{NEW} {code}</bdi>' in page
        choice = reverse("admin:articles_package_choice", args=[changed.pk])
        assert f"{NEW} {code}" in desk_client.get(f"{choice}?edition={code}").text


@pytest.mark.parametrize("role", ["chief editor", "reporter"])
def test_the_page_of_a_story_says_in_which_package_an_edition_waits(client, role):
    package, changed, _first = full_package(make_staff("chief editor"))
    client.force_login(make_staff(role))
    page = client.get(f"/admin/articles/article/{changed.pk}/change/?edition=kk").text
    assert ("In the package:" in page, f'href="{address(package)}"' in page) == (True, role == "chief editor")
    other = client.get(f"/admin/articles/article/{changed.pk}/change/?edition=en").text
    assert "In the package:" not in other


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


def test_a_refusal_names_the_edition_by_its_own_headline_and_leads_there(signed_in, staff):
    chief = staff("chief editor")
    story = make_article("ru", title_ru="Бюджет", title_kk="Қазынаның бюджеті", body_kk="<p>Екі мектеп.</p>")
    package = composing.create("Бюджет", by=chief)
    composing.add_edition(package, story, KK, by=chief)
    notes.add(story, KK, by=chief, text="Екі ме?")
    desk = signed_in("chief editor", "ru")
    refused = desk.get(press(desk, package, "publish").url)
    (said,) = [words_of(item) for part in parts_of(refused, "messagelist") for item in part.iter("li")]
    assert said.startswith("Қазақша, Қазынаның бюджеті: ")
    assert f'<a href="{change_url(story)}?edition=kk">Қазынаның бюджеті</a>' in refused.text
