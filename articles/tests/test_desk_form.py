"""The edit page shows one edition at a time. Its form writes drafts, and nothing that readers have."""

import re

import pytest
from django.utils import timezone

from articles.models import Article, Draft, DraftChange, DraftConflict, SharedDraft, Status
from articles.tests.desk import (
    ADD,
    ALL,
    FORM,
    KK,
    RU,
    change_url,
    current_tab,
    errors_on,
    full_article,
    in_each_edition,
    in_each_language,
    live_rows,
    open_form,
    press,
    rows,
    shared_values,
    words_in_draft,
)
from articles.tests.makers import (
    add_node,
    make_article,
    make_author,
    make_category,
    make_photo,
    make_tag,
    photo_node,
    recall_node,
)
from articles.tests.page_content import elements, form_values, parts_of, submit, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

WORDS = ["title", "lead", "body", "slug", "source_name"]


@in_each_edition
def test_the_form_shows_the_words_of_one_edition(signed_in, edition):
    article, here = full_article(), edition.english_name
    response = open_form(signed_in("editor"), article, edition)
    shown = form_values(response, FORM)
    assert [here in shown[name] for name in WORDS] == [True, True, True, False, True]
    assert shown["slug"] == article.edition(edition).slug
    others = {other.english_name for other in editions.STORED} - {here}
    assert [(name, other) for name, value in shown.items() for other in others if other in value] == []
    texts = [text for name in ("title", "lead", "body") for text in elements(response, "textarea", name=name)]
    assert [(text.get("lang"), text.get("dir")) for text in texts] == [(edition.tag, edition.direction)] * 3


@in_each_edition
def test_five_tabs_are_links_and_one_is_current(signed_in, edition):
    response = open_form(signed_in("editor"), full_article(), edition)
    (tabs,) = parts_of(response, "edition-tabs")
    links = {link.get("href"): link.get("aria-current") for link in tabs.iter("a")}
    assert links == {f"?edition={other.code}": "page" if other == edition else None for other in editions.STORED}
    names = [name for link in tabs.iter("a") for name in link.iter("span") if name.get("lang")]
    assert [(name.get("lang"), words_of(name)) for name in names] == [
        (other.tag, other.autonym) for other in editions.STORED
    ]


def test_a_tab_shows_the_state_of_its_edition(signed_in):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    article = make_article("ru", "en", "uz-cyrl", title_kk="Қазақша", published_at_en=tomorrow)
    Article.objects.filter(pk=article.pk).update(status_uz_cyrl=Status.WITHDRAWN)
    client = signed_in("editor")

    def tabs():
        (tabs,) = parts_of(open_form(client, article), "edition-tabs")
        return [words_of(link) for link in tabs.iter("a")]

    scheduled = f"English scheduled tomorrow, {timezone.localtime(tomorrow):%H:%M}"
    states = ["Қазақша draft", "Русский original live", scheduled, "简体中文 empty", "Ўзбекча withdrawn"]
    assert tabs() == states
    Draft.objects.filter(language="kk").update(state="in_review")
    submit(client, open_form(client, article, RU), FORM, title="Другой заголовок")
    states[:2] = ["Қазақша in review", "Русский original live, unpublished changes"]
    states[2], states[4] = f"{states[2]} stale: 1 paragraph", f"{states[4]} stale: 1 paragraph"
    assert tabs() == states


@in_each_edition
@pytest.mark.parametrize("status", [Status.UNPUBLISHED, Status.PUBLISHED])
def test_a_story_opens_in_the_first_edition_with_words(signed_in, edition, status):
    response = open_form(signed_in("editor"), make_article(edition.code, status=status))
    assert current_tab(response) == f"?edition={edition.code}"


def test_a_slug_or_a_source_does_not_count_as_words(signed_in):
    article = make_article("ru", slug_kk="slug", source_name_kk="Дереккөз", published_at_kk=timezone.now())
    client = signed_in("editor")
    assert current_tab(open_form(client, article)) == "?edition=ru"
    Draft.objects.filter(article=article).update(lead="Лид")
    assert current_tab(open_form(client, article)) == "?edition=kk"


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
    assert current_tab(response) == f"?edition={language}"
    assert form_values(response, FORM)["_edition"] == language


# Saving


@in_each_edition
@in_each_language
def test_saving_one_edition_changes_its_draft_alone(signed_in, edition, language):
    article, client = full_article(), signed_in("editor", language)
    before = {other: words_in_draft(article, other) for other in editions.STORED}
    live = live_rows(article)
    response = submit(client, open_form(client, article, edition), FORM, title="Changed")
    assert (response.status_code, response.url) == (302, f"{change_url(article)}?edition={edition.code}")
    after = {other: words_in_draft(article, other) for other in editions.STORED}
    assert after == before | {edition: before[edition] | {"title": "Changed"}}
    assert live_rows(article) == live


@in_each_edition
@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.UNPUBLISHED])
def test_saving_without_changes_changes_nothing(signed_in, edition, status):
    article, other = full_article(status=status), make_article("ru")
    add_node(article, photo_node(make_photo(alt_en="A station")), after=1)
    add_node(article, recall_node(other), after=0)
    article.related_places.create(related=other, position=2)
    make_author("asel", article)
    article.tags.add(make_tag())
    before, client = live_rows(article), signed_in("editor")
    words = words_in_draft(article, edition)
    assert submit(client, open_form(client, article, edition), FORM).status_code == 302
    assert live_rows(article) == before
    assert words_in_draft(article, edition) == words
    assert (DraftChange.objects.count(), [*SharedDraft.objects.exclude(version=0)]) == (0, [])


def test_a_form_saves_the_edition_that_it_showed_even_if_another_now_comes_first(signed_in):
    """The URL of a story opened from the list has no edition."""
    article = make_article("ru", status=Status.UNPUBLISHED, title="Заголовок")
    client = signed_in("editor")
    opened = open_form(client, article)
    assert form_values(opened, FORM)["title"] == "Заголовок"
    kazakh = {"title": "Тақырып", "lead": "Лид", "slug": "taqyryp", "source_name": "Дереккөз"}
    Draft.objects.create(article=article, language="kk", blocks=[["aaaaaaa1", "<p>Мәтін</p>"]], **kazakh)
    assert current_tab(open_form(client, article)) == "?edition=kk"
    submit(client, opened, FORM, title="Новый заголовок")
    assert words_in_draft(article, KK) == kazakh | {"body": "<p>Мәтін</p>"}
    assert words_in_draft(article, RU)["title"] == "Новый заголовок"


@in_each_edition
def test_a_new_story_stays_open_in_its_edition(signed_in, edition):
    client = signed_in("reporter")
    form = client.get(ADD, {"edition": edition.code})
    added = submit(client, form, FORM, title="New", body="<p>Words</p>")
    new = Article.objects.get()
    assert added.headers["Location"] == f"{change_url(new)}?edition={edition.code}"
    words = dict.fromkeys(WORDS, "") | {"title": "New", "body": "<p>Words</p>"}
    assert words_in_draft(new, edition) == words
    assert (new.original_language, new.title, new.edition(edition).status) == (edition.code, "", Status.UNPUBLISHED)
    submit(client, form, FORM, title="New", body="<p>Words</p>")
    assert Article.objects.get() == new  # a form that is sent again adds no second story


def test_shared_fields_are_applied_at_once_only_while_no_edition_is_public(signed_in):
    section, tag, author = make_category(), make_tag(), make_author()
    photo, other = make_photo(alt_ru="Станция"), make_article("ru")
    changes = {"category": section.pk, "tags": [tag.pk], "lead_photo": photo.pk, "kind": "opinion"}
    changes |= rows("byline", {"author": author.pk, "position": 3})
    changes |= rows("related", {"related": other.pk, "position": 1})
    expected = {"kind": "opinion", "category": section.pk, "lead_photo": photo.pk, f"tag:{tag.pk}": True}
    expected |= {f"byline:{author.pk}": 3, f"related:{other.pk}": 1}
    client, tomorrow = signed_in("reporter"), timezone.now() + timezone.timedelta(days=1)
    for status, at, is_applied in (
        (Status.UNPUBLISHED, None, True),
        (Status.PUBLISHED, timezone.now(), False),
        (Status.PUBLISHED, tomorrow, False),
    ):
        article = make_article("ru", status=status, published_at=at)
        before = live_rows(article)
        assert submit(client, open_form(client, article, RU), FORM, **changes).status_code == 302
        assert expected.items() <= shared_values(article).items()
        article.refresh_from_db()
        tagged = [article.kind, article.lead_photo, [*article.tags.all()], [*article.authors.all()]]
        if is_applied:
            assert tagged == ["opinion", photo, [tag], [author]]
            assert [(row.related, row.position) for row in article.related_places.all()] == [(other, 1)]
        else:
            assert live_rows(article) == before


def test_a_row_is_removed_by_its_box_or_by_emptying_it(signed_in):
    authors = [make_author(key) for key in ("a", "b", "c")]
    article = make_article("ru", status=Status.UNPUBLISHED)
    for place, author in enumerate(authors):
        article.bylines.create(author=author, position=place)
    client = signed_in("reporter")
    submit(client, open_form(client, article, RU), FORM, **{"byline-0-DELETE": "on", "byline-2-author": ""})
    assert [*article.authors.all()] == [authors[1]]


def test_each_list_has_one_empty_row_for_those_without_a_script(signed_in):
    article, client = make_article("ru", status=Status.UNPUBLISHED), signed_in("reporter")
    asel, other = make_author("asel"), make_article("ru")
    article.bylines.create(author=make_author("first"), position=0)
    chosen = {"byline-1-author": asel.pk, "related-0-related": other.pk}
    assert chosen.keys() <= form_values(open_form(client, article, RU), FORM).keys()
    submit(client, open_form(client, article, RU), FORM, **chosen)
    assert (article.bylines.count(), [*article.related.all()]) == (2, [other])
    assert article.bylines.get(author=asel).position == 0


# A form that is refused


REFUSED = [
    ("category", "9" * 23, "choices"),
    ("category", "\0", "Null"),
    ("tags", "abc", "value"),
    ("lead_photo", "4000", "choices"),
    ("kind", "poem", "choices"),
    ("source_url", "no address", "URL"),
    ("byline-0-position", "third", "number"),
    ("byline-1-author", "9" * 5_000, "number"),
    ("related-0-position", "-1", "greater"),
    ("related-0-related", "abc", "number"),
    ("title", "a" * 2_001, "2000"),
    ("version", "first", "number"),
    ("body", "<p>a</p>" * 2_001, "too long"),
    ("version", "99999999999", "less"),
    ("shared_version", "-5", "greater"),
]


@pytest.mark.parametrize(("field", "wrong", "told"), REFUSED)
def test_a_refused_form_keeps_everything_that_was_typed(signed_in, field, wrong, told):
    article, client, asel = make_article("ru"), signed_in("editor"), make_author("asel")
    typed = {"title": "Набранный заголовок", "lead": "Лид\r\nв две строки", "slug": "adres", "source_name": "Источник"}
    typed |= {"body": '<p data-block="aaaaaaa1">Новый</p>', "kind": "opinion", "paid": "", "tags": [make_tag().pk]}
    typed |= rows("byline", {"author": asel.pk, "position": 0}, {"author": make_author("b").pk, "position": 1})
    typed |= rows("related", {"related": make_article("ru").pk, "position": 0})
    typed |= {"comments_are_open": "on", field: [wrong] if field == "tags" else wrong}
    form, before = open_form(client, article, RU), live_rows(article)
    response = submit(client, form, FORM, **typed)
    assert response.status_code == 200
    assert told in words_in(response, "errornote")
    assert (DraftChange.objects.count(), live_rows(article)) == (0, before)
    shown = form_values(response, FORM)
    kept = {name: value if name == "tags" else str(value) for name, value in typed.items() if name != field}
    assert {name: texts_of(shown.get(name, "")) for name in kept} == {
        name: texts_of(value) for name, value in kept.items()
    }


def test_a_form_whose_versions_are_not_known_any_more_loses_nothing(signed_in):
    """As after a backup was restored: what differs waits for a decision, and the rest is saved."""
    article, client = make_article("ru", title="Заголовок", body="<p>Абзац</p>"), signed_in("editor")
    typed = {"title": "Другой", "body": '<p data-block="aaaaaaa1">Новый</p>', "kind": "opinion"}
    typed |= rows("byline", {"author": (asel := make_author("asel")).pk, "position": 0})
    response = submit(client, open_form(client, article, RU), FORM, **typed, version="7", shared_version="7")
    assert "/conflicts/" in response.url
    assert {one.part: (one.mine, one.theirs) for one in DraftConflict.objects.all()} == {
        "title": ("Другой", "Заголовок"),
        "kind": ("opinion", "news"),
    }
    words = words_in_draft(article, RU)
    assert (words["title"], sorted(re.findall("<p>.*?</p>", words["body"]))) == (
        "Заголовок",
        ["<p>Абзац</p>", "<p>Новый</p>"],
    )
    assert shared_values(article)[f"byline:{asel.pk}"] == 0


def texts_of(value):
    """Lines end differently in a page and in what a browser sends."""
    return [str(one).replace("\r\n", "\n") for one in (value if isinstance(value, list) else [value])]


def test_errors_are_named_beside_their_fields(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    response = submit(
        client, open_form(client, article, RU), FORM, category="abc", **rows("byline", {"position": "third"})
    )
    assert sorted(errors_on(response)) == [
        "Enter a whole number.",
        "Select a valid choice. That choice is not one of the available choices.",
    ]
    assert "Position: Enter a whole number." in words_in(response, "errornote")


# Pop-ups


def test_a_popup_form_remains_a_popup_on_its_other_tabs(signed_in):
    """Else a photo added from a story's form could not be selected there."""
    (tabs,) = parts_of(signed_in("editor").get("/admin/articles/photo/add/?_popup=1&_to_field=id"), "edition-tabs")
    assert [link.get("href") for link in tabs.iter("a")] == [f"?_popup=1&_to_field=id&edition={code}" for code in ALL]


@pytest.mark.parametrize("address", ["/admin/articles/photo/add/", ADD])
def test_a_popup_form_opens_in_the_edition_of_the_story(signed_in, address):
    """Else the new picture would have no description in the edition that needs it."""
    referrer = {"Referer": "http://testserver/admin/articles/article/1/change/?edition=zh-hans"}
    client = signed_in("editor", language="ru")
    for query, headers, edition in (("?_popup=1", referrer, "zh-hans"), ("?_popup=1", {}, "ru"), ("", referrer, "ru")):
        opened = client.get(address + query, headers=headers)
        (form,) = [form for form in elements(opened, "form") if form.get("id", "").endswith("_form")]
        assert form_values(opened, form.get("id"))["_edition"] == edition


def test_a_story_added_in_a_popup_is_handed_to_the_form_that_asked_for_it(signed_in):
    client = signed_in("reporter")
    form = client.get(f"{ADD}?_popup=1&_to_field=id&edition=kk")
    response = submit(client, form, FORM, title="Көктем")
    new = Article.objects.get()
    (script,) = elements(response, "script", id="django-admin-popup-response-constants")
    assert f'"value": "{new.pk}"' in script.get("data-popup-response")
    assert "[kk]" in script.get("data-popup-response")
    assert words_in_draft(new, KK)["title"] == "Көктем"


def test_invalid_initial_data_in_the_url_causes_no_error(signed_in):
    assert signed_in("editor").get("/admin/articles/article/add/?category=abc&lead_photo=%00").status_code == 200


@pytest.mark.parametrize("at", ["2030-02-03T04:05", "2030-02-03 04:05:06", "2024-02-29T23:30", "2030-02-03", "1.2.30"])
def test_a_proposed_time_is_one_of_the_newsroom(signed_in, at):
    for add, name in (("article", "published_at"), ("breakingline", "until"), ("lawday", "starts_at")):
        response = signed_in("chief editor").get(f"/admin/articles/{add}/add/", {name: at})
        assert (add, response.status_code) == (add, 200)
    if at.startswith("2030-02-03T"):
        values = [field.get("value") for field in elements(response, "input") if "starts_at" in field.get("name", "")]
        assert values[:2] == ["2030-02-03", "04:05"]


def test_words_that_are_refused_create_no_story(signed_in):
    client, address = signed_in("editor"), "/admin/articles/article/new/ru/"
    numbers = []
    for title in ("x" * 3_000, "x"):
        sent = {"key": "a" * 10, "base": 0, "fields": {"title": title}}
        status = client.post(address, sent, content_type="application/json").status_code
        numbers.append((status, Article.objects.count()))
    assert numbers == [(413, 0), (200, 1)]


@pytest.mark.parametrize("act", ["save", "move", "publish"])
def test_no_story_is_made_of_nothing(signed_in, act):
    client = signed_in("editor")
    form = client.get(ADD, {"edition": "ru"})
    chosen = {"kind": "opinion", "to": "in_review"}
    response = submit(client, form, FORM, **chosen) if act == "save" else press(client, form, act, **chosen)
    assert errors_on(response) == ["This field is required."]
    assert (form_values(response, FORM)["kind"], Article.objects.count()) == ("opinion", 0)


def test_beside_a_picker_is_a_link_to_change_the_chosen_row_and_none_to_delete_it(signed_in):
    article = make_article("ru", category=make_category(), lead_photo=make_photo(alt_ru="Вид"))
    chief = signed_in("chief editor")
    ids = {link.get("id") for link in elements(open_form(chief, article, RU), "a") if link.get("id")}
    assert {"change_id_category", "change_id_lead_photo"} <= ids
    assert {one for one in ids if one.startswith(("delete_", "view_"))} == set()
