"""The frame of every page of the desk: what a member of staff may use, and where they are."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from articles.editorial.shown_states import ShownState
from articles.tests.desk import ADD, LIST
from articles.tests.makers import make_tag
from articles.tests.page_content import elements, page_of, parts_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "/admin/password_change/"


def navigation(response):
    """{words of a link: its `aria-current`} in the header."""
    (header,) = elements(response, "header", id="header")
    links = [link for link in header.iter("a") if link.get("data-on-key", "").startswith("open-")]
    return {words_of(link): link.get("aria-current") for link in links}


@pytest.mark.parametrize(
    ("role", "lists"),
    [
        ("reporter", ["Редакция", "Материалы", "Издания", "Главная", "Фото"]),
        ("editor", ["Редакция", "Материалы", "Издания", "Главная", "Фото", "Комментарии"]),
        ("photo editor", ["Редакция", "Материалы", "Издания", "Главная", "Фото"]),
        ("moderator", ["Редакция", "Комментарии"]),
        ("chief editor", ["Редакция", "Материалы", "Издания", "Главная", "Фото", "Комментарии"]),
    ],
)
def test_the_header_has_the_lists_that_a_role_may_view(signed_in, role, lists):
    shown = list(navigation(signed_in(role, language="ru").get(PASSWORD)))
    assert shown == [*lists, "План недели"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/admin/", {"Newsroom": "page"}),
        (LIST, {"Articles": "page"}),
        (ADD, {"Articles": "true"}),
        (f"{LIST}editions/", {"Editions": "page"}),
        (f"{LIST}front/", {"Front page": "page"}),
        (PASSWORD, {}),
    ],
)
def test_the_current_list_is_marked(superuser, address, current):
    links = navigation(superuser().get(address))
    assert {name: mark for name, mark in links.items() if mark} == current


@pytest.mark.parametrize(
    ("role", "may_search", "may_add"), [("reporter", 1, 1), ("translator", 1, 0), ("moderator", 0, 0)]
)
def test_search_and_the_button_for_a_new_story_are_for_those_who_may(signed_in, role, may_search, may_add):
    page = signed_in(role).get(PASSWORD)
    searches = [form.get("action") for form in elements(page, "form", role="search")]
    assert searches == [f"{LIST}find/"] * may_search
    assert len([link for link in elements(page, "a") if link.get("href") == ADD]) == may_add


def test_a_list_loads_no_script_that_it_does_not_use(superuser):
    client = superuser()
    for address in (LIST, ADD, "/admin/auth/group/"):
        scripts = {script.get("src", "").rpartition("/")[2] for script in elements(client.get(address), "script")}
        assert {"actions.js", "core.js", "keys.js", "list-rows.js"} <= scripts
        assert {"urlify.js", "prepopulate.js", "xregexp.min.js", "xregexp.js"} & scripts == set()


def test_a_form_leads_back_to_its_list(superuser):
    tag, client = make_tag("one"), superuser("kk")
    for act in ("change", "delete", "history"):
        (crumbs,) = parts_of(client.get(f"/admin/articles/tag/{tag.pk}/{act}/"), "crumbs")
        assert [(words_of(link), link.get("href")) for link in crumbs.iter("a")] == [
            ("Редакция", "/admin/"),
            ("Тегтер", "/admin/articles/tag/"),
        ]


def test_nobody_is_shown_the_frame_before_signing_in(client):
    page = client.get("/admin/login/")
    assert words_of(*elements(page, "header", id="header")) == "Редакция"
    assert elements(page, "dialog") == elements(page, "form", role="search") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "бос қаралама тексеруде дайын жоспарланған сайтта сайтта, өзгеріс бар ескірген сайттан алынды"),
        ("ru", "пусто черновик на проверке готово запланировано на сайте на сайте, есть изменения устарело снято"),
        ("en", "empty draft in review ready scheduled live live, unpublished changes stale withdrawn"),
    ],
)
def test_each_state_has_a_word_and_a_shape_of_its_own(superuser, language, words):
    source = "{% load states %}{% for state in states %}{% shown_state state %} {% endfor %}"
    with override(language):
        html = Template(source).render(Context({"states": ShownState.values}))
    page = page_of(superuser().get("/admin/"))
    shapes = {symbol.get("id") for symbol in page.iter() if symbol.tag.endswith("symbol")}
    used = [f"shape-{state}" for state in ShownState.values]
    assert [html.count(f'href="#{shape}"') for shape in used] == [1] * 9
    assert {*used} <= shapes
    assert " ".join(Template("{{ html|striptags }}").render(Context({"html": html})).split()) == words
