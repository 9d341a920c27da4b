"""URLs begin with the code of an edition. Errors below it are shown in that edition."""

import re

import pytest
from django.test import Client

from articles.tests.makers import make_article, make_category
from articles.tests.page_content import page_of, words_of
from newsroom import editions
from newsroom.tests.failing import Failure

pytestmark = pytest.mark.one_database

HTML = re.compile(r'<html lang="([^"]*)" dir="([^"]*)">')

DEBUG_ON = pytest.param(True, marks=pytest.mark.slow, id="debug on")
DEBUG = pytest.mark.parametrize("debug", [pytest.param(False, id="debug off"), DEBUG_ON])
NOT_THERE = [
    "nowhere/",
    "nowhere",
    "2025/13/01/",
    "2025/13/",
    "2025/00/",
    "2025/02/30/",
    "2025/11/00/",
    "0000/",
    "0001/",
    "1899/",
    "9999/",
    "9999/12/31/",
    "20251/",
    "202/",
    "2025/1/",
    "2025/11/24/no-such-story/",
    "2025/11/24/no-such-story/comments/",
    "section/no-such-section/",
    "tag/no-such-tag/",
    "author/no-such-author/",
    "page/no-such-page/",
    "section/society/?page=0",
    "section/society/?page=-1",
    "section/society/?page=2",
    "section/society/?page=999",
    "section/society/?page=abc",
    "section/society/?page=1.5",
    "section/society/?page=",
    "archive/?page=999",
    "search/?q=text&page=999",
    "%00/",
    "tag/%00/",
    "%FF%FE/",
    "%D0%B6%D0%B0%D2%A3%D0%B0/",
    "a" * 2_000 + "/",
    "/evil.example/",
]
# `make test-fast` only asks for these.
DAILY = {"nowhere/", "2025/13/", "2025/11/24/no-such-story/", "tag/no-such-tag/", "section/society/?page=2", "%00/"}
EACH_THAT_IS_NOT_THERE = pytest.mark.parametrize(
    "rest", [pytest.param(rest, marks=[pytest.mark.slow] * (rest not in DAILY), id=rest[:40]) for rest in NOT_THERE]
)


def frame(response):
    """Return (status, lang, dir) of an HTML response."""
    return (response.status_code, *HTML.search(response.content.decode()).groups())


# The root


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ru-RU,ru;q=0.9", "ru"),
        ("kk-Latn", "kk-latn"),
        ("zh-CN", "zh-hans"),
        ("en-GB;q=0.1,uz;q=0.2", "uz-cyrl"),
        ("fr", "kk"),
    ],
)
def test_the_root_redirects_to_the_preferred_edition(client, header, code):
    response = client.get("/?from=card&q=%D1%8F", headers={"Accept-Language": header})

    assert (response.status_code, response.headers["Location"]) == (302, f"/{code}/?from=card&q=%D1%8F")
    assert response.headers["Vary"] == "Accept-Language"


def test_the_root_redirects_to_kazakh_by_default(client):
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/kk/")
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_url_overrides_accept_language(client, edition):
    response = client.get(f"/{edition.code}/", headers={"Accept-Language": "fr, en;q=0.5"})

    assert frame(response) == (200, edition.tag, edition.direction)
    assert response.headers["Content-Language"] == edition.tag


# Redirects to the one form of a URL


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/RU/", "/ru/"),
        ("/RU", "/ru/"),
        ("/KK-Latn/section/", "/kk-latn/section/"),
        ("/kk-Arab/section/News/", "/kk-arab/section/News/"),
        ("/zh-Hans/archive/?page=2&tag=Senate", "/zh-hans/archive/?page=2&tag=Senate"),
        ("/EN/search/?q=%D0%9A%D0%BE%D1%82&q=a%26b", "/en/search/?q=%D0%9A%D0%BE%D1%82&q=a%26b"),
        ("/Ru/tag/%D0%9A%D0%BE%D1%82/", "/ru/tag/%D0%9A%D0%BE%D1%82/"),
        ("/RU//evil.example/", "/ru//evil.example/"),
    ],
)
def test_an_edition_in_capitals_redirects_to_lower_case(client, asked, address):
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, address)


@pytest.mark.django_db
def test_a_code_that_is_ascii_only_in_lower_case_is_not_redirected(client):
    kelvin = "\N{KELVIN SIGN}" * 2
    assert kelvin.lower() == "kk"

    assert client.get(f"/{kelvin}/section/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/ru", "/ru/"),
        ("/kk-arab", "/kk-arab/"),
        ("/ru/archive", "/ru/archive/"),
        ("/ru/archive?page=2&q=%D1%8F", "/ru/archive/?page=2&q=%D1%8F"),
        ("/kk-latn/2025/11/24", "/kk-latn/2025/11/24/"),
        ("/ru/2025", "/ru/2025/"),
        ("/admin", "/admin/"),
    ],
)
def test_a_missing_slash_redirects_to_an_existing_page(client, asked, address):
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, address)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["/ru/nowhere", "/ru/2025/13", "/nowhere", "/fr", "/ru/archive/more"])
def test_a_missing_slash_is_not_added_for_a_missing_page(client, asked):
    assert client.get(asked).status_code == 404


@pytest.mark.django_db
def test_a_story_url_without_its_slash_redirects(client):
    address = make_article("ru").address_in(editions.BY_CODE["ru"])

    response = client.get(address.removesuffix("/"))

    assert (response.status_code, response.headers["Location"]) == (302, address)


# Missing pages


@pytest.mark.django_db
@EACH_THAT_IS_NOT_THERE
def test_missing_pages_answer_404_in_every_edition(client, settings, rest):
    make_article("kk", "ru", "en", "zh-hans", "uz-cyrl", category=make_category("society"))
    assert client.get("/ru/section/society/?page=1").status_code == 200

    found = {edition.code: frame(client.get(f"/{edition.code}/{rest}")) for edition in editions.EDITIONS}

    assert found == {edition.code: (404, edition.tag, edition.direction) for edition in editions.EDITIONS}
    settings.DEBUG = True
    assert frame(client.get(f"/kk-arab/{rest}")) == (404, "kk-Arab", "rtl")


@pytest.mark.django_db
@DEBUG
@pytest.mark.parametrize(
    "address", ["/fr/", "/de/archive/", "/nowhere/", "/kk-cyrl/", "/ru-RU/", "/media/no.jpg", "/%00/"]
)
@pytest.mark.parametrize(
    ("header", "code"), [("ru-RU", "ru"), ("kk-CN", "kk-arab"), ("zh-TW", "zh-hans"), ("fr", "kk"), ("", "kk")]
)
def test_a_404_outside_the_editions_uses_accept_language(client, settings, address, debug, header, code):
    settings.DEBUG = debug
    edition = editions.BY_CODE[code]

    response = client.get(address, headers={"Accept-Language": header})

    assert frame(response) == (404, edition.tag, edition.direction)
    assert "Accept-Language" in response.headers["Vary"].split(", ")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options"])
def test_missing_pages_answer_404_to_every_method(method):
    assert getattr(Client(enforce_csrf_checks=True), method)("/ru/nowhere/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path_info", ["//evil.example", "//evil.example/", "//evil.example/ru/archive", "/\\evil.example"]
)
def test_a_path_that_looks_like_a_host_does_not_redirect(client, path_info):
    assert client.get("/", PATH_INFO=path_info).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "options"])
def test_an_asterisk_as_path_answers_404(client, method):
    assert getattr(client, method)("/", PATH_INFO="*").status_code == 404


# Failures


@pytest.fixture
def failing(settings):
    """Return a client of a site where one page of each edition fails."""
    settings.ROOT_URLCONF = "newsroom.tests.failing"
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@DEBUG
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_error_page_is_in_the_edition_and_makes_no_query_itself(
    failing, settings, django_assert_num_queries, edition, debug
):
    settings.DEBUG = debug
    assert failing.get(f"/{edition.code}/").status_code == 200

    with django_assert_num_queries(1):  # of table versions, before any page
        response = failing.get(f"/{edition.code}/failing/")

    assert frame(response) == (500, edition.tag, edition.direction)
    assert response.headers["Content-Language"] == edition.tag


@pytest.mark.parametrize(("header", "code"), [("ru-RU", "ru"), ("kk-CN", "kk-arab"), ("fr", "kk")])
def test_the_error_page_outside_the_editions_uses_accept_language(failing, header, code):
    edition = editions.BY_CODE[code]

    response = failing.get("/failing/", headers={"Accept-Language": header})

    assert frame(response) == (500, edition.tag, edition.direction)


@pytest.mark.django_db
@DEBUG
def test_an_exception_is_logged_and_not_shown(failing, settings, caplog, debug):
    settings.DEBUG = debug

    page = failing.get("/ru/failing/").content.decode()

    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["a failure that the test made"]
    assert "a failure that the test made" not in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_an_exception_sends_the_signal(settings):
    settings.ROOT_URLCONF = "newsroom.tests.failing"

    with pytest.raises(Failure):
        Client().get("/ru/failing/")


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_a_csrf_failure_answers_403_in_the_edition(edition):
    response = Client(enforce_csrf_checks=True).post(f"/{edition.code}/", {"a": "b"})
    assert response.status_code == 403
    assert f'<html lang="{edition.tag}" dir="{edition.direction}">' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["ru", "kk", "kk-arab", "zh-hans", "uz-cyrl", "en"])
def test_only_english_error_pages_have_english_words(failing, code):
    pages = [failing.get(f"/{code}/failing/"), failing.get(f"/{code}/nowhere/")]
    pages.append(Client(enforce_csrf_checks=True).post(f"/{code}/", {"a": "b"}))
    assert [page.status_code for page in pages] == [500, 404, 403]
    for page in pages:
        words = " ".join(words_of(element) for tag in ("title", "main") for element in page_of(page).iter(tag))
        assert bool(re.search("[A-Za-z]", words)) is (code == "en"), words
