"""Maintenance mode: every URL says so in the reader's edition, without a query."""

import pytest
from django.core.management import call_command
from django.test import Client

from newsroom import editions
from newsroom.tests.html_tree import parse
from newsroom.tests.policy import POLICY, directives, inline_code

in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
SAID = {
    "ru": "Вернёмся через несколько минут",
    "kk": "Бірнеше минуттан кейін ораламыз",
    "kk-latn": "Bırneşe minuttan keiın oralamyz",
    "kk-arab": "بىرنەشە مينۋتتان كەيىن ورالامىز",
    "zh-hans": "几分钟后恢复",
    "uz-cyrl": "Бир неча дақиқадан сўнг қайтамиз",
    "en": "Back in a few minutes",
}


@pytest.fixture
def maintenance_file(settings, tmp_path):
    """The file that switches maintenance mode on."""
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    return settings.MAINTENANCE_FILE


def heading_of(html):
    root = parse(html)
    (heading,) = root.iter("h1")
    return root.get("lang"), root.get("dir"), heading.text


# These tests have no database mark, so that a query fails them.


@in_each_edition
def test_every_url_of_an_edition_answers_in_its_language_and_direction(maintenance_file, edition):
    for path in ("", "section/news/", "2023/01/26/story/", "nowhere/"):
        response = Client().get(f"/{edition.code}/{path}")
        assert response.status_code == 503
        assert heading_of(response.content.decode()) == (edition.tag, edition.direction, SAID[edition.code])


@pytest.mark.parametrize("path", ["/", "/admin/", "/nowhere/"])
def test_other_urls_answer_in_the_language_of_the_browser(maintenance_file, path):
    response = Client().get(path, headers={"Accept-Language": "zh-CN"})
    assert (response.status_code, heading_of(response.content.decode())[2]) == (503, SAID["zh-hans"])


def test_the_answer_has_retry_after_and_is_not_cached(maintenance_file):
    response = Client().get("/ru/")
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("300", "no-store")
    assert directives(response) == POLICY
    assert inline_code(response.content.decode()) == []
    assert [*response.cookies] == []


@pytest.mark.django_db
def test_maintenance_ends_when_the_file_is_deleted(maintenance_file):
    assert Client().get("/ru/").status_code == 503
    maintenance_file.unlink()
    assert Client().get("/ru/").status_code == 200


@in_each_edition
def test_the_page_for_the_web_server_is_the_same(tmp_path, edition):
    call_command("write_maintenance_pages", tmp_path / "pages")
    html = (tmp_path / "pages" / f"{edition.code}.html").read_text(encoding="utf-8")
    assert heading_of(html) == (edition.tag, edition.direction, SAID[edition.code])
