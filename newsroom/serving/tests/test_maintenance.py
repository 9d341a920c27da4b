"""While the paper is being worked on, readers are told so in their edition, and no database is asked."""

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
def closed(settings, tmp_path):
    """The file that closes the site."""
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    return settings.MAINTENANCE_FILE


def heading_of(html):
    root = parse(html)
    (heading,) = root.iter("h1")
    return root.get("lang"), root.get("dir"), heading.text


# No mark for the database: a test of this kind fails if it is asked.


@in_each_edition
def test_every_address_of_an_edition_says_so_in_its_language_and_direction(closed, edition):
    for path in ("", "section/news/", "2023/01/26/story/", "nowhere/"):
        response = Client().get(f"/{edition.code}/{path}")
        assert response.status_code == 503
        assert heading_of(response.content.decode()) == (edition.tag, edition.direction, SAID[edition.code])


@pytest.mark.parametrize("path", ["/", "/admin/", "/nowhere/"])
def test_addresses_of_no_edition_say_so_in_the_browsers_language(closed, path):
    response = Client().get(path, headers={"Accept-Language": "zh-CN"})
    assert (response.status_code, heading_of(response.content.decode())[2]) == (503, SAID["zh-hans"])


def test_it_tells_machines_to_come_back_and_caches_to_keep_nothing(closed):
    response = Client().get("/ru/")
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("300", "no-store")
    assert directives(response) == POLICY
    assert inline_code(response.content.decode()) == []
    assert [*response.cookies] == []


@pytest.mark.django_db
def test_it_ends_when_the_file_is_gone(closed):
    assert Client().get("/ru/").status_code == 503
    closed.unlink()
    assert Client().get("/ru/").status_code == 200


@in_each_edition
def test_the_web_server_has_the_same_page_for_when_nothing_answers(tmp_path, edition):
    call_command("write_maintenance_pages", tmp_path / "pages")
    html = (tmp_path / "pages" / f"{edition.code}.html").read_text(encoding="utf-8")
    assert heading_of(html) == (edition.tag, edition.direction, SAID[edition.code])
