"""What messengers and networks read of a page: the headline, the card and the address, the same as readers see."""

import re
from urllib.parse import unquote

import pytest

from articles.models import Article
from articles.tests.makers import make_article, make_author, make_category, make_tag
from articles.tests.page_content import page_of, words_of
from newsroom import editions
from newsroom.editions import dates
from newsroom.identity.models import SiteIdentity

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

RU, KK, LATIN, ARABIC = (editions.BY_CODE[code] for code in ("ru", "kk", "kk-latn", "kk-arab"))
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
ISOLATES = re.compile("[\u2066-\u2069]")
ALWAYS = {
    "og:type",
    "og:title",
    "og:description",
    "og:url",
    "og:site_name",
    "og:locale",
    "og:image",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
}
EXPECTED = {
    "og:type": ["article"],
    "og:image:type": ["image/jpeg"],
    "og:image:width": ["1200"],
    "og:image:height": ["630"],
    "twitter:card": ["summary_large_image"],
    "og:locale": [],
    "og:site_name": [],
}
LOCALES = {
    "ru": "ru_RU",
    "kk": "kk_KZ",
    "kk-latn": "kk_Latn_KZ",
    "zh-hans": "zh_CN",
    "kk-arab": "kk_Arab_KZ",
    "uz-cyrl": "uz_Cyrl_UZ",
    "en": "en_US",
}


def read(client, address):
    return page_of(client.get(address))


def said(page):
    """{property or name: [what the page says of it, blanks made one]}"""
    found = {}
    for meta in page.iter("meta"):
        if name := meta.get("property") or meta.get("name"):
            found.setdefault(name, []).append(" ".join(ISOLATES.sub("", meta.get("content")).split()))
    return found


def announced(client, story, edition):
    return said(read(client, story.address_in(edition)))


def canonical(page):
    (link,) = [link for link in page.iter("link") if link.get("rel") == "canonical"]
    return link.get("href")


def hreflangs(page):
    """The editions that a page names as translations of it, and its own."""
    links = [link for link in page.iter("link") if link.get("rel") == "alternate"]
    return {link.get("hreflang") for link in links} - {"x-default"}


def words_in(page, tag, css_class=None):
    """What the one element of its kind says, blanks made one."""
    (element,) = [element for element in page.iter(tag) if element.get("class") == css_class]
    return ISOLATES.sub("", words_of(element))


@in_each_edition
def test_every_story_has_open_graph_tags_with_its_headline(crawl, edition):
    addresses = crawl.stories[edition.code].values()
    assert len(addresses) == (7 if edition.stored_in in ("zh-hans", "uz-cyrl") else 33)

    for address in addresses:
        page = crawl.pages[address].root
        found, headline = said(page), words_in(page, "h1")
        assert found["og:title"] == found["og:image:alt"] == [headline]
        assert found["og:url"] == [canonical(page)] == [f"http://testserver{address}"]
        (image,) = found["og:image"]
        assert re.fullmatch(rf"http://testserver{re.escape(address)}card/[0-9a-f]{{16}}\.jpg", image)
        rest = {name: found[name] for name in EXPECTED}
        assert rest == EXPECTED | {
            "og:locale": [LOCALES[edition.code]],
            "og:site_name": [words_in(page, "p", "nameplate")],
        }


@in_each_edition
def test_the_other_editions_of_a_story_are_alternate_locales(crawl, edition):
    address = crawl.stories[edition.code]["parties-with-high-responsibility"]

    others = said(crawl.pages[address].root)["og:locale:alternate"]

    assert sorted(others) == sorted(set(LOCALES.values()) - {LOCALES[edition.code]})


def test_an_edition_without_the_story_is_not_an_alternate_locale(client):
    story = make_article("ru", "kk")

    assert announced(client, story, RU)["og:locale:alternate"] == ["kk_KZ", "kk_Latn_KZ", "kk_Arab_KZ"]


def test_a_story_has_its_time_section_tags_and_author(client):
    section = make_category("society", name_kk="Қоғам")
    story = make_article("ru", "kk", category=section, lead="Кіріспе сөз")
    story.tags.add(make_tag("elections", name_kk="Сайлау", name_ru="Выборы"), make_tag("senate", name_kk="Сенат"))
    make_author("asel", story, name_kk="Әсел", name_ru="Асель")
    found = announced(client, story, LATIN)

    assert found["article:published_time"] == [dates.in_almaty(story.published_at_kk).isoformat()]
    assert (found["article:section"], sorted(found["article:tag"])) == (["Qoğam"], ["Sailau", "Senat"])
    assert found["article:author"] == ["http://testserver/kk-latn/author/asel/"]
    assert found["author"] == ["Äsel"]
    assert found["og:description"] == ["Kırıspe söz"]
    assert "article:modified_time" not in found


def test_a_revised_story_has_its_modified_time(client):
    story = make_article("ru")
    Article.objects.filter(pk=story.pk).update(revised_at_ru=story.created_at)

    found = announced(client, story, RU)

    assert found["article:modified_time"] == [dates.in_almaty(story.created_at).isoformat()]


def test_a_story_with_an_assumed_time_has_only_its_date(client):
    story = make_article("ru", has_assumed_time=True)

    (published,) = announced(client, story, RU)["article:published_time"]

    assert published == f"{dates.in_almaty(story.published_at_ru):%Y-%m-%d}"


def test_a_headline_with_quotes_and_tags_is_escaped(client):
    title = 'A "quoted" <b>word</b> & more'
    found = announced(client, make_article("en", title=title), editions.BY_CODE["en"])

    assert (found["og:title"], found["og:image:alt"]) == ([title], [title])


NOT_SHARED = ("/mistake/", "/mistake/sent/", "/comments/report/", "/reports/", "/my-comments/")
"""Forms below a story, and pages of one reader."""


def bare(path):
    """Return a path without its query: a story with chosen comments is the story."""
    return path.partition("?")[0]


@in_each_edition
def test_every_other_page_has_its_title_and_the_card_of_the_site(crawl, edition):
    stories = {*crawl.stories[edition.code].values(), f"/{edition.code}/offline/"}
    found = [page for page in crawl.in_edition(edition) if page.status_code == 200 and bare(page.path) not in stories]
    pages = [page.root for page in found if not bare(page.path).endswith(NOT_SHARED)]
    assert len(pages) > 30

    for page in pages:
        found = said(page)
        assert ALWAYS - found.keys() == set()
        others = {editions.BY_TAG[tag].locale for tag in hreflangs(page)} - {edition.locale}
        assert {*found.get("og:locale:alternate", [])} == others
        assert (found["og:type"], found["og:title"]) == (["website"], [words_in(page, "title")])
        assert found["og:url"] == [canonical(page)]
        assert found["og:image"][0].startswith(f"http://testserver/{edition.code}/card/")
        assert found["og:image:alt"] == found["og:site_name"]


def test_missing_pages_have_no_open_graph_tags(crawl):
    missing = [page for page in crawl.pages.values() if page.status_code == 404]
    assert len(missing) > 7

    names = {name for page in missing for name in said(page.root)}
    assert "viewport" in names
    assert {name for name in names if name.startswith(("og:", "article:", "twitter:"))} == set()


def test_a_fallback_name_is_not_transliterated(client):
    SiteIdentity.objects.create(name_kk="Дала", tagline_ru="Новости дня")

    found = said(read(client, "/kk-latn/"))

    assert (found["og:site_name"], found["og:description"]) == (["Dala"], ["Новости дня"])


@pytest.mark.usefixtures("seeds")
def test_only_allowed_hosts_are_in_absolute_urls(client, settings):
    address = Article.objects.get(key="parties-with-high-responsibility").address_in(RU)
    settings.ALLOWED_HOSTS = ["news.example.kz"]
    response = client.get(address, headers={"Host": "news.example.kz"})
    addresses = [value for values in said(page_of(response)).values() for value in values if "://" in value]

    assert {value.split("/")[2] for value in addresses} == {"news.example.kz"}
    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.usefixtures("seeds")
@in_each_edition
def test_the_address_of_the_site_comes_from_the_settings(client, settings, edition):
    settings.ALLOWED_HOSTS = ["news.example.kz"]
    story = Article.objects.get(key="parties-with-high-responsibility").address_in(edition)
    for path in (story, f"/{edition.code}/archive/", f"/{edition.code}//x/"):
        odd = client.get(path, headers={"Host": "NEWS.example.kz.:8000"}).content.decode()
        assert "http://NEWS.example.kz.:8000/" in odd
        settings.SITE_URL = "https://qazaqsha-news.example.kz"
        page = client.get(path, headers={"Host": "NEWS.example.kz.:8000"}).content.decode()
        settings.SITE_URL = ""
        assert "news.example.kz.:8000" not in unquote(page.casefold())
        assert unquote(page) == unquote(odd).replace(
            "http://NEWS.example.kz.:8000/", "https://qazaqsha-news.example.kz/"
        )
