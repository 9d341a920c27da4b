"""A name can tell what a draft is about: «Arrest of an akim». Sections, tags and authors are public with a story."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Author, Byline, Category, Status, Tag
from articles.tests.desk import ALL, errors_on, open_form
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from articles.tests.page_content import elements, submit
from newsroom import editions
from newsroom.editions.columns import column
from newsroom.identity.models import Link, Place
from newsroom.informers.models import Town

pytestmark = pytest.mark.django_db

in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)

PLACES = ["", "section/", "tag/", "author/", "page/", "archive/", "search/?q=7"]
"""Pages that could list a name. The names are numbers, so that they are the same in all letters."""


def put_into_lists(number, story):
    """Give a story a section, a tag and an author with this number as their names, and link to their pages."""
    key = f"key-{number}"
    story.category = make_category(key, parent=Category.objects.filter(key="top").first(), name_ru=str(number), **NONE)
    story.save()
    story.tags.add(make_tag(key, name_ru=str(number), **NONE))
    make_author(key, story, name_ru=str(number), **NONE)
    for kind in ("section", "tag", "author"):
        Link.objects.create(
            key=f"{kind}-{number}",
            place=Place.MENU,
            label_ru=str(number),
            address=f"{kind}/{key}/",
            position=number % 10,
        )


NONE = {column("name", edition): None for edition in editions.STORED if edition.code != "ru"}


@pytest.fixture
def top():
    return make_category("top")


@pytest.fixture
def named_stories(top):
    """{number: a story that isn't published in the edition}, and 777700, which is."""

    def make(edition):
        others = [code for code in ALL if code != edition.stored_in]
        later = timezone.now() + timezone.timedelta(hours=1)
        stories = {
            777701: make_article(edition.stored_in, status=Status.UNPUBLISHED),
            777703: make_article(edition.stored_in, status=Status.WITHDRAWN),
            777704: make_article(edition.stored_in, published_at=later),
            777705: make_article(*others),
            777700: make_article(edition.stored_in),
        }
        for number, story in stories.items():
            put_into_lists(number, story)
        return stories

    return make


def numbers_on(response):
    return {int(number) for number in re.findall(r"\b77770\d\b", page_text(response))}


def page_text(response):
    return response.content.decode()


@in_each_edition
def test_names_without_a_published_story_in_the_edition_are_nowhere(client, named_stories, edition):
    numbers = set(named_stories(edition))
    pages = {place: client.get(f"/{edition.code}/{place}") for place in [*PLACES, "section/top/"]}
    assert {place: numbers_on(page) for place, page in pages.items()} == {place: {777700} for place in pages}
    assert numbers == {777700, 777701, 777703, 777704, 777705}


@in_each_edition
@pytest.mark.parametrize("kind", ["section", "tag", "author"])
def test_their_pages_are_not_found_and_not_linked_from_other_editions(client, named_stories, edition, kind):
    numbers = named_stories(edition)
    found = {number: client.get(f"/{edition.code}/{kind}/key-{number}/").status_code for number in numbers}
    assert found == dict.fromkeys(numbers, 404) | {777700: 200}
    other = next(other for other in editions.STORED if other.code != edition.stored_in)
    page = client.get(f"/{other.code}/{kind}/key-777705/")
    tags = {link.get("hreflang") for link in elements(page, "link", rel="alternate")}
    assert page.status_code == 200
    assert tags == {"x-default", *(one.tag for one in editions.EDITIONS if one.stored_in != edition.stored_in)}
    if kind == "section":
        polled = {
            number: client.get(f"/{edition.code}/section/key-{number}/latest.json").status_code for number in numbers
        }
        assert polled == found


def test_a_section_is_public_with_a_story_in_a_subsection(client, top):
    make_article("ru", category=make_category("below", parent=make_category("middle", parent=top)))
    keys = [link.get("href") for link in elements(client.get("/ru/section/"), "ul", **{"class": "index"})[0].iter("a")]
    assert keys == ["/ru/section/top/", "/ru/section/middle/", "/ru/section/below/"]


# Thousands of tags


def test_a_list_of_hundreds_of_names_has_pages(client):
    story = make_article("ru")
    story.tags.add(
        *Tag.objects.bulk_create(Tag(key=f"tag-{number:03}", name_ru=f"Тег {number:03}") for number in range(301))
    )
    lists = [elements(client.get(f"/ru/tag/{query}"), "ul", **{"class": "index"})[0] for query in ("", "?page=2")]
    assert [len(list(names.iter("li"))) for names in lists] == [300, 1]
    assert client.get("/ru/tag/?page=3").status_code == 404


# Words that are written for an edition are not lent


LENT = "98989 98989"


@in_each_edition
def test_captions_credits_and_sources_of_another_edition_are_not_printed(client, edition):
    lender = next(other for other in editions.STORED if other.code != edition.stored_in)
    own = {column("alt", edition): "Alt 1", column("caption", edition): "2 2 2"}
    photo = make_photo(**own, **{column(name, lender): LENT for name in ("alt", "caption", "credit")})
    story = make_article(
        edition.stored_in,
        lead_photo=photo,
        **{
            column("source_name", lender): LENT,
            column("title", lender): "Other",
            column("status", lender): Status.UNPUBLISHED,
        },
    )
    make_author("asel", story, photo=photo, **{column(name, lender): LENT for name in ("role", "note")})
    pages = [
        client.get(story.address_in(edition)),
        client.get(f"/{edition.code}/"),
        client.get(f"/{edition.code}/author/asel/"),
    ]
    assert [LENT in page_text(page) for page in pages] == [False] * 3
    assert "2 2 2" in page_text(pages[0])
    lent = client.get(make_article(lender.code, lead_photo=photo).address_in(lender))
    assert LENT in page_text(lent)


# What readers see is changed by those who may publish


@pytest.mark.parametrize("make", [make_category, make_tag, make_author])
@pytest.mark.parametrize(("role", "may"), [("translator", False), ("chief editor", True)])
def test_a_name_that_readers_see_is_changed_only_by_those_who_may_publish(signed_in, make, role, may):
    row = make("society", name_kk="", name_zh_hans="", name_uz_cyrl="")  # Kazakh and Uzbek readers see the Russian name
    client, form = signed_in(role), f"{row._meta.model_name}_form"

    def rename(code):
        response = open_form(client, row, editions.BY_CODE[code])
        name = column("name", editions.BY_CODE[code])
        submit(client, response, form, **{name: "New name"})
        row.refresh_from_db()
        changed = getattr(row, name) == "New name"
        type(row).objects.filter(pk=row.pk).update(**{name: {"ru": "Society", "en": "Society"}.get(code, "")})
        return changed

    if role == "translator":
        assert all(map(rename, ALL))
    add_to_story(row, make_article("uz-cyrl"))
    assert {code: rename(code) for code in ALL} == {"kk": True, "ru": may, "en": True, "zh-hans": True, "uz-cyrl": may}


def add_to_story(row, story):
    if isinstance(row, Category):
        story.category = make_category("below", parent=row)
        story.save()
    elif isinstance(row, Tag):
        story.tags.add(row)
    else:
        Byline.objects.create(article=story, author=row)


# Every row has a name


@pytest.mark.parametrize("model", [Category, Tag, Author, Town])
@pytest.mark.parametrize("blank", [None, "", " \t\N{ZERO WIDTH SPACE}"])
def test_a_row_without_any_name_cannot_be_saved(model, blank):
    row = model(key="nameless", **{column("name", edition): blank for edition in editions.STORED})
    with pytest.raises(ValidationError, match="Enter a name in at least one language"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.name_zh_hans = "名"
    row.full_clean()
    row.save()


@pytest.mark.parametrize(
    ("language", "message"),
    [("kk", "Кемінде бір тілде атау енгізіңіз."), ("ru", "Введите название хотя бы на одном языке.")],
)
def test_the_form_says_so_in_the_language_of_the_desk(signed_in, language, message):
    client = signed_in("chief editor", language)
    response = client.post("/admin/articles/tag/add/?edition=ru", {"_edition": "ru", "name_ru": "", "key": "nameless"})
    assert errors_on(response)[-1:] == [message]
    assert not Tag.objects.exists()
