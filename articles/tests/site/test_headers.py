"""Readers' pages go through caches and carry no code of their own: their headers and their HTML must both say so."""

import re

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.makers import make_article
from newsroom import editions
from newsroom.desk.edition_admin import EDITORS_OWN_STYLE
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
PAGES = {
    "front": "/ru/",
    "sections": "/ru/section/",
    "section": "/ru/section/president/",
    "tags": "/ru/tag/",
    "tag": "/ru/tag/senate/",
    "authors": "/ru/author/",
    "author": "/ru/author/zhanna-nurmaganbetova/",
    "pages": "/ru/page/",
    "page": "/ru/page/about/",
    "archive": "/ru/archive/",
    "archive, asked in vain": "/ru/archive/?since=yesterday",
    "search": "/ru/search/",
    "search, with words": "/ru/search/?q=%D0%BF%D0%B0%D1%80%D1%82%D0%B8%D0%B8",
    "year": "/ru/2023/",
    "month": "/ru/2023/01/",
    "day": "/ru/2023/01/26/",
    "front from the right": "/kk-arab/",
    "front converted": "/kk-latn/",
    "404": "/ru/nowhere/",
    "404 outside the editions": "/nowhere/",
}


def directives(response):
    """{directive: sources} of an answer's policy."""
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def inline_code(html):
    """What a strict policy would block in a page: scripts and styles that stand in the HTML itself."""
    found = []
    for element in parse(html).iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        is_data = element.get("type") == "application/ld+json"
        if (element.tag == "script" and "src" not in element.attrib and not is_data) or element.tag == "style":
            found.append(element.tag)
        found += [name for name in element.attrib if name == "style" or str(name).startswith("on")]
        found += [f"{name}={value}" for name, value in element.attrib.items() if value.startswith("javascript:")]
    return found


@pytest.fixture
def answer(seeds, client):
    """answer("section") is the answer to an anonymous reader of a page of that kind."""

    def get(kind):
        if kind == "article":
            story = Article.objects.get(key="parties-with-high-responsibility")
            return client.get(story.address_in(editions.BY_CODE["ru"]))
        return client.get(PAGES[kind])

    return get


each_kind = pytest.mark.parametrize("kind", ["article", *PAGES])


@each_kind
def test_every_kind_of_page_has_exactly_the_strict_policy(answer, kind):
    response = answer(kind)

    assert response.status_code == (404 if kind.startswith("404") else 200)
    assert directives(response) == POLICY


@each_kind
def test_no_page_of_readers_is_personal(answer, client, kind):
    login = client.get("/admin/login/")
    assert [*login.cookies] == ["csrftoken"]
    assert "Cookie" in login.headers["Vary"]

    response = Client().get(answer(kind).wsgi_request.get_full_path())

    assert "Set-Cookie" not in response.headers
    assert [*response.cookies] == []
    assert "cookie" not in response.headers.get("Vary", "").lower()
    depends_on = {name.strip() for name in response.headers["Vary"].split(",")} - {"Accept-Encoding"}
    assert depends_on == {"Save-Data"} | ({"Accept-Language"} if kind == "404 outside the editions" else set())


@each_kind
def test_no_page_of_readers_has_code_or_style_in_its_html(answer, kind):
    assert inline_code(answer(kind).content.decode()) == []


def test_what_looks_for_inline_code_finds_it():
    html = """<!doctype html><script>1</script><script type="module">1</script><style>p {}</style>
        <script src="x.js"></script>
        <p style="color: red" onclick="x()">a <a href="javascript:x()">b</a><svg onload="x()"></svg>
        <script type="application/ld+json">{}</script><!-- <style> -->"""

    assert inline_code(html) == ["script", "script", "style", "style", "onclick", "href=javascript:x()", "onload"]


@each_kind
def test_no_page_of_readers_tells_more_than_it_must(answer, kind):
    headers = answer(kind).headers

    names = ["X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"]
    assert {name: headers[name] for name in names} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_the_same_page_is_given_to_a_member_of_staff(seeds, signed_in, client):
    editor = signed_in("editor")
    assert editor.get("/admin/").status_code == 200

    shown = editor.get("/ru/")

    assert shown.content == client.get("/ru/").content
    assert "cookie" not in shown.headers.get("Vary", "").lower()


# Pages of errors, with Django's own at the ready


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [False, True], ids=["debug off", "debug on"])
@pytest.mark.parametrize(("address", "status"), [("/ru/nowhere/", 404), ("/nowhere/", 404), ("/ru/failing/", 500)])
def test_pages_of_errors_keep_the_policy_with_debug_on_too(settings, address, status, debug):
    settings.DEBUG, settings.ROOT_URLCONF = debug, "newsroom.tests.failing"

    response = Client(raise_request_exception=False).get(address)

    assert response.status_code == status
    assert directives(response) == POLICY
    assert inline_code(response.content.decode()) == []


@pytest.mark.django_db
def test_a_refused_comment_keeps_the_policy(client):
    address = make_article("ru").address_in(editions.BY_CODE["ru"])

    response = client.post(f"{address}comments/", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert directives(response) == POLICY
    assert [*response.cookies] == []
    assert inline_code(response.content.decode()) == []


# The desk


def import_maps(response):
    scripts = parse(response.content.decode()).iter("script")
    return [dict(script.attrib) for script in scripts if script.get("type") == "importmap"]


def nonce_of(response):
    (nonce,) = [source for source in directives(response)["script-src"] if source.startswith("'nonce-")]
    return nonce.removeprefix("'nonce-").removesuffix("'")


@pytest.fixture(params=["article", "page"])
def form_of_the_editor(request, seeds):
    if request.param == "article":
        return f"/admin/articles/article/{make_article('ru').pk}/change/"
    return "/admin/identity/page/add/"


def test_the_import_map_of_the_editor_has_the_nonce_of_its_answer(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert response.status_code == 200
    assert import_maps(response) == [{"type": "importmap", "nonce": nonce_of(response)}]
    assert directives(response) == POLICY | {
        "script-src": ["'self'", f"'nonce-{nonce_of(response)}'"],
        "style-src": ["'self'", *EDITORS_OWN_STYLE],
    }


def test_the_style_that_the_editor_makes_passes_by_its_hash_alone():
    assert [re.sub(r"[\w+/]{43}=", "…", source) for source in EDITORS_OWN_STYLE] == ["'sha256-…'"]


def test_no_two_answers_have_the_same_nonce(signed_in, form_of_the_editor):
    chief = signed_in("chief editor")

    assert nonce_of(chief.get(form_of_the_editor)) != nonce_of(chief.get(form_of_the_editor))


def test_only_the_import_map_stands_in_the_html_of_the_form(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert inline_code(response.content.decode()) == ["script"]


def test_the_desk_without_an_editor_needs_no_nonce(signed_in):
    response = signed_in("chief editor").get("/admin/articles/article/")

    assert response.status_code == 200
    assert directives(response) == POLICY
    assert inline_code(response.content.decode()) == []


def test_the_desk_is_never_kept_by_a_cache_for_others(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert "Cookie" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"]
