"""Kazakh in Latin and in Arabic letters: every page of the Kazakh edition, transliterated when it is finished."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override

from articles.comments.models import Comment, State
from articles.models import Article
from articles.tests.page_content import elements, page_of, parts_of, submit, words_of
from newsroom import editions
from newsroom.alphabets import convert
from newsroom.dictionary.models import Word

pytestmark = pytest.mark.one_database

DERIVED = [edition for edition in editions.EDITIONS if edition.is_derived]
LATIN, ARABIC = DERIVED
ISOLATES = re.compile("[\u2066-\u2069]")


def story():
    return Article.objects.get(key="unprecedented-reforms-tokayev")


def read(client, edition, thing=None):
    return page_of(client.get((thing or story()).address_in(edition)))


def texts_of(page, tag):
    return [ISOLATES.sub("", words_of(element)) for element in page.iter(tag)]


def converted(texts, edition):
    return [ISOLATES.sub("", convert(text, edition.tag)) for text in texts]


def comment(text, name="Асқар", language="kk"):
    return Comment.objects.create(article=story(), language=language, name=name, text=text, state=State.APPROVED)


# The address map


def routes_below_an_edition(patterns=None):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and (patterns or isinstance(pattern.pattern, LocalePrefixPattern)):
            yield from routes_below_an_edition(pattern.url_patterns)
        elif patterns and isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def below(paths, edition):
    return {path.removeprefix(f"/{edition.code}/") for path in paths if path.startswith(f"/{edition.code}/")}


@pytest.mark.django_db
def test_every_kazakh_page_exists_in_derived_editions_and_every_route_is_reached(crawl):
    unlinked = ["section/", "tag/", "author/", "page/", "2023/", "2023/01/", "2023/01/26/"]
    reached = crawl.reached(*(f"/kk/{rest}" for rest in ["", *unlinked]), below=("/kk/", "/kk-latn/", "/kk-arab/"))
    kazakh = below(reached, editions.DEFAULT)
    assert len(kazakh) > 40

    assert {edition.code: below(reached, edition) ^ kazakh for edition in DERIVED} == {
        "kk-latn": set(),
        "kk-arab": set(),
    }
    assert {path for path in reached if crawl.pages[path].status_code != 200} == set()
    with override(ARABIC.code):
        walked = {resolve(path.split("?")[0]).url_name for path in reached if path.startswith("/kk-arab/")}
    # One takes only what a form sends. Scripts, browsers and messengers ask for the others.
    for_programs = {
        "latest",
        "latest_in_section",
        "read",
        "offline",
        "manifest",
        "share_card",
        "site_card",
        "comment_feed",
        "preview",
        "package_preview",
        "package_story",
        "secret_preview",
    }
    after_forms = {"post_comment", "own_comment", "thank_comment", "mistake_reported", "stop_replies"}
    after_forms |= {name for name in routes_below_an_edition() if name and name.startswith("commenter")}  # switched off
    assert set(routes_below_an_edition()) - walked == {"unknown"} | after_forms | for_programs


@pytest.mark.parametrize("edition", DERIVED, ids=lambda edition: edition.code)
@pytest.mark.usefixtures("seeds")
def test_a_story_is_the_transliterated_kazakh_one(client, edition):
    Word.objects.all().delete()
    kazakh, other = read(client, editions.DEFAULT), read(client, edition)
    assert len(texts_of(kazakh, "p")) > 10

    for tag in ("title", "h1", "h2", "p"):
        assert texts_of(other, tag) == converted(texts_of(kazakh, tag), edition) != texts_of(kazakh, tag)


@pytest.mark.parametrize("path", ["nowhere/", "2025/11/24/no-such-story/", "section/nowhere/"])
@pytest.mark.parametrize("edition", DERIVED, ids=lambda edition: edition.code)
@pytest.mark.usefixtures("seeds")
def test_a_404_page_is_in_the_alphabet_of_its_edition(client, edition, path):
    response = client.get(f"/{edition.code}/{path}")
    (html,) = elements(response, "html")

    assert (response.status_code, html.get("lang"), html.get("dir")) == (404, edition.tag, edition.direction)
    (heading,) = texts_of(page_of(response), "h1")
    assert re.findall("[\u0400-\u04ff]|^$", heading) == []


@pytest.mark.django_db
def test_a_404_outside_the_editions_is_in_the_preferred_alphabet(client):
    response = client.get("/nowhere/", headers={"Accept-Language": "kk-Arab"})
    (html,) = elements(response, "html")

    assert (response.status_code, html.get("lang"), html.get("dir")) == (404, "kk-Arab", "rtl")
    assert re.findall("[\u0400-\u04ff]+", " ".join(texts_of(page_of(response), "h1"))) == []


@pytest.mark.django_db
def test_content_length_is_correct(client):
    for edition in DERIVED:
        response = client.get(f"/{edition.code}/search/")
        assert response.headers["Content-Length"] == str(len(response.content))
        assert client.head(f"/{edition.code}/search/").status_code == 200


@pytest.mark.usefixtures("seeds")
def test_the_desk_is_never_transliterated(signed_in):
    desk = signed_in("editor", language="kk")
    response = desk.get("/admin/", headers={"Accept-Language": "kk-Latn"})

    assert response.headers["Content-Language"] == "kk"
    assert re.search("[\u0400-\u04ff]", response.content.decode())


# Which editions a page says there are


def alternates(page):
    return {link.get("hreflang"): link.get("href") for link in page.iter("link") if link.get("rel") == "alternate"}


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("unprecedented-reforms-tokayev", {"kk", "kk-latn", "kk-arab", "ru", "en"}),
        ("akims-leave-amanat", None),
    ],
)
def test_hreflang_and_canonical_links_agree_in_every_edition(client, key, codes):
    thing = Article.objects.get(key=key)
    there = [edition for edition in editions.EDITIONS if thing.address_in(edition)]
    pages = {edition.tag: read(client, edition, thing) for edition in there}
    assert set(pages) >= {"kk", "kk-Latn", "kk-Arab"}

    wanted = {edition.tag: f"http://testserver{thing.address_in(edition)}" for edition in there}
    wanted["x-default"] = wanted["kk"]
    for tag, page in pages.items():
        assert alternates(page) == wanted
        assert [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"] == [wanted[tag]]


@pytest.mark.slow
@pytest.mark.usefixtures("seeds")
def test_the_switcher_links_to_the_story_or_marks_the_front_page(client):
    thing = story()
    for edition in editions.EDITIONS:
        if not thing.address_in(edition):
            continue
        (switch,) = parts_of(client.get(thing.address_in(edition)), "edition-switch")
        links = {link.get("hreflang"): link for link in switch.iter("a")}
        assert set(links) == {other.tag for other in editions.EDITIONS}
        for other in editions.EDITIONS:
            link, address = links[other.tag], thing.address_in(other)
            assert link.get("href") == (address or f"/{other.code}/")
            assert (link.get("class") == "to-front") is (address is None)
            assert link.get("translate") == "no"
            assert Client().get(link.get("href")).status_code == 200


# What stays as it is


@pytest.mark.usefixtures("seeds")
def test_russian_comments_are_not_transliterated_and_kazakh_ones_are(client):
    comment("Спасибо за статью, очень интересно!", name="Сергей")
    comment("Рахмет, жақсы мақала!")

    for edition, kazakh in ((editions.DEFAULT, "Рахмет, жақсы мақала!"), (LATIN, "Rahmet, jaqsy maqala!")):
        said = parts_of(client.get(story().address_in(edition)), "comment")[::-1]  # the newest stands first
        assert [words_of(part.find("div")) for part in said][-2:] == ["Спасибо за статью, очень интересно!", kazakh]
        marks = [(part.find("div").get("lang"), part.find("div").get("translate")) for part in said[-2:]]
        assert marks == [("ru", "no"), (None, None)]
    names = [words_of(part.find(".//bdi")) for part in said[-2:]]
    assert names == ["Сергей", "Asqar"]


@pytest.mark.usefixtures("seeds")
def test_a_search_query_is_not_transliterated_in_its_form(client):
    response = client.get("/kk-arab/search/", {"q": "сайлау"})
    (field,) = elements(response, "input", name="q")[:1]

    assert field.get("value") == "сайлау"


# The dictionary of the editors


def headline_in(client, edition):
    return ISOLATES.sub("", words_of(next(read(client, edition).iter("h1"))))


@pytest.mark.usefixtures("seeds")
def test_a_change_to_the_dictionary_applies_to_the_next_page(client, signed_in):
    Article.objects.filter(pk=story().pk).update(title_kk="Шың туралы сөз")
    assert headline_in(client, ARABIC) == "شىڭ تۋرالى ءسوز"
    desk = signed_in("editor")

    desk.post(
        "/admin/dictionary/word/add/", {"cyrillic": "шың", "latin": "Shyng", "arabic": "ءشىڭ", "takes_endings": "on"}
    )
    assert headline_in(client, ARABIC) == "ءشىڭ تۋرالى ءسوز"
    assert headline_in(client, LATIN) == "Shyng turaly söz"

    word = Word.objects.get(cyrillic="шың")
    form = desk.get(f"/admin/dictionary/word/{word.pk}/change/")
    submit(desk, form, "word_form", latin="", arabic="", is_kept="on")
    assert headline_in(client, LATIN) == "Шың turaly söz"
    kept = next(read(client, LATIN).iter("h1")).find("bdi")
    assert (kept.text, kept.get("translate")) == ("Шың", "no")

    word.delete()
    assert headline_in(client, LATIN) == "Şyñ turaly söz"


@pytest.mark.usefixtures("seeds")
def test_the_dictionary_makes_no_extra_query_on_a_page(client):
    for edition in (LATIN, editions.DEFAULT):  # caches the words, and what else seldom changes
        read(client, edition)

    assert count_of(client, LATIN) == count_of(client, editions.DEFAULT)


def count_of(client, edition):
    address = story().address_in(edition)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
