"""The form shows and saves one edition at a time."""

import re

import pytest
from django.utils import timezone

from articles.models import Article, Status
from articles.tests.desk import (
    ADD,
    ALL,
    FORM,
    LIST,
    RU,
    change_url,
    current_tab,
    full_article,
    in_each_edition,
    open_form,
    row_of,
)
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import form_values, parts_of, submit, words_of
from newsroom import editions
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db


@in_each_edition
def test_the_form_shows_the_fields_of_one_edition(signed_in, edition):
    names = set(form_values(open_form(signed_in("editor"), full_article(), edition), FORM))
    ends = {re.sub(r"_[01]$", "", name) for name in names if "-" not in name}
    translated = {name for name in ends if name.endswith(tuple(f"_{other.suffix}" for other in editions.STORED))}
    fields = ("title", "slug", "lead", "body", "source_name", "published_at")
    assert translated == {f"{field}_{edition.suffix}" for field in fields}


@in_each_edition
def test_five_tabs_are_links_and_one_is_current(signed_in, edition):
    response = open_form(signed_in("editor"), full_article(), edition)
    (tabs,) = parts_of(response, "edition-tabs")
    links = {link.get("href"): link.get("aria-current") for link in tabs.iter("a")}
    assert links == {f"?edition={other.code}": "page" if other == edition else None for other in editions.STORED}
    assert [link.get("lang") for link in tabs.iter("a")] == [other.tag for other in editions.STORED]


def test_a_tab_shows_the_status_of_its_edition(signed_in):
    moment = timezone.now()
    article = make_article(
        "ru",
        title_kk="Қазақша",
        title_en="English",
        body_en="<p>Text</p>",
        status_en=Status.PUBLISHED,
        published_at_en=moment + timezone.timedelta(hours=1),
    )
    (tabs,) = parts_of(open_form(signed_in("editor"), article), "edition-tabs")
    assert [words_of(link) for link in tabs.iter("a")] == [
        "Қазақша draft", "Русский published", "English scheduled", "简体中文 empty", "Ўзбекча empty",
    ]  # fmt: skip


@in_each_edition
def test_a_story_opens_in_the_first_edition_with_a_headline(signed_in, edition):
    response = open_form(signed_in("editor"), make_article(edition.code))
    assert current_tab(response) == f"?edition={edition.code}"


def test_a_slug_or_a_source_does_not_count_as_a_headline(signed_in):
    rest = {"slug_kk": "slug", "lead_kk": "Лид", "source_name_kk": "Дереккөз", "body_kk": "<p>…</p>"}
    article = make_article("ru", published_at_kk=timezone.now(), **rest)
    assert current_tab(open_form(signed_in("editor"), article)) == "?edition=ru"


@in_each_edition
def test_a_photo_opens_in_the_first_edition_with_a_description(signed_in, edition):
    photo = make_photo(**{f"alt_{edition.suffix}": "A station"})
    response = open_form(signed_in("photo editor"), photo)
    (tabs,) = parts_of(response, "edition-tabs")
    links = zip(tabs.iter("a"), editions.STORED, strict=True)
    notes = [words_of(link).removeprefix(other.autonym) for link, other in links]
    assert current_tab(response) == f"?edition={edition.code}"
    assert notes == [" ✓" if other == edition else "" for other in editions.STORED]


@pytest.mark.parametrize("asked", ["kk-latn", "kk-arab", "xx", "", "RU", "ru'"])
def test_an_edition_that_is_not_stored_has_no_tab(signed_in, asked):
    response = signed_in("editor").get(change_url(make_article("ru")), {"edition": asked}, follow=True)
    assert (response.status_code, current_tab(response)) == (200, "?edition=ru")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_new_story_opens_in_the_language_of_the_admin(signed_in, language):
    response = signed_in("reporter", language=language).get(ADD, follow=True)
    assert f"title_{language}" in form_values(response, FORM)


@in_each_edition
@pytest.mark.parametrize("language", [pytest.param("kk", marks=pytest.mark.slow), "ru", "en"])
def test_saving_one_edition_leaves_the_others_unchanged(signed_in, edition, language):
    article = full_article()
    before, client = row_of(article), signed_in("editor", language)
    response = submit(client, open_form(client, article, edition), FORM, **{f"title_{edition.suffix}": "Changed"})
    assert response.status_code == 302
    after = row_of(article)
    assert after[f"title_{edition.suffix}"] == "Changed"
    own = {name for name in after if name.endswith(f"_{edition.suffix}")}
    # The untranslated columns are modeltranslation's own copy of the default edition.
    copies = {"title", "slug", "lead", "body", "source_name", "published_at", "status", "revised_at"}
    different = {name for name in after if after[name] != before[name]} - own - copies
    assert different == {"updated_at"}


@in_each_edition
def test_saving_without_changes_leaves_the_edition_unchanged(signed_in, edition):
    minute = timezone.now().replace(second=0, microsecond=0)
    article = full_article(
        **in_all_columns(title="Headline", lead="Lead in one line", slug="kept", published_at=minute)
    )
    before, client = row_of(article), signed_in("editor")
    assert submit(client, open_form(client, article, edition), FORM).status_code == 302
    after = row_of(article)
    assert {name for name in after if after[name] != before[name]} == {"updated_at"}


def test_saving_does_not_change_the_time_of_publication(signed_in):
    """The form shows minutes, but the seconds are kept: else a corrected story would move in the order of the lists."""
    moment = timezone.now().replace(second=40, microsecond=5) - timezone.timedelta(minutes=5)
    article, client = make_article("ru", published_at=moment), signed_in("editor")
    assert submit(client, open_form(client, article, RU), FORM, title_ru="Исправлено").status_code == 302
    article.refresh_from_db()
    assert (article.title_ru, article.published_at_ru) == ("Исправлено", moment)


def test_a_changed_time_is_saved_in_whole_minutes(signed_in):
    article, client = make_article("ru", status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    form = open_form(client, article, RU)
    submit(client, form, FORM, published_at_ru_0="2025-11-24", published_at_ru_1="10:33")
    article.refresh_from_db()
    assert article.published_at_ru.isoformat() == "2025-11-24T05:33:00+00:00"


def test_a_form_saves_the_edition_that_it_showed_even_if_another_now_comes_first(signed_in):
    """The URL of a story opened from the list has no edition."""
    article = make_article("ru", status=Status.UNPUBLISHED, title="Заголовок")
    client = signed_in("editor")
    opened = open_form(client, article)
    assert form_values(opened, FORM)["title_ru"] == "Заголовок"
    kazakh = {"title_kk": "Тақырып", "lead_kk": "Лид", "body_kk": "<p>Мәтін</p>", "slug_kk": "taqyryp"}
    rest = {"source_name_kk": "Дереккөз", "published_at_kk": timezone.now()}
    Article.objects.filter(pk=article.pk).update(**kazakh | rest)
    submit(client, opened, FORM, title_ru="Новый заголовок")
    article.refresh_from_db()
    assert {name: getattr(article, name) for name in kazakh} == kazakh
    assert article.title_ru == "Новый заголовок"


@pytest.mark.slow
@in_each_edition
def test_save_and_continue_stays_in_the_edition(signed_in, edition):
    article, client = full_article(), signed_in("editor")
    response = submit(client, open_form(client, article, edition), FORM, _continue="1")
    assert response.headers["Location"] == f"{change_url(article)}?edition={edition.code}"
    added = submit(
        client, client.get(ADD, {"edition": edition.code}), FORM, _continue="1", **{f"title_{edition.suffix}": "New"}
    )
    new = Article.objects.latest("pk")
    assert added.headers["Location"] == f"{change_url(new)}?edition={edition.code}"
    assert new.edition(edition).title == "New"


def test_save_returns_to_the_list(signed_in):
    article, client = full_article(), signed_in("editor")
    assert submit(client, open_form(client, article, RU), FORM, _save="1").headers["Location"] == LIST


def test_a_popup_form_remains_a_popup_on_its_other_tabs(signed_in):
    """Else a photo added from a story's form could not be selected there."""
    (tabs,) = parts_of(signed_in("editor").get("/admin/articles/photo/add/?_popup=1&_to_field=id"), "edition-tabs")
    assert [link.get("href") for link in tabs.iter("a")] == [f"?_popup=1&_to_field=id&edition={code}" for code in ALL]


def test_a_popup_form_opens_in_the_edition_of_the_story(signed_in):
    """Else the new picture would have no description in the edition that needs it."""
    referrer = {"Referer": "http://testserver/admin/articles/article/1/change/?edition=zh-hans"}
    client = signed_in("editor", language="ru")
    for address, headers, edition in (
        ("/admin/articles/photo/add/?_popup=1", referrer, "zh-hans"),
        ("/admin/articles/photo/add/?_popup=1", {}, "ru"),
        ("/admin/articles/photo/add/", referrer, "ru"),
    ):
        assert current_tab(client.get(address, headers=headers)).endswith(f"edition={edition}")


def test_invalid_initial_data_in_the_url_causes_no_error(signed_in):
    assert signed_in("editor").get("/admin/articles/article/add/?category=abc&lead_photo=%00").status_code == 200
