"""The desk: one edition at a time, nothing lost, nobody past their rights, and found whatever is looked for."""

import json
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.models import Article, ArticlePhoto, Byline, LegacyAddress, Photo, RelatedArticle, Status
from articles.tests.makers import in_all_editions, make_article, make_author, make_category, make_photo, make_tag
from articles.tests.reading import elements, form_values, page_of, parts_of, submit, words_in, words_of
from newsroom import editions
from newsroom.clean_html import clean_html
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
ALL = [edition.code for edition in editions.STORED]
FORM = "article_form"
LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


@pytest.fixture
def superuser(client):
    """superuser("ru") is the client of somebody who may do everything, at a Russian desk."""

    def sign_in(language="en"):
        client.force_login(
            User.objects.create_superuser(f"root-{language}", password="correct horse", language=language)
        )
        return client

    return sign_in


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def open_form(client, row, edition=None):
    return client.get(change_url(row) + (f"?edition={edition.code}" if edition else ""), follow=True)


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def full_article(**fields):
    """A story with something of its own in every column of every edition."""
    texts = {
        f"{field}_{edition.suffix}": text.format(edition.english_name)
        for edition in editions.STORED
        for field, text in {
            "title": "  «{}»\N{NO-BREAK SPACE}– it's <b> & co ",
            "lead": "{}\r\n\r\n\tlead  \n",
            "body": "<p>{}&nbsp;text &amp; <strong>more</strong></p>\n<ul><li><p>item</p></li></ul>",
            "source_name": "Source of {}",
        }.items()
    }
    return make_article(*ALL, **texts | fields)


def errors_on(response):
    return [words_of(item) for errors in parts_of(response, "errorlist") for item in errors.iter("li")]


def messages_on(response):
    return [words_of(item) for messages in parts_of(response, "messagelist") for item in messages.iter("li")]


def current_tab(response):
    (tabs,) = parts_of(response, "edition-tabs")
    (current,) = [link.get("href") for link in tabs.iter("a") if link.get("aria-current") == "page"]
    return current


# One edition at a time


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


def test_a_tab_says_in_which_state_its_edition_is(signed_in):
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
def test_a_story_opens_in_the_first_edition_that_says_something(signed_in, edition):
    response = open_form(signed_in("editor"), make_article(edition.code))
    assert current_tab(response) == f"?edition={edition.code}"


def test_a_headline_is_what_says_something_and_not_a_slug_or_a_source(signed_in):
    rest = {"slug_kk": "slug", "lead_kk": "Лид", "source_name_kk": "Дереккөз", "body_kk": "<p>…</p>"}
    article = make_article("ru", published_at_kk=timezone.now(), **rest)
    assert current_tab(open_form(signed_in("editor"), article)) == "?edition=ru"


@in_each_edition
def test_a_photo_opens_in_the_first_edition_that_describes_it(signed_in, edition):
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
def test_a_new_story_begins_in_the_language_of_the_desk(signed_in, language):
    response = signed_in("reporter", language=language).get(ADD, follow=True)
    assert f"title_{language}" in form_values(response, FORM)


@in_each_edition
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_saving_one_edition_leaves_the_others_byte_for_byte(signed_in, edition, language):
    article = full_article()
    before, client = row_of(article), signed_in("editor", language)
    response = submit(client, open_form(client, article, edition), FORM, **{f"title_{edition.suffix}": "Changed"})
    assert response.status_code == 302
    after = row_of(article)
    assert after[f"title_{edition.suffix}"] == "Changed"
    own = {name for name in after if name.endswith(f"_{edition.suffix}")}
    # The untranslated columns are modeltranslation's own copy of the default edition.
    copies = {"title", "slug", "lead", "body", "source_name", "published_at", "status"}
    different = {name for name in after if after[name] != before[name]} - own - copies
    assert different == {"updated_at"}


@in_each_edition
def test_saving_without_a_change_leaves_the_edition_as_readers_have_it(signed_in, edition):
    minute = timezone.now().replace(second=0, microsecond=0)
    article = full_article(
        **in_all_editions(title="Headline", lead="Lead in one line", slug="kept", published_at=minute)
    )
    before, client = row_of(article), signed_in("editor")
    assert submit(client, open_form(client, article, edition), FORM).status_code == 302
    after = row_of(article)
    assert {name for name in after if after[name] != before[name]} == {"updated_at"}


def test_saving_does_not_move_the_time_of_publication(signed_in):
    """Not even to the minute that the form shows: a corrected story would sink below another one of that minute."""
    moment = timezone.now().replace(second=40, microsecond=5) - timezone.timedelta(minutes=5)
    article, client = make_article("ru", published_at=moment), signed_in("editor")
    assert submit(client, open_form(client, article, RU), FORM, title_ru="Исправлено").status_code == 302
    article.refresh_from_db()
    assert (article.title_ru, article.published_at_ru) == ("Исправлено", moment)


def test_a_changed_time_is_kept_to_the_minute(signed_in):
    article, client = make_article("ru", status=Status.DRAFT, published_at=None), signed_in("editor")
    form = open_form(client, article, RU)
    submit(client, form, FORM, published_at_ru_0="2025-11-24", published_at_ru_1="10:33")
    article.refresh_from_db()
    assert article.published_at_ru.isoformat() == "2025-11-24T05:33:00+00:00"


def test_a_form_saves_the_edition_that_it_showed_even_when_another_has_come_meanwhile(signed_in):
    """A story opened from the list names no edition in its address."""
    article = make_article("ru", status=Status.DRAFT, title="Заголовок")
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
    assert new.in_edition("title", edition) == "New"


def test_save_alone_goes_back_to_the_list(signed_in):
    article, client = full_article(), signed_in("editor")
    assert submit(client, open_form(client, article, RU), FORM, _save="1").headers["Location"] == LIST


# Moving


@in_each_edition
def test_publishing_at_the_desk_puts_the_story_before_readers(client, signed_in, edition):
    article, desk = make_article(edition.code, status=Status.DRAFT, published_at=None), signed_in("editor")
    response = submit(desk, open_form(desk, article, edition), FORM, _move="published")
    assert response.headers["Location"] == f"{change_url(article)}?edition={edition.code}"
    article.refresh_from_db()
    read = client.get(article.address_in(edition))
    assert (read.status_code, words_of(next(page_of(read).iter("h1")))) == (200, article.in_edition("title", edition))
    assert article.address_in(edition) in [
        link.get("href") for link in parts_of(desk.get(response.url), "viewsitelink")
    ]


def test_what_is_typed_is_published_with_the_move(client, signed_in):
    article, desk = make_article("ru", status=Status.DRAFT), signed_in("editor")
    submit(desk, open_form(desk, article, RU), FORM, title_ru="Только что набранное", _move="published")
    article.refresh_from_db()
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Только что набранное")


def test_a_new_story_can_be_published_at_once(client, signed_in):
    desk = signed_in("editor")
    form = desk.get(ADD, {"edition": "ru"})
    submit(desk, form, FORM, title_ru="Срочно", body_ru="<p>Текст</p>", _move="published")
    assert client.get(Article.objects.get().address_in(RU)).status_code == 200


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_refused_move_keeps_what_is_typed_and_says_what_is_missing(signed_in, language):
    article, client = make_article("ru", status=Status.DRAFT, body=""), signed_in("editor", language)
    response = submit(client, open_form(client, article, RU), FORM, lead_ru="Набранный лид", _move="published")
    with override(language):
        missing = gettext("The edition “%(edition)s” has no text.") % {"edition": "Русский"}
    shown = client.get(response.url)
    assert missing in messages_on(shown)
    assert form_values(shown, FORM)["lead_ru"] == "Набранный лид"
    article.refresh_from_db()
    assert (article.status_ru, article.lead_ru) == ("draft", "Набранный лид")


@pytest.mark.parametrize("to", ["live", "", "DRAFT", "\N{CYRILLIC SMALL LETTER A}"])
def test_a_move_to_a_state_that_does_not_exist_breaks_nothing(signed_in, to):
    article, client = make_article("ru", status=Status.DRAFT), signed_in("editor")
    response = submit(client, open_form(client, article, RU), FORM, _move=to)
    assert response.status_code in (302, 400)
    assert row_of(article)["status_ru"] == "draft"


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_a_move_beyond_the_role_is_refused(signed_in, role):
    article, client = make_article("ru", status=Status.DRAFT), signed_in(role)
    form = open_form(client, article, RU)
    buttons = [button.get("value") for button in elements(form, "button", name="_move")]
    assert buttons == ["in_review"]
    assert submit(client, form, FORM, _move="published").status_code == 403
    assert submit(client, form, FORM, _move="in_review").status_code == 302
    assert row_of(article)["status_ru"] == "in_review"


# What readers have


def test_an_edited_headline_is_what_readers_see(client, signed_in):
    article, desk = make_article("ru", title="Прежний"), signed_in("editor")
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Прежний")
    assert submit(desk, open_form(desk, article, RU), FORM, title_ru="Новый").status_code == 302
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Новый")
    assert "Прежний" not in client.get("/ru/").content.decode()


def test_a_changed_address_leaves_the_former_one_behind(client, signed_in):
    article, desk = make_article("ru", slug="old"), signed_in("editor")
    former = article.address_in(RU)
    submit(desk, open_form(desk, article, RU), FORM, slug_ru="new")
    response = client.get(former)
    assert (response.status_code, response.headers["Location"]) == (301, former.replace("/old/", "/new/"))
    assert LegacyAddress.objects.get().path == former


def test_an_address_that_another_story_has_is_a_fault_of_the_form(signed_in):
    make_article("ru", slug="taken")
    article, client = make_article("ru", slug="own"), signed_in("editor")
    response = submit(client, open_form(client, article, RU), FORM, slug_ru="taken")
    assert (response.status_code, errors_on(response)) == (200, ["Article with this Address [ru] already exists."])


@pytest.mark.parametrize("field", ["title_ru", "body_ru", "published_at_ru_0"])
def test_what_a_live_edition_needs_cannot_be_emptied(signed_in, field):
    article, client = make_article("ru"), signed_in("editor")
    before = row_of(article)
    changes = {field: "", "published_at_ru_1": ""} if "published" in field else {field: ""}
    response = submit(client, open_form(client, article, RU), FORM, **changes)
    assert response.status_code == 200
    assert len(errors_on(response)) == 1
    assert row_of(article) == before


def test_a_fault_in_another_edition_is_said_above_the_form(signed_in):
    article, client = make_article("ru", kind="brief", title="Кратко"), signed_in("editor")
    Article.objects.filter(pk=article.pk).update(body_ru="")
    response = submit(client, open_form(client, article, KK), FORM, kind="news")
    assert errors_on(response) == ["The edition “Русский” has no text."]


def test_a_lead_photo_without_description_is_a_fault_of_the_form(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    silent, described = make_photo(key="silent", alt_kk="Бекет"), make_photo(alt_ru="Станция")
    response = submit(client, open_form(client, article, RU), FORM, lead_photo=silent.pk)
    assert (response.status_code, errors_on(response)) == (
        200,
        ["No description for those who do not see the picture, in the edition “Русский”: Бекет [kk]."],
    )
    assert submit(client, open_form(client, article, RU), FORM, lead_photo=described.pk).status_code == 302
    assert Article.objects.get().lead_photo == described


def test_a_photo_in_the_text_without_description_is_a_fault_of_the_form(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    silent, described = make_photo(key="silent"), make_photo(alt_ru="Станция")

    def place(photo):
        row = {"placed_photos-TOTAL_FORMS": "1", "placed_photos-0-photo": photo.pk}
        row |= {"placed_photos-0-after_paragraph": "1", "placed_photos-0-article": article.pk}
        return submit(client, open_form(client, article, RU), FORM, **row)

    response = place(silent)
    assert response.status_code == 200
    message = "This photo has no description in the edition “Русский”, which is published."
    assert errors_on(response) == [message]
    assert place(described).status_code == 302
    assert [placed.photo for placed in ArticlePhoto.objects.all()] == [described]


def test_a_description_that_a_live_edition_needs_cannot_be_emptied(signed_in):
    lead, inside = make_photo(alt_ru="Станция"), make_photo(alt_ru="Перрон")
    article, client = make_article("ru", lead_photo=lead), signed_in("editor")
    ArticlePhoto.objects.create(article=article, photo=inside)
    for photo in (lead, inside):
        response = submit(client, open_form(client, photo, RU), "photo_form", alt_ru="")
        assert response.status_code == 200
        assert Photo.objects.get(pk=photo.pk).alt_ru == photo.alt_ru
        assert submit(client, open_form(client, photo, RU), "photo_form", alt_ru="Вид").status_code == 302


# Who may


def test_a_reporter_reads_a_live_edition_and_changes_it_not(signed_in):
    article, client = make_article("ru", title="Заголовок"), signed_in("reporter")
    response = open_form(client, article, RU)
    assert (response.status_code, "title_ru" in form_values(response, FORM)) == (200, False)
    assert client.post(f"{change_url(article)}?edition=ru", {"title_ru": "Другой"}).status_code == 403
    assert Article.objects.get().title_ru == "Заголовок"


def test_a_reporter_changes_a_draft(signed_in):
    article, client = make_article("ru", title="Заголовок", status=Status.DRAFT), signed_in("reporter")
    assert submit(client, open_form(client, article, RU), FORM, title_ru="Другой").status_code == 302
    assert Article.objects.get().title_ru == "Другой"


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_a_draft_beside_a_live_edition_may_be_changed_and_what_they_share_not(signed_in, role):
    section, tag, photo = make_category("society"), make_tag("elections"), make_photo(alt_ru="Станция", alt_kk="Бекет")
    article, client = make_article("ru", title_kk="Тақырып", category=section), signed_in(role)
    other, author = make_article("ru"), make_author("asel")
    form = open_form(client, article, KK)
    forged = {
        "title_kk": "Жаңа тақырып", "title_ru": "Подделка", "status_ru": "draft", "status_kk": "published",
        "kind": "opinion", "category": "", "tags": [tag.pk], "lead_photo": photo.pk, "key": "forged",
        "original_language": "en", "source_url": "https://example.com/", "has_assumed_time": "on",
        "bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "0", "bylines-0-author": author.pk,
        "bylines-0-position": "0", "bylines-0-article": article.pk,
        "placed_photos-TOTAL_FORMS": "1", "placed_photos-INITIAL_FORMS": "0", "placed_photos-0-photo": photo.pk,
        "placed_photos-0-after_paragraph": "0", "placed_photos-0-article": article.pk,
        "related_places-TOTAL_FORMS": "1", "related_places-INITIAL_FORMS": "0",
        "related_places-0-related": other.pk, "related_places-0-position": "0",
        "related_places-0-article": article.pk,
    }  # fmt: skip
    before = row_of(article)
    assert submit(client, form, FORM, **forged).status_code == 302
    after = row_of(article)
    different = {name for name in after if after[name] != before[name]}
    assert different - {"title", "slug", "lead", "body"} <= {"title_kk", "slug_kk", "lead_kk", "body_kk", "updated_at"}
    assert after["title_kk"] == "Жаңа тақырып"
    assert [article.tags.count(), Byline.objects.count(), ArticlePhoto.objects.count()] == [0, 0, 0]
    assert RelatedArticle.objects.count() == 0


def test_an_editor_changes_what_the_editions_of_a_live_story_share(signed_in):
    article, tag, author = make_article("ru"), make_tag("elections"), make_author("asel")
    client = signed_in("editor")
    row = {"bylines-TOTAL_FORMS": "1", "bylines-0-author": author.pk, "bylines-0-position": "0"}
    row |= {"bylines-0-article": article.pk, "tags": [tag.pk], "kind": "opinion"}
    assert submit(client, open_form(client, article, RU), FORM, **row).status_code == 302
    article.refresh_from_db()
    assert [article.kind, list(article.tags.all()), list(article.authors.all())] == ["opinion", [tag], [author]]


# Hostile text


@pytest.mark.parametrize(
    "hostile",
    [
        '<p onclick="alert(1)">Text</p><script>alert(1)</script>',
        "<p>Text<img src=x onerror=alert(1)><svg/onload=alert(1)></p>",
        '<p><a href="javascript:alert(1)">Text</a></p><iframe src="//evil.example"></iframe>',
        '<p style="position:fixed">Text</p><style>*{display:none}</style><form action="//evil.example"><input></form>',
        "<p>Text</p><math><mtext></p><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    ],
)
def test_hostile_text_is_stored_clean(client, signed_in, hostile):
    article, desk = make_article("ru"), signed_in("editor")
    assert submit(desk, open_form(desk, article, RU), FORM, body_ru=hostile).status_code == 302
    stored = Article.objects.get().body_ru
    assert stored == clean_html(hostile)
    assert "Text" in stored
    page = client.get(article.address_in(RU))
    (story,) = parts_of(page, "story-text")
    assert {element.tag for element in story.iter()} <= {"div", "p", "a"}
    assert {name for element in story.iter() for name in element.attrib} <= {"class"}


def test_hostile_names_are_shown_as_text_at_the_desk(superuser):
    hostile = '"><script>alert(1)</script>'
    article = make_article("ru", title=hostile, lead=hostile, category=make_category("society", name_ru=hostile))
    make_photo(alt_ru=hostile)
    client = superuser()
    for address in (LIST, change_url(article), "/admin/articles/photo/", "/admin/articles/category/"):
        page = client.get(address, follow=True)
        assert "<script>alert(1)" not in page.content.decode()
        assert page.status_code == 200
    assert "&lt;script&gt;alert(1)" in client.get(LIST).content.decode()


# The list


def found(client, words, address=LIST):
    response = client.get(address, {"q": words})
    assert response.status_code == 200
    return [row.pk for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("ru", "Акимы всех уровней", "акимы"),
        ("ru", "Акимы всех уровней", "УРОВНЕЙ АКИМЫ"),
        ("kk", "Әкімдер сайлауы Өскеменде", "әКІМДЕР өскемен"),
        ("uz-cyrl", "Қишлоқ ҳокимлари Ўзбекистон", "ҳОКИМЛАРИ ўзбек қишлоқ"),
        ("en", "Rural Akims", "rURAL aKIMS"),
        ("zh-hans", "哈萨克斯坦政府", "斯坦"),
        ("ru", "Ёлка в Алматы", "ёлка"),
        ("ru", "Итоги: «Amanat» победил", '"«amanat» победил"'),
    ],
)
def test_a_story_is_found_in_any_language_and_any_case(signed_in, code, title, words):
    story, _other = make_article(code, title=title), make_article(code, title="Something else entirely")
    assert found(signed_in("reporter"), words) == [story.pk]


@in_each_edition
@pytest.mark.parametrize("field", ["title", "lead"])
def test_every_edition_is_looked_through(signed_in, edition, field):
    story = make_article("ru", **{f"{field}_{edition.suffix}": "Встреча с Избирателями"})
    make_article("ru")
    assert found(signed_in("reporter"), "ИЗБИРАТЕЛЯМИ") == [story.pk]


def test_a_story_is_found_by_its_key(signed_in):
    story, _other = make_article("ru", key="akims-leave"), make_article("ru")
    assert found(signed_in("reporter"), "AKIMS-leave") == [story.pk]


def test_every_word_must_stand_and_may_stand_in_different_editions(signed_in):
    story = make_article("ru", title_ru="Выборы", title_kk="Сайлау")
    make_article("ru", title_ru="Выборы")
    client = signed_in("reporter")
    assert found(client, "выборы сайлау") == [story.pk]
    assert found(client, "выборы сайлау осень") == []


SIGNS = [
    ".*",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "\\d",
    "^",
    "$",
    "|",
    "?",
    "+",
    "{2}",
    "a{",
    "(?i)",
    "[[:alpha:]]",
    "\\y",
    "***:.",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_means_itself(signed_in, sign):
    story, _other = make_article("ru", title=f"Знак {sign} здесь"), make_article("ru", title="Без знака: abc 123")
    assert found(signed_in("reporter"), sign) == [story.pk]


@pytest.mark.parametrize("words", ["\0", "a\0b", "'", '"', "''", '"\\"', "\\", "\N{ZERO WIDTH SPACE}", "й\u0306\u0301"])
@pytest.mark.parametrize("model", ["article", "photo", "category", "tag", "author"])
def test_a_strange_query_breaks_no_list(superuser, words, model):
    client = superuser()
    assert client.get(f"/admin/articles/{model}/", {"q": words}).status_code == 200
    asked = {"app_label": "articles", "model_name": "article", "field_name": "category", "term": words}
    assert client.get("/admin/autocomplete/", asked).status_code == 200


def test_a_page_of_words_in_the_search_box_breaks_nothing(superuser):
    make_article("ru", title="Слово")
    client = superuser()
    assert found(client, "слово") == found(client, "слово " * 20)
    assert found(client, " ".join(f"слово{number}" for number in range(1000))) == []


def test_the_list_names_a_story_by_the_first_edition_that_has_a_headline(signed_in):
    make_article("ru", title_ru="Русский заголовок", title_kk="Қазақ тақырыбы", key="in-two")
    make_article("zh-hans", title_zh_hans="标题", key="in-chinese")
    Article.objects.create(key="in-none")
    shown = [words_of(cell) for cell in parts_of(signed_in("reporter").get(LIST), "field-__str__")]
    assert sorted(shown) == ["in-none", "Қазақ тақырыбы [kk]", "标题 [zh-hans]"]


def test_the_list_shows_the_state_of_each_edition(signed_in):
    make_article("ru", title_kk="Тақырып", status_kk=Status.IN_REVIEW)
    (cell,) = parts_of(signed_in("reporter").get(LIST), "field-states")
    assert words_of(cell) == "kk: in review ru: published"


@pytest.mark.parametrize("status", Status.values)
def test_the_list_is_filtered_by_the_state_in_any_edition(signed_in, status):
    stories = {value: make_article("zh-hans", status=value, status_ru="draft") for value in Status.values}
    client = signed_in("reporter")
    response = client.get(LIST, {"status": status})
    expected = set(stories.values()) if status == "draft" else {stories[status]}
    assert set(response.context["cl"].result_list) == expected
    assert client.get(LIST, {"status": "live'"}).status_code == 200


@pytest.mark.parametrize(
    ("model", "field", "answers"),
    [
        ("article", "category", ["Society"]),
        ("article", "tags", ["Elections"]),
        ("article", "lead_photo", ["Station [en]"]),
        ("byline", "author", ["Asel"]),
        ("articlephoto", "photo", ["Station [en]"]),
        ("relatedarticle", "related", ["Society news [en]"]),
        ("popularplace", "article", ["Society news [en]"]),
        ("legacyaddress", "article", ["Society news [en]"]),
    ],
)
def test_the_lists_below_a_field_answer(superuser, model, field, answers):
    make_category("society")
    make_tag("elections")
    make_author("asel")
    make_photo(alt_en="Station")
    make_article("en", title="Society news")
    client = superuser()
    asked = {"app_label": "articles", "model_name": model, "field_name": field}
    response = client.get("/admin/autocomplete/", asked | {"term": answers[0].split()[0].upper()})
    assert [row["text"] for row in json.loads(response.content)["results"]] == answers
    nothing = client.get("/admin/autocomplete/", asked | {"term": "no such thing"})
    assert json.loads(nothing.content)["results"] == []


# Every page


@pytest.fixture
def one_of_each(seeds):
    story = Article.objects.get(key="akims-leave-amanat")
    LegacyAddress.objects.create(path="/ru/2020/01/01/old/", language="ru", article=story)
    apps.get_model("comments.comment").objects.create(article=story, language="ru", name="Reader", text="Words")
    apps.get_model("auth.group").objects.create(name="guests")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_page_of_the_desk_opens(superuser, one_of_each, language, model):
    client, name = superuser(language), f"{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    addresses = [reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")]
    addresses += [reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    status = {address: client.get(address, follow=True).status_code for address in addresses}
    closed = {address: 403 for address in status if not open_to_a_superuser(model, address)}
    assert status == dict.fromkeys(addresses, 200) | closed


def open_to_a_superuser(model, address):
    label = model._meta.label
    if address.endswith("/add/"):
        return label not in (
            "comments.Comment",
            "identity.SiteIdentity",
        )  # nobody writes a comment; there is one identity
    return not (address.endswith("/delete/") and label == "identity.SiteIdentity")


@pytest.mark.usefixtures("seeds")
@in_each_edition
@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "chief editor", "photo editor", "moderator"])
def test_every_tab_of_a_seed_story_opens_for_every_role(signed_in, edition, role):
    article = Article.objects.get(key="almaty-region-new-constitution")
    response = open_form(signed_in(role), article, edition)
    assert (response.status_code, current_tab(response)) == (200, f"?edition={edition.code}")
