"""Every former URL of a public story redirects to the current one, once. Other former URLs are not kept."""

import datetime
import re
from contextlib import nullcontext
from dataclasses import replace
from threading import Thread
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.address_triggers import TRIGGERS
from articles.editorial import workflow
from articles.editorial.saving import save_article
from articles.models import Article, LegacyAddress, Status
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import parts_of, submit
from newsroom import editions
from newsroom.editions.columns import column

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2025, 11, 24, 7, tzinfo=datetime.UTC)
DAY = "2025/11/24"
in_each_stored_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def rename(story, edition, slug):
    setattr(story, f"slug_{edition.suffix}", slug)
    save_article(story)


def assert_moved(client, path, target):
    response = client.get(path)
    assert (response.status_code, response.headers.get("Location")) == (302, target)
    assert response.headers["Cache-Control"] == "no-cache"  # an editor can move the story back
    assert client.get(target).status_code == 200


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
@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_an_unpublished_story_creates_no_legacy_address(client, edition, status):
    live = make_article(edition.code, slug="old", published_at=NOON)
    rename(live, edition, "new")
    assert LegacyAddress.objects.count() == 1
    draft = make_article(edition.code, slug="rough", status=status, published_at=None)
    rename(draft, edition, "finished")
    assert LegacyAddress.objects.count() == 1
    assert client.get(f"/{edition.code}/{timezone.localdate():%Y/%m/%d}/rough/").status_code == 404


def test_an_edition_without_a_slug_creates_no_legacy_address():
    """There is a live edition, and the new one already has a time of publication."""
    story = make_article("ru", slug="spring", published_at=NOON, published_at_kk=NOON)
    story.title_kk = "Көктем"
    save_article(story)
    assert (story.slug_kk, LegacyAddress.objects.count()) == (None, 0)
    story.status_kk = "published"
    story.body_kk = "<p>Мәтін</p>"
    save_article(story)
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
    workflow.withdraw(story, editions.BY_CODE["ru"], by=editor)
    assert [client.get(f"/ru/{DAY}/{slug}/").status_code for slug in ("old", "new")] == [404, 404]
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


def test_a_url_changed_while_the_story_is_withdrawn_is_kept(client, staff):
    story, editor = make_article("ru", slug="old", published_at=NOON), staff("editor")
    assert client.get(f"/ru/{DAY}/old/").status_code == 200
    workflow.withdraw(story, editions.BY_CODE["ru"], by=editor)
    rename(story, editions.BY_CODE["ru"], "new")
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


@pytest.mark.parametrize("on_the_way", [Status.DRAFT, Status.IN_REVIEW])
def test_a_url_changed_while_the_story_is_a_draft_again_is_kept(client, staff, on_the_way):
    story, editor = make_article("ru", slug="old", published_at=NOON), staff("editor")
    workflow.withdraw(story, editions.BY_CODE["ru"], by=editor)
    for state in (Status.DRAFT, Status.IN_REVIEW)[: 1 + (on_the_way == Status.IN_REVIEW)]:
        workflow.move(story, editions.BY_CODE["ru"], state, by=editor)
    rename(story, editions.BY_CODE["ru"], "new")
    workflow.publish(story, editions.BY_CODE["ru"], by=editor)
    assert_moved(client, f"/ru/{DAY}/old/", f"/ru/{DAY}/new/")


@in_each_stored_edition
def test_a_withdrawn_edition_can_be_emptied(edition):
    story = make_article(edition.code, slug="old", published_at=NOON, status=Status.WITHDRAWN)
    setattr(story, f"title_{edition.suffix}", "")
    rename(story, edition, "")
    row = Article.objects.get()
    assert (row.edition(edition).slug, row.address_in(edition)) == (None, None)


# A former URL and a current one never compete


@in_each_stored_edition
@pytest.mark.parametrize("day", [NOON, None], ids=["same day", "today"])
def test_a_slug_made_from_a_headline_is_never_the_former_one_of_another_story(client, edition, day):
    moved = make_article(edition.code, title="Spring 2025", slug="spring", published_at=NOON)
    rename(moved, edition, "spring-3")
    rename(moved, edition, "summer")
    fields = {"slug": "", "title": "Spring", "title_en": "Spring", "published_at": day or timezone.now()}
    several = [make_article(edition.code, **fields) for _ in "12"]
    assert [story.edition(edition).slug for story in several] == ["spring-2", "spring-4"]
    assert_moved(client, f"/{edition.code}/{DAY}/spring/", f"/{edition.code}/{DAY}/summer/")


@in_each_stored_edition
def test_the_database_refuses_the_former_slug_of_another_story(edition):
    moved, other = (make_article(edition.code, slug=slug, published_at=NOON) for slug in ("spring", "autumn"))
    rename(moved, edition, "summer")
    attempts = {
        "new": lambda: make_article(edition.code, slug="spring"),
        "draft": lambda: make_article(edition.code, slug="spring", status=Status.DRAFT),
        "saved": lambda: rename(other, edition, "spring"),
        "updated": lambda: Article.objects.filter(pk=other.pk).update(**{column("slug", edition): "spring"}),
        "former": lambda: LegacyAddress.objects.create(
            path=f"/{edition.code}/2020/01/01/Autumn/", language=edition.code, article=moved
        ),
    }
    for act in attempts.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    elsewhere = next(another for another in editions.STORED if another != edition)
    assert make_article(elsewhere.code, slug="spring").edition(elsewhere).slug == "spring"


def test_a_slug_that_a_story_gets_back_is_not_a_former_one_any_more():
    story = make_article("ru", title="Весна", slug="spring", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "vesna")
    assert [legacy.slug for legacy in LegacyAddress.objects.all()] == ["spring"]
    Article.objects.filter(pk=story.pk).update(slug_ru="spring")
    assert LegacyAddress.objects.count() == 0


def test_the_triggers_are_created_only_if_their_columns_exist():
    """They don't if migrations are undone."""
    TRIGGERS.drop(connection)
    call_command("migrate", verbosity=0)
    assert TRIGGERS.existing(connection) == TRIGGERS.names(connection.vendor) != set()
    TRIGGERS.drop(connection)
    replace(TRIGGERS, columns=frozenset({("articles_legacyaddress", "absent")}))._after_migrations("default")
    assert TRIGGERS.existing(connection) == set()


def test_a_slug_is_free_when_the_story_that_had_it_is_deleted():
    story = make_article("ru", slug="spring", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "summer")
    story.delete()
    assert make_article("ru", slug="spring").slug_ru == "spring"


def test_a_former_url_is_refused_where_another_story_is_now():
    story, other = make_article("ru", slug="spring", title="Весна"), make_article("ru", slug="autumn")
    for path, is_taken in (("/ru/2020/01/01/spring/", True), ("/ru/2020/01/01/winter/", False), ("/?p=17", False)):
        legacy = LegacyAddress(path=path, language="ru", article=other)
        faults = pytest.raises(ValidationError, match="“Весна \\[ru\\]”") if is_taken else nullcontext()
        with faults:
            legacy.full_clean()
    LegacyAddress(path=f"/ru/{DAY}/spring/", language="ru", article=story).full_clean()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_desk_refuses_the_former_slug_of_another_story_in_the_language_of_the_editor(signed_in, language):
    moved, other = make_article("ru", slug="spring", title="Весна"), make_article("ru", slug="autumn")
    rename(moved, editions.BY_CODE["ru"], "summer")
    editor, form = signed_in("editor", language), f"/admin/articles/article/{other.pk}/change/?edition=ru"
    for slug, is_refused in (("Spring", True), ("spring-again", False)):
        response = submit(editor, editor.get(form), "article_form", slug_ru=slug)
        with override(language):
            message = gettext("“%(slug)s” was the address of another story, and links still lead there: “%(story)s”.")
        said = message % {"slug": "spring", "story": "Весна [ru]"} in response.content.decode()
        assert (response.status_code, said) == (200 if is_refused else 302, is_refused)
    assert Article.objects.get(pk=other.pk).slug_ru == "spring-again"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_transactions_cannot_take_one_slug_as_a_current_and_a_former_one():
    """The second waits for the first. Neither has seen the row of the other before."""
    first, second = make_article("ru", slug="first"), make_article("ru", slug="second")
    refused = []

    def take():
        try:
            LegacyAddress.objects.create(path=f"/ru/{DAY}/spring/", language="ru", article=second)
        except IntegrityError:
            refused.append("former address")
        finally:
            connection.close()

    other = Thread(target=take)
    with transaction.atomic():
        Article.objects.filter(pk=first.pk).update(slug_ru="spring")
        other.start()
        wait_for_a_lock()
    other.join()
    assert refused == ["former address"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_stories_with_one_headline_can_be_published_at_once():
    published = []

    def publish():
        try:
            with transaction.atomic():
                published.append(make_article("ru", title="Весна").slug_ru)
        finally:
            connection.close()

    other = Thread(target=publish)
    with transaction.atomic():
        first = make_article("ru", title="Весна")
        other.start()
        wait_for_a_lock()
    other.join()
    assert [first.slug_ru, *published] == ["vesna", "vesna-2"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_editor_who_writes_a_slug_while_another_story_gets_it_sees_why_it_is_refused(signed_in):
    other = make_article("ru", slug="autumn")
    editor, form, answers = signed_in("editor"), f"/admin/articles/article/{other.pk}/change/?edition=ru", []
    page = editor.get(form)

    def write():
        try:
            answers.append(submit(editor, page, "article_form", slug_ru="vesna"))
        finally:
            connection.close()

    writer = Thread(target=write)
    with transaction.atomic():
        assert make_article("ru", title="Весна").slug_ru == "vesna"
        writer.start()
        wait_for_a_lock()
    writer.join()
    (answer,) = answers
    assert (answer.status_code, len(parts_of(answer, "errorlist"))) == (200, 1)
    assert Article.objects.get(pk=other.pk).slug_ru == "autumn"


def wait_for_a_lock():
    """Wait until another connection waits for an advisory lock."""
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()"
    with connection.cursor() as cursor:
        for _attempt in range(100_000):
            cursor.execute(f"SELECT pg_stat_clear_snapshot(); {waiting}")
            if cursor.fetchone():
                return
    raise AssertionError("nobody waits")


# URLs with a mistake

PASTED = [*")]}>,.;:!?\"'”’»…*_|،؛。）、\u200b\xa0\n", " ", "#comments", "?from=mail", "&a=b"]
MISTAKES = [
    "{day}/SPRING-Day/",
    "{day}/Spring-day",
    "{day}/spring-day",
    "{day}/spring-day//",
    "{day}/autumn-day",
    "2025/11/23/spring-day/",
    "2024/02/29/AUTUMN-day).",
    "2024/3/1/spring-day/",
    "2024/03/01/spring-day/comments/",
    "{day}/AUTUMN-day/comments",
    *(f"{{day}}/spring-day{sign}" for sign in PASTED),
    *(f"{{day}}/autumn-day/{sign}/" for sign in (")", "»", ".,", " ")),
]


@pytest.mark.parametrize("edition", [editions.BY_CODE["ru"], editions.BY_CODE["kk-arab"]], ids=["ru", "kk-arab"])
def test_a_url_with_a_mistake_leads_to_the_story_at_once_with_its_query(client, edition):
    story = make_article(edition.stored_in, slug="autumn-day", published_at=NOON)
    rename(story, edition, "spring-day")
    paths = [f"/{edition.code}/{mistake.replace('{day}', DAY)}" for mistake in MISTAKES]
    for path in [*paths, paths[0].upper(), f"/{edition.code.title()}/{DAY}/autumn-day/"]:
        response = client.get(f"{quote(path)}?from=telegram&q=%D1%8F")
        target = f"/{edition.code}/{DAY}/spring-day/?from=telegram&q=%D1%8F"
        assert (response.status_code, response.headers.get("Location")) == (302, target), path
    assert client.get(target).status_code == 200


def test_capitals_and_pasted_signs_in_any_other_url_lead_to_the_page_at_once(client):
    make_article("ru", category=make_category("news"))
    asked = {
        "/ru/archive/)": "/ru/archive/",
        "/ru/Archive/": "/ru/archive/",
        "/ru/ARCHIVE": "/ru/archive/",
        "/ru/Section/NEWS).": "/ru/section/news/",
        "/ru/section/News/": "/ru/section/news/",
        "/ru/,": "/ru/",
    }
    for path, target in asked.items():
        response = client.get(f"{quote(path)}?page=1")
        assert (path, response.status_code, response.headers.get("Location")) == (path, 302, f"{target}?page=1")
        assert client.get(target).status_code == 200
    missing = ["/ru/nowhere/)", "/ru/Nowhere/", "/)", "/Nowhere/", "/ru/tag/а)", "/ru/tag/А/", "/ru/section/sport/"]
    assert [client.get(quote(path)).status_code for path in missing] == [404] * len(missing)
    assert client.post("/ru/Archive/").status_code == 404


@in_each_edition
def test_a_slug_of_another_edition_leads_to_the_story_in_this_one(client, edition):
    slugs = {f"slug_{other.suffix}": f"slug-{other.code}" for other in editions.STORED}
    story = make_article(*(other.code for other in editions.STORED), published_at=NOON, **slugs)
    rename(story, editions.BY_CODE["kk"], "koktem")
    for slug in {"koktem", *slugs.values()} - {story.edition(edition).slug}:
        assert_moved(client, f"/{edition.code}/{DAY}/{slug}/", story.address_in(edition))


def test_of_several_stories_the_url_leads_to_the_most_similar_one(client):
    def story(day, code="ru", other=None, **fields):
        codes = filter(None, [code, other])
        return make_article(*codes, published_at=NOON.replace(day=day), **fields)

    current = story(20, slug="spring")
    story(21, "kk", "ru", slug_kk="spring", slug_ru="vesna")
    story(22, "en", "ru", slug_en="spring", slug_ru="springtime")
    for day, target in {"21": "21/vesna", "22": "22/springtime", "23": "20/spring", "19": "20/spring"}.items():
        assert_moved(client, f"/ru/2025/11/{day}/spring/", f"/ru/2025/11/{target}/")
    current.delete()
    assert_moved(client, "/ru/2025/11/19/spring/", "/ru/2025/11/22/springtime/")


UNPUBLISHED = {
    "draft": {"status": Status.DRAFT},
    "in review": {"status": Status.IN_REVIEW},
    "withdrawn": {"status": Status.WITHDRAWN},
    "scheduled": {"published_at": timezone.now() + timezone.timedelta(days=365)},
}


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_no_redirect_reveals_an_edition_that_readers_do_not_see(client, state):
    """Neither leads to it, nor does its own slug lead to an edition that they do see."""
    story = make_article("ru", "kk", published_at=NOON, slug_ru="vesna", slug_kk="koktem")
    rename(story, editions.BY_CODE["kk"], "koktem-keldi")
    asked = ["kk/2025/11/23/koktem-keldi/", f"kk/{DAY}/koktem/", f"kk/{DAY}/Koktem)", f"kk/{DAY}/vesna/",
             f"kk/{DAY}/koktem/card/x.jpg", f"kk/{DAY}/koktem/comments/", f"kk-latn/{DAY}/vesna/",
             f"ru/{DAY}/koktem/", f"ru/{DAY}/koktem-keldi/", f"ru/{DAY}/KOKTEM,"]  # fmt: skip
    assert [client.get(f"/{path}").status_code for path in asked] == [302] * len(asked)
    Article.objects.filter(pk=story.pk).update(**{f"{name}_kk": value for name, value in UNPUBLISHED[state].items()})
    assert [client.get(f"/{path}").status_code for path in asked] == [404] * len(asked)


def test_a_former_address_from_an_old_dump_has_no_slug_and_redirects_all_the_same(client):
    story = make_article("kk", slug="new", published_at=NOON)
    LegacyAddress.objects.create(path=f"/kk/{DAY}/Old/", language="kk", article=story)
    LegacyAddress.objects.update(slug="")
    assert_moved(client, f"/kk-latn/{DAY}/Old/", f"/kk-latn/{DAY}/new/")


def test_only_reading_is_redirected(client):
    story = make_article("ru", slug="old", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "new")
    assert client.head(f"/ru/{DAY}/old/").status_code == 302
    assert client.post(f"/ru/{DAY}/old)").status_code == 404


@in_each_edition
def test_the_share_card_of_a_former_url_redirects(client, edition):
    story = make_article(edition.stored_in, slug="old", published_at=NOON)
    version = re.search("card/([0-9a-f]+).jpg", client.get(story.address_in(edition)).content.decode())[1]
    rename(story, edition, "new")
    assert_moved(
        client, f"/{edition.code}/{DAY}/old/card/{version}.jpg", f"/{edition.code}/{DAY}/new/card/{version}.jpg"
    )


@pytest.mark.browser
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


@pytest.mark.parametrize("day", ["2025/02/29", "2025/13/01", "0000/01/01", "2025/00/10", "9999/99/99"])
def test_an_impossible_date_leads_to_the_story_that_readers_see(client, day):
    make_article("ru", slug="spring", published_at=NOON)
    make_article("ru", slug="draft", published_at=NOON, status=Status.DRAFT)
    response = client.get(f"/ru/{day}/spring/")
    assert (response.status_code, response.headers.get("Location")) == (302, f"/ru/{DAY}/spring/")
    assert [client.get(f"/ru/{day}/{rest}").status_code for rest in ("draft/", "never-there/", "")] == [404] * 3


@pytest.mark.parametrize("path", [f"/ru/{DAY}/a\0b/", "/ru/\0", "/\0", "/ru/section/\0/"])
def test_a_url_with_a_nul_character_is_not_found(client, path):
    assert client.get(path).status_code == 404


@in_each_edition
def test_an_edition_that_is_not_live_has_no_url(edition):
    live = make_article(edition.stored_in, slug="spring", published_at=NOON)
    assert live.address_in(edition) == f"/{edition.code}/{DAY}/spring/"
    elsewhere = {other.code for other in editions.EDITIONS if live.address_in(other) is None}
    assert elsewhere == {other.code for other in editions.EDITIONS if other.stored_in != edition.stored_in}
    for status in (Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN):
        assert make_article(edition.stored_in, status=status).address_in(edition) is None
    ahead = timezone.now() + timezone.timedelta(minutes=5)
    assert make_article(edition.stored_in, published_at=ahead).address_in(edition) is None
