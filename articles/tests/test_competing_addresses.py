"""No two stories have the same slug, one as its current and the other as a former one."""

from contextlib import nullcontext
from dataclasses import replace
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.address_triggers import TRIGGERS
from articles.editorial import workflow
from articles.models import Article, LegacyAddress, Status
from articles.tests.addresses import DAY, NOON, assert_moved, in_each_stored_edition, rename
from articles.tests.desk import FORM, RU, messages_on, open_form
from articles.tests.makers import make_article
from articles.tests.page_content import form_values
from newsroom import editions
from newsroom.database.tests.waiting import wait_for_a_lock
from newsroom.editions.columns import column

pytestmark = pytest.mark.django_db


@in_each_stored_edition
@pytest.mark.parametrize("day", [NOON, None], ids=["same day", "today"])
def test_a_slug_made_from_a_headline_is_never_the_former_one_of_another_story(client, staff, edition, day):
    moved = make_article(edition.code, title="Spring 2025", slug="spring", published_at=NOON)
    rename(moved, edition, "spring-3")
    rename(moved, edition, "summer")
    fields = {"slug": "", "title": "Spring", "title_en": "Spring", "published_at": day or timezone.now()}
    several, editor = [make_article(edition.code, status=Status.UNPUBLISHED, **fields) for _ in "12"], staff("editor")
    for story in several:
        workflow.publish(story, edition, by=editor)
    assert [story.edition(edition).slug for story in several] == ["spring-2", "spring-4"]
    assert_moved(client, f"/{edition.code}/{DAY}/spring/", f"/{edition.code}/{DAY}/summer/")


@in_each_stored_edition
def test_the_database_refuses_the_former_slug_of_another_story(edition):
    moved, other = (make_article(edition.code, slug=slug, published_at=NOON) for slug in ("spring", "autumn"))
    rename(moved, edition, "summer")
    attempts = {
        "new": lambda: make_article(edition.code, slug="spring"),
        "withdrawn": lambda: make_article(edition.code, slug="spring", status=Status.WITHDRAWN),
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
    editor = signed_in("editor", language)
    for slug, is_refused in (("Spring", True), ("spring-again", False)):
        response = publish_at_desk(editor, other, slug=slug)
        with override(language):
            message = gettext("“%(slug)s” was the address of another story, and links still lead there: “%(story)s”.")
        said = (
            message % {"slug": "spring", "story": "Весна" if language == "ru" else "Весна [ru]"}
            in response.content.decode()
        )
        assert (response.status_code, said) == (200, is_refused)
        assert other.drafts.get().slug == slug
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
    editor, answers = signed_in("editor"), []

    def write():
        try:
            answers.append(publish_at_desk(editor, other, slug="vesna"))
        finally:
            connection.close()

    writer = Thread(target=write)
    with transaction.atomic():
        assert make_article("ru", title="Весна").slug_ru == "vesna"
        writer.start()
        wait_for_a_lock()
    writer.join()
    (answer,) = answers
    assert messages_on(answer) == ["This address is taken by another story."]
    assert other.drafts.get().slug == "vesna"
    assert Article.objects.get(pk=other.pk).slug_ru == "autumn"


def publish_at_desk(client, story, **typed):
    """Type something into the form of a story and publish it. Return the page that follows."""
    page = open_form(client, story, RU)
    address = f"/admin/articles/article/{story.pk}/publish/?edition=ru"
    return client.post(address, form_values(page, FORM) | typed, follow=True)
