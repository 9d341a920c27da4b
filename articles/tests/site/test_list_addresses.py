"""Each page of a list has its own canonical URL, title and links to other editions, which keep what means the same."""

import pytest
from django.utils import timezone

from articles.comments.models import Comment
from articles.tests.makers import make_article, make_category, make_tag
from articles.tests.page_content import classes_of, page_of, words_of
from newsroom import editions

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KAZAKH = ("kk", "kk-latn", "kk-arab")
HOST = "http://testserver"


@pytest.fixture
def full_lists():
    """Two pages of stories in Kazakh, Russian and English, in a section and with a tag, published in this month."""
    section, tag = make_category("news"), make_tag("senate")
    for _number in range(21):
        story = make_article("kk", "ru", "en", title="Сенат", category=section, published_at=timezone.now())
        story.tags.add(tag)


def read(client, path):
    """Return (canonical URL, {code: alternate URL}, {code: URL in the switcher}, title) of a page, without the host."""
    response = client.get(path)
    assert response.status_code == 200
    page = page_of(response)
    links = {link.get("rel"): link.get("href") for link in page.iter("link")}
    alternates = {
        editions.BY_TAG[link.get("hreflang")].code: link.get("href").removeprefix(HOST)
        for link in page.iter("link")
        if link.get("rel") == "alternate" and link.get("hreflang") != "x-default"
    }
    (switch,) = [nav for nav in page.iter("nav") if "edition-switch" in classes_of(nav)]
    tags = {link.get("hreflang"): link.get("href") for link in switch.iter("a")}
    (title,) = page.iter("title")
    (shared,) = [meta.get("content") for meta in page.iter("meta") if meta.get("property") == "og:url"]
    assert shared == links["canonical"]
    switcher = {edition.code: tags[edition.tag] for edition in editions.EDITIONS}
    return links["canonical"].removeprefix(HOST), alternates, switcher, words_of(title)


TODAY = timezone.localdate()
MONTH = f"{TODAY:%Y/%m}/"
FILTERS = f"section=news&tag=senate&since={TODAY:%Y-%m}-01"
# (asked, its canonical form, the query that other languages keep), each after the code of the edition.
LISTS = [
    ("section/news/", "section/news/", ""),
    ("section/news/?page=1", "section/news/", ""),
    ("section/news/?utm_source=telegram&page=2", "section/news/?page=2", ""),
    ("tag/senate/?page=2", "tag/senate/?page=2", ""),
    (f"{MONTH}?page=2", f"{MONTH}?page=2", ""),
    ("corrections/?x=y", "corrections/", ""),
    ("archive/?page=2", "archive/?page=2", ""),
    (f"archive/?tag=senate&since={TODAY:%Y-%m}-01&section=news&until=&x=y", f"archive/?{FILTERS}", f"?{FILTERS}"),
    (f"archive/?{FILTERS}&page=2", f"archive/?{FILTERS}&page=2", f"?{FILTERS}"),
    ("archive/?since=nonsense", "archive/", ""),
    ("search/", "search/", ""),
    ("search/?q=%D0%A1%D0%B5%D0%BD%D0%B0%D1%82", "search/?q=%D0%A1%D0%B5%D0%BD%D0%B0%D1%82", ""),
    ("search/?page=2&q=%D0%A1%D0%B5%D0%BD%D0%B0%D1%82", "search/?q=%D0%A1%D0%B5%D0%BD%D0%B0%D1%82&page=2", ""),
]


@pytest.mark.usefixtures("full_lists")
@pytest.mark.parametrize("code", ["ru", "kk", "kk-arab"])
def test_a_list_has_its_own_url_and_leads_to_what_is_the_same_in_other_editions(client, code):
    alphabets = KAZAKH if code in KAZAKH else (code,)
    for asked, canonical, kept in LISTS:
        found, alternates, switcher, _title = read(client, f"/{code}/{asked}")
        assert found == f"/{code}/{canonical}"
        path, _sign, query = canonical.partition("?")
        addresses = {other: f"/{other}/{canonical}" for other in alphabets}
        addresses |= {other: f"/{other}/{path}{kept}" for other in {"kk", "ru", "en"} - {*alphabets}}
        assert {other: switcher[other] for other in addresses} == addresses, asked
        # Page 2 and the words of a search have no translation.
        translated = addresses if query == kept.removeprefix("?") else alphabets
        wanted = {other: address if other in translated else None for other, address in addresses.items()}
        assert {other: alternates.get(other) for other in addresses} == wanted, asked


@pytest.mark.usefixtures("full_lists")
def test_a_link_to_another_edition_leaves_out_a_choice_that_has_no_stories_there(client):
    story = make_article("kk", "zh-hans", category=make_category("sport"), published_at=timezone.now())
    story.tags.add(make_tag("football"))
    _found, alternates, switcher, _title = read(client, "/zh-hans/archive/?section=sport&tag=football&until=2030-01-01")
    assert switcher["kk"] == "/kk/archive/?section=sport&tag=football&until=2030-01-01"
    assert switcher["en"] == "/en/archive/?until=2030-01-01"
    assert set(alternates) == {"zh-hans", *KAZAKH}


@pytest.mark.usefixtures("full_lists")
def test_each_page_of_a_list_has_its_own_title(client):
    for path in (
        "section/news/?",
        "tag/senate/?",
        f"{MONTH}?",
        "archive/?",
        f"archive/?{FILTERS}&",
        "search/?q=сенат&",
    ):
        for code, page in (("ru", "Страница 2"), ("kk", "2-бет"), ("en", "Page 2")):
            first, second = (read(client, f"/{code}/{path}page={number}")[3] for number in "12")
            assert second == first.replace(" – ", f" – {page} – ")


@pytest.mark.parametrize("code", KAZAKH)
def test_a_page_of_comments_is_the_same_in_other_alphabets_and_belongs_to_the_story(client, code):
    story = make_article("kk", "ru")
    comment = Comment.objects.create(article=story, language="kk", name="Асқар", text="Рақмет")
    addresses = {other: story.address_in(editions.BY_CODE[other]) for other in (*KAZAKH, "ru")}
    found, _alternates, switcher, _title = read(client, f"{addresses[code]}?before={comment.pk}&x=y")
    assert found == addresses[code]
    assert [switcher[other] for other in KAZAKH] == [f"{addresses[other]}?before={comment.pk}" for other in KAZAKH]
    assert switcher["ru"] == addresses["ru"]
