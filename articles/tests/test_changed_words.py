"""A story shows when its words were changed after publication. Other changes don't count."""

import datetime

import pytest
from django.utils import timezone

from articles.editorial import drafts
from articles.editorial.saving import save_article
from articles.editorial.workflow import publish, withdraw
from articles.models import Article, Status
from articles.tests.desk import RU
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
EN = editions.BY_CODE["en"]


def revised(story):
    """Return the codes of the editions that are marked as changed."""
    row = Article.objects.get(pk=story.pk)
    return [edition.code for edition in editions.STORED if row.edition(edition).revised_at]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title_ru", "Другой заголовок"), ("lead_ru", "Лид"), ("body_ru", "<p>Другой текст</p>"), ("lead_ru", None)],
)
def test_changed_words_are_recorded_in_their_edition_only(field, value):
    story = make_article("ru", "kk", lead="Был лид")
    setattr(story, field, value)
    before = timezone.now()
    save_article(story)
    assert revised(story) == ["ru"]
    assert before <= Article.objects.get(pk=story.pk).revised_at_ru <= timezone.now()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("body_ru", '<p><a href="https://example.com/">Один</a> <strong>два</strong></p>'),
        ("body_ru", "<p>Один  \n два</p>"),
        ("slug_ru", "another-address"),
        ("source_name_ru", "Источник"),
        ("kind", "opinion"),
        ("comments_are_open", False),
    ],
)
def test_changes_other_than_words_are_not_recorded(field, value):
    story = make_article("ru", body="<p>Один два</p>")
    setattr(story, field, value)
    save_article(story)
    assert revised(story) == []


def test_a_changed_section_is_not_recorded():
    story = make_article("ru")
    story.category = make_category()
    save_article(story)
    assert revised(story) == []


def test_changes_before_publication_are_not_recorded(staff):
    story, editor = make_article("ru", status=Status.UNPUBLISHED), staff("editor")
    write(story, editor, title="Другой")
    publish(story, RU, by=editor)
    assert (story.title_ru, revised(story)) == ("Другой", [])


def test_changes_of_a_scheduled_edition_are_not_recorded_though_another_edition_is_live():
    story = make_article("kk", "ru", published_at_ru=timezone.now() + HOUR)
    story.title_kk, story.title_ru = "Басқа", "Другой"
    save_article(story)
    assert revised(story) == ["kk"]


def test_saving_other_columns_does_not_record_a_colleagues_change():
    """The instance may be out of date, so columns that are not written don't count as changed."""
    story = make_article("kk", "ru")
    behind = Article.objects.get(pk=story.pk)
    Article.objects.filter(pk=story.pk).update(body_ru="<p>Текст коллеги</p>")
    behind.title_kk = "Басқа"
    save_article(behind, ["title_kk", "updated_at"])
    assert revised(story) == ["kk"]
    assert Article.objects.get(pk=story.pk).body_ru == "<p>Текст коллеги</p>"


def test_changes_of_a_withdrawn_story_are_recorded(staff, client):
    chief, story = staff("chief editor"), make_article("ru")
    withdraw(story, RU, by=chief, reason="Wrong.")
    story.body_ru = "<p>Другой текст</p>"
    save_article(story)
    publish(story, RU, by=chief)
    assert revised(story) == ["ru"]
    assert updated_on(client, story) != ""


def test_publishing_changed_words_records_the_time_and_writing_them_does_not(staff):
    story, editor = make_article("ru", "kk"), staff("editor")
    write(story, editor, slug="another-address", source_name="Источник")
    publish(story, RU, by=editor)
    write(story, editor, title="Другой")
    assert revised(story) == []
    publish(story, RU, by=editor)
    assert revised(story) == ["ru"]


def write(story, by, **fields):
    drafts.save_draft(story, RU, drafts.draft_of(story, RU).version, {"fields": fields}, by=by)


# On the page


def updated_on(client, story, edition=RU):
    lines = parts_of(client.get(story.address_in(edition)), "updated")
    return " ".join(words_of(line) for line in lines)


def at(text):
    return datetime.datetime.fromisoformat(text)


def test_an_unchanged_story_has_no_update_time(client):
    assert updated_on(client, make_article("ru")) == ""


def test_on_the_same_day_only_the_time_is_shown_and_the_markup_has_the_zone(client):
    story = make_article(
        "ru", published_at=at("2025-11-24T10:33:00+05:00"), revised_at_ru=at("2025-11-24T15:20:00+05:00")
    )
    assert updated_on(client, story) == "Обновлено 15:20"
    page = client.get(story.address_in(RU))
    times = [time.get("datetime") for time in elements(page, "time") if time.get("datetime").startswith("2025-11-24T1")]
    assert times[:2] == ["2025-11-24T10:33:00+05:00", "2025-11-24T15:20:00+05:00"]


def test_on_another_day_the_date_is_shown_too(client):
    story = make_article(
        "en", published_at=at("2020-10-22T12:23:00+06:00"), revised_at_en=at("2024-03-01T09:00:00+05:00")
    )
    assert updated_on(client, story, EN) == "Updated 1\N{NO-BREAK SPACE}March 2024, 09:00".replace("\xa0", " ")


def test_a_story_published_again_after_the_change_has_no_update_time(client):
    now = timezone.now()
    story = make_article("ru", published_at=now - HOUR, revised_at_ru=now - 2 * HOUR)
    assert updated_on(client, story) == ""


def test_a_change_in_another_edition_is_not_shown(client):
    story = make_article("ru", "en", revised_at_ru=timezone.now())
    assert (updated_on(client, story) != "", updated_on(client, story, EN)) == (True, "")
