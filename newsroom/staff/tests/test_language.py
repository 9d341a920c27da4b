"""The language of the desk: the account's or the browser's, and the form that changes it."""

import re

import pytest
from django.test import Client

from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/language/"


def language_of(response):
    """(`lang` of the page, its `Content-Language`)."""
    (language,) = re.findall(r'<html lang="([^"]+)"', response.content.decode())
    return language, response.headers["Content-Language"]


def choose(client, language, **fields):
    return client.post(ADDRESS, {"language": language} | fields)


@pytest.fixture
def editor(signed_in):
    return signed_in("editor", language="en")


def stored_language():
    return User.objects.get(username__startswith="editor").language


# Which language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ru-RU,ru;q=0.9", "ru"),
        ("en-GB", "en"),
        ("kk-KZ", "kk"),
        ("kk-Latn", "kk"),
        ("kk-CN", "kk"),
        ("zh-CN", "kk"),
        ("uz-UZ", "kk"),
        ("fr", "kk"),
        ("", "kk"),
        ("fr, ru;q=0.5, en;q=0.4", "ru"),
    ],
)
def test_before_login_the_desk_is_in_the_language_of_the_browser(client, header, language):
    response = client.get("/admin/login/", headers={"Accept-Language": header})

    assert language_of(response) == (language, language)
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_after_login_the_desk_is_in_the_language_of_the_account(signed_in, language):
    response = signed_in("editor", language=language).get("/admin/", headers={"Accept-Language": "fr, de;q=0.5"})

    assert response.status_code == 200
    assert language_of(response) == (language, language)


def test_the_account_overrides_the_browser(signed_in):
    response = signed_in("editor", language="kk").get("/admin/", headers={"Accept-Language": "ru"})

    assert language_of(response) == ("kk", "kk")


def test_an_account_without_a_language_uses_that_of_the_browser(signed_in):
    response = signed_in("editor", language="").get("/admin/", headers={"Accept-Language": "ru"})

    assert language_of(response) == ("ru", "ru")


def test_the_language_of_the_desk_does_not_change_readers_pages(signed_in):
    response = signed_in("editor", language="en").get("/kk-arab/", headers={"Accept-Language": "ru"})

    assert language_of(response) == ("kk-Arab", "kk-Arab")


# Choosing a language


def test_a_choice_is_stored_with_the_account_and_valid_on_another_device(editor):
    assert language_of(editor.get("/admin/")) == ("en", "en")

    response = choose(editor, "ru", next="/admin/articles/article/?q=a")

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/articles/article/?q=a")
    assert stored_language() == "ru"
    assert language_of(editor.get("/admin/")) == ("ru", "ru")
    other_device = Client()
    other_device.force_login(User.objects.get(username__startswith="editor"))
    assert language_of(other_device.get("/admin/", headers={"Accept-Language": "en"})) == ("ru", "ru")


def test_a_choice_changes_only_the_language_of_the_account(editor):
    before = User.objects.values().get(username__startswith="editor")

    choose(editor, "ru")

    assert User.objects.values().get(username__startswith="editor") == before | {"language": "ru"}


@pytest.mark.parametrize("language", ["fr", "zh-hans", "kk-latn", "RU", "", " ru", "ru\0", "../ru"])
def test_a_language_that_the_desk_does_not_have_is_refused(editor, language):
    assert choose(editor, language).status_code == 400
    assert editor.post(ADDRESS).status_code == 400
    assert stored_language() == "en"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "//evil.example/admin/",
        "///evil.example",
        "https://evil.example",
        "https://evil.example/admin/",
        "http:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "\\\\evil.example",
        "/\\evil.example",
        " //evil.example",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "",
    ],
)
def test_a_choice_never_redirects_to_another_host(editor, address):
    response = choose(editor, "ru", next=address)

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert stored_language() == "ru"


def test_without_a_page_to_return_to_the_index_opens(editor):
    assert choose(editor, "ru").headers["Location"] == "/admin/"


# Who may choose


def test_an_anonymous_user_is_asked_to_log_in(client, editor):
    response = choose(client, "ru")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/?next=")
    assert stored_language() == "en"


def test_an_account_that_is_not_staff_is_asked_to_log_in(client):
    visitor = User.objects.create_user("visitor", language="en")
    client.force_login(visitor)

    assert choose(client, "ru").headers["Location"].startswith("/admin/login/?next=")
    visitor.refresh_from_db()
    assert visitor.language == "en"


def test_a_form_of_another_site_changes_nothing(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff("editor"))

    assert choose(client, "ru").status_code == 403
    assert stored_language() == "en"


def test_a_link_changes_nothing(editor):
    assert editor.get(f"{ADDRESS}?language=ru").status_code == 405
    assert stored_language() == "en"


def test_the_desk_offers_the_choice(editor):
    buttons = re.findall(
        r'<button name="language" value="(\w+)" lang="(\w+)"\s*(aria-current="true")?>',
        editor.get("/admin/").content.decode(),
    )

    assert buttons == [("kk", "kk", ""), ("ru", "ru", ""), ("en", "en", 'aria-current="true"')]
