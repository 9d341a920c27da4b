"""Readers' pages may be cached for everybody and hold no inline code: their headers and their HTML must agree."""

import re

import pytest
from django.test import Client

from articles.tests.makers import make_article
from newsroom import editions
from newsroom.desk.edition_admin import EDITORS_OWN_STYLE
from newsroom.tests.html_tree import parse
from newsroom.tests.policy import POLICY, directives, inline_code, inline_code_below

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COMMON = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


OF_ONE_READER = ("/reports/", "/my-comments/")
"""Pages that are another one for each reader, found by a cookie. Nobody keeps them."""


@pytest.fixture
def pages(crawl, client):
    """{path: response} of every page of every edition and of a missing page outside the editions."""
    return crawl.pages | {"/nowhere/": client.get("/nowhere/")}


def test_every_page_has_the_strict_policy(crawl, pages):
    """Except the page of a video, which may also show the player of its platform."""
    assert len(pages) > 400
    with_player = POLICY | {"frame-src": ["https://www.youtube-nocookie.com"]}
    videos = {kinds["story-video"]: with_player for kinds in crawl.kinds.values()}

    assert {path: found for path, page in pages.items() if (found := directives(page)) != POLICY} == videos


def test_public_pages_are_not_personalized(pages, client):
    login = client.get("/admin/login/")
    assert [*login.cookies] == ["csrftoken"]
    assert "Cookie" in login.headers["Vary"]

    own = {path: page for path, page in pages.items() if path.endswith(OF_ONE_READER)}
    assert {page.headers["Cache-Control"] for page in own.values()} == {"private, no-store"}
    assert {path: found for path, page in pages.items() if (found := [*page.cookies])} == {}
    assert [path for path, page in pages.items() if "Set-Cookie" in page.headers] == []
    depends_on = {path: {*page.headers["Vary"].split(", ")} - {"Accept-Encoding"} for path, page in pages.items()}
    assert depends_on.pop("/nowhere/") == {"Save-Data", "Accept-Language"}
    assert [depends_on.pop(path) for path in own] == [{"Save-Data", "Cookie"}] * len(own)
    assert {path: names for path, names in depends_on.items() if names != {"Save-Data"}} == {}


def test_public_pages_have_no_inline_code_or_style(crawl, client):
    found = {path: inline_code_below(page.root) for path, page in crawl.pages.items()}
    found["/nowhere/"] = inline_code(client.get("/nowhere/").content.decode())

    assert {path: code for path, code in found.items() if code} == {}


def test_every_page_has_the_common_security_headers(pages):
    found = {path: {name: page.headers.get(name) for name in COMMON} for path, page in pages.items()}
    others = {path: headers for path, headers in found.items() if headers != COMMON}

    assert {path for path in others if not path.endswith(OF_ONE_READER)} == set()
    assert [headers | COMMON for headers in others.values()] == [COMMON] * len(others)  # their policy is stricter
    assert {headers["Referrer-Policy"] for headers in others.values()} == {"same-origin"}


def test_inline_code_would_be_found():
    html = """<!doctype html><script>1</script><script type="module">1</script><style>p {}</style>
        <script src="x.js"></script>
        <p style="color: red" onclick="x()">a <a href="javascript:x()">b</a><svg onload="x()"></svg>
        <script type="application/ld+json">{}</script><!-- <style> -->"""

    assert inline_code(html) == ["script", "script", "style", "style", "onclick", "href=javascript:x()", "onload"]


def test_staff_get_the_same_public_page(seeds, signed_in, client):
    editor = signed_in("editor")
    assert editor.get("/admin/").status_code == 200

    shown = editor.get("/ru/")

    assert shown.content == client.get("/ru/").content
    assert "cookie" not in shown.headers.get("Vary", "").lower()


# Error pages, with Django's technical ones enabled too


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [False, True], ids=["debug off", "debug on"])
@pytest.mark.parametrize(("address", "status"), [("/ru/nowhere/", 404), ("/nowhere/", 404), ("/ru/failing/", 500)])
def test_error_pages_keep_the_policy_even_with_debug(settings, address, status, debug):
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


def test_the_import_map_of_the_editor_has_the_nonce_of_the_response(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert response.status_code == 200
    assert import_maps(response) == [{"type": "importmap", "nonce": nonce_of(response)}]
    preview = {"frame-src": ["'self'"]} if "/article/" in form_of_the_editor else {}
    assert directives(response) == POLICY | preview | {
        "script-src": ["'self'", f"'nonce-{nonce_of(response)}'"],
        "style-src": ["'self'", *EDITORS_OWN_STYLE],
    }


def test_the_style_of_the_editor_is_allowed_by_its_hash():
    assert [re.sub(r"[\w+/]{43}=", "…", source) for source in EDITORS_OWN_STYLE] == ["'sha256-…'"]


def test_every_response_has_its_own_nonce(signed_in, form_of_the_editor):
    chief = signed_in("chief editor")

    assert nonce_of(chief.get(form_of_the_editor)) != nonce_of(chief.get(form_of_the_editor))


@pytest.mark.slow
def test_only_the_import_map_is_inline(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert inline_code(response.content.decode()) == ["script"]


def test_the_desk_without_an_editor_needs_no_nonce(signed_in):
    response = signed_in("chief editor").get("/admin/articles/article/")

    assert response.status_code == 200
    assert directives(response) == POLICY
    assert inline_code(response.content.decode()) == []


def test_desk_responses_are_not_cached(signed_in, form_of_the_editor):
    response = signed_in("chief editor").get(form_of_the_editor)

    assert "Cookie" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"]
