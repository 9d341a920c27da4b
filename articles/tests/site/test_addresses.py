"""URLs begin with the code of an edition. Errors below it are shown in that edition."""

import re

import pytest
from django.test import Client

from articles.tests.makers import make_article, make_category
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
def test_the_root_leads_to_the_edition_of_the_browser(client, header, code):
    response = client.get("/", headers={"Accept-Language": header})

    assert (response.status_code, response.headers["Location"]) == (302, f"/{code}/")
    assert response.headers["Vary"] == "Accept-Language"


def test_without_a_preference_the_root_leads_to_kazakh(client):
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/kk/")
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_address_decides_and_not_the_browser(client, edition):
    response = client.get(f"/{edition.code}/", headers={"Accept-Language": "fr, en;q=0.5"})

    assert frame(response) == (200, edition.tag, edition.direction)
    assert response.headers["Content-Language"] == edition.tag


# Redirects to the one form of a URL


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
def test_an_edition_in_capitals_moves_to_small_letters_and_the_rest_stays(client, asked, address):
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, address)


@pytest.mark.django_db
def test_letters_that_only_become_ours_when_lowered_are_no_edition(client):
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
def test_a_missing_last_slash_is_added_where_that_address_exists(client, asked, address):
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, address)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["/ru/nowhere", "/ru/2025/13", "/nowhere", "/fr", "/ru/archive/more"])
def test_a_missing_last_slash_is_not_added_where_there_would_be_nothing(client, asked):
    assert client.get(asked).status_code == 404


@pytest.mark.django_db
def test_a_story_without_its_last_slash_moves_too(client):
    address = make_article("ru").address_in(editions.BY_CODE["ru"])

    response = client.get(address.removesuffix("/"))

    assert (response.status_code, response.headers["Location"]) == (301, address)


# Missing pages


@pytest.mark.django_db
@DEBUG
@EACH_THAT_IS_NOT_THERE
def test_what_is_not_there_is_said_in_every_edition(client, settings, rest, debug):
    settings.DEBUG = debug
    make_article("kk", "ru", "en", "zh-hans", "uz-cyrl", category=make_category("society"))
    assert client.get("/ru/section/society/?page=1").status_code == 200

    found = {edition.code: frame(client.get(f"/{edition.code}/{rest}")) for edition in editions.EDITIONS}

    assert found == {edition.code: (404, edition.tag, edition.direction) for edition in editions.EDITIONS}


@pytest.mark.django_db
@DEBUG
@pytest.mark.parametrize(
    "address", ["/fr/", "/de/archive/", "/nowhere/", "/kk-cyrl/", "/ru-RU/", "/media/no.jpg", "/%00/"]
)
@pytest.mark.parametrize(
    ("header", "code"), [("ru-RU", "ru"), ("kk-CN", "kk-arab"), ("zh-TW", "zh-hans"), ("fr", "kk"), ("", "kk")]
)
def test_outside_the_editions_the_browser_chooses_the_language(client, settings, address, debug, header, code):
    settings.DEBUG = debug
    edition = editions.BY_CODE[code]

    response = client.get(address, headers={"Accept-Language": header})

    assert frame(response) == (404, edition.tag, edition.direction)
    assert "Accept-Language" in response.headers["Vary"].split(", ")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options"])
def test_what_is_not_there_is_not_there_for_any_method(method):
    assert getattr(Client(enforce_csrf_checks=True), method)("/ru/nowhere/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path_info", ["//evil.example", "//evil.example/", "//evil.example/ru/archive", "/\\evil.example"]
)
def test_a_path_that_a_browser_would_take_for_a_host_leads_nowhere(client, path_info):
    assert client.get("/", PATH_INFO=path_info).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "options"])
def test_an_asterisk_for_a_path_is_no_address_either(client, method):
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
def test_a_failure_is_admitted_in_the_edition_without_asking_the_database(
    failing, settings, django_assert_num_queries, edition, debug
):
    settings.DEBUG = debug
    assert failing.get(f"/{edition.code}/").status_code == 200

    with django_assert_num_queries(0):
        response = failing.get(f"/{edition.code}/failing/")

    assert frame(response) == (500, edition.tag, edition.direction)
    assert response.headers["Content-Language"] == edition.tag


@pytest.mark.parametrize(("header", "code"), [("ru-RU", "ru"), ("kk-CN", "kk-arab"), ("fr", "kk")])
def test_a_failure_outside_the_editions_is_admitted_in_the_language_of_the_browser(failing, header, code):
    edition = editions.BY_CODE[code]

    response = failing.get("/failing/", headers={"Accept-Language": header})

    assert frame(response) == (500, edition.tag, edition.direction)


@DEBUG
def test_a_failure_keeps_its_secrets_and_the_log_has_them(failing, settings, caplog, debug):
    settings.DEBUG = debug

    page = failing.get("/ru/failing/").content.decode()

    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["a failure that the test made"]
    assert "a failure that the test made" not in page
    assert "Traceback" not in page


def test_a_failure_reaches_whoever_listens_for_failures(settings):
    settings.ROOT_URLCONF = "newsroom.tests.failing"

    with pytest.raises(Failure):
        Client().get("/ru/failing/")


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_a_form_sent_where_none_is_asked_for_is_refused_in_the_edition(edition):
    response = Client(enforce_csrf_checks=True).post(f"/{edition.code}/", {"a": "b"})
    assert response.status_code == 403
    assert f'<html lang="{edition.tag}" dir="{edition.direction}">' in response.content.decode()
