"""Which responses are compressed, how, and which must never be because they belong to one visitor."""

import gzip
import random

import brotli
import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from django.views.decorators.http import etag

from articles.models import Article
from newsroom import editions, urls
from newsroom.serving.compression import TOO_SHORT

pytestmark = pytest.mark.one_database

DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
TEXT = "Слово «word» ".encode() * 100
NOISE = random.Random(1).randbytes(1000)


def typed(request):
    return HttpResponse(TEXT[: int(request.GET.get("size", len(TEXT)))], request.GET["type"])


def streamed(request):
    return StreamingHttpResponse([TEXT], content_type="text/plain")


def file(request):
    return FileResponse(open(__file__, "rb"), content_type="text/plain")


def coded(request):
    return HttpResponse(TEXT, headers={"Content-Encoding": "zstd"})


def part(request):
    return HttpResponse(TEXT, status=206, headers={"Content-Range": "bytes 0-9/10"})


def with_header(request):
    return HttpResponse(TEXT, headers={request.GET["name"]: request.GET["value"]})


def with_token(request):
    return HttpResponse(TEXT + get_token(request).encode())


def with_session(request):
    return HttpResponse(TEXT + str(request.session.get("name")).encode())


def with_cookie(request):
    response = HttpResponse(TEXT)
    response.set_cookie("theme", "dark")
    return response


@etag(lambda request: '"a version"')
def versioned(request):
    return HttpResponse(TEXT)


def noise(request):
    return HttpResponse(NOISE, content_type="text/plain")


def fail(request):
    raise RuntimeError("a failure for the test")


views = [typed, streamed, file, coded, part, with_header, with_token, with_session, with_cookie, versioned, noise, fail]
urlpatterns = [path(f"ru/-/{view.__name__}/", view) for view in views]
urlpatterns += urls.urlpatterns
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def ask(db, settings):
    """ask("typed", type="text/plain") requests a view above, or an address, as a typical browser does."""
    settings.ROOT_URLCONF = __name__
    client = Client(headers=BROWSER, raise_request_exception=False)

    def ask(view, headers=None, method="get", **query):
        address = view if view.startswith("/") else f"/ru/-/{view}/"
        return getattr(client, method)(address, query, headers=headers)

    return ask


def varies(response):
    return "Accept-Encoding" in response.headers.get("Vary", "")


# Content negotiation


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("BR;Q=0.5", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0.9", "gzip"),
        ("gzip;q=0.5,br;q=0.500", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000", None),
        ("*", "br"),
        ("*;q=0.1, br;q=0", "gzip"),
        ("br, *;q=0", "br"),
        ("identity", None),
        ("deflate, zstd", None),
        ("", None),
        (",;,", None),
        ("brr, xgzip, gzip2", None),
        ("br;q=", None),
        ("br;q=2", None),
        ("br;q=0.9999", None),
        ("br;level=1", None),
        ("br;q=1;q=0", None),
    ],
)
def test_the_coding_is_the_one_that_the_browser_prefers(ask, accepted, coding):
    response = ask("typed", {"Accept-Encoding": accepted}, type="text/html")

    assert response.headers.get("Content-Encoding") == coding
    assert DECODED[coding](response.content) == TEXT
    assert int(response.headers.get("Content-Length", len(TEXT))) == len(response.content)
    assert varies(response)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_compressing_the_same_text_gives_the_same_bytes(ask, coding):
    first, second = (ask("typed", {"Accept-Encoding": coding}, type="text/html") for _ in "ab")

    assert first.headers["Content-Encoding"] == coding
    assert first.content == second.content


# Responses that are compressed


@pytest.mark.slow
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_public_pages_are_compressed_after_all_other_changes(seeds, client, edition):
    story = Article.objects.get(key="parties-with-high-responsibility").address_in(edition)
    for address in (f"/{edition.code}/", story, f"/{edition.code}/search/?q=2023"):
        plain, compressed = client.get(address), client.get(address, headers=BROWSER)

        assert compressed.headers["Content-Encoding"] == "br"
        assert brotli.decompress(compressed.content) == plain.content
        assert len(compressed.content) < len(plain.content) / 2
        assert int(compressed.headers["Content-Length"]) == len(compressed.content)
        assert varies(plain)


@pytest.mark.parametrize(
    ("address", "status"), [("/ru/nowhere/", 404), ("/kk-arab/nowhere/", 404), ("/nowhere/", 404), ("/ru/-/fail/", 500)]
)
def test_error_pages_are_compressed(ask, address, status):
    response = ask(address)

    assert (response.status_code, response.headers["Content-Encoding"]) == (status, "br")
    assert brotli.decompress(response.content).startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    "type",
    [
        "text/html; charset=utf-8",
        "text/plain",
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "application/xml",
        "application/json",
        "application/feed+json",
        "application/manifest+json",
        "text/javascript",
        "application/javascript",
        "image/svg+xml",
    ],
)
def test_all_text_types_are_compressed(ask, type):
    assert ask("typed", type=type).headers["Content-Encoding"] == "br"


@pytest.mark.parametrize(
    "type", ["image/png", "image/avif", "font/woff2", "video/mp4", "application/zip", "application/pdf"]
)
def test_other_types_are_not_compressed(ask, type):
    response = ask("typed", type=type)

    assert response.content == TEXT
    assert not {"Content-Encoding", "Vary"} & {*response.headers}


@pytest.mark.parametrize("view", ["streamed", "file", "coded", "part"])
def test_streamed_partial_and_encoded_responses_are_not_compressed(ask, view):
    response = ask(view)

    assert response.headers.get("Content-Encoding", "") in ("", "zstd")
    assert not varies(response)


def test_short_responses_are_not_compressed(ask):
    short, long = (ask("typed", type="text/plain", size=size) for size in (TOO_SHORT - 1, TOO_SHORT))

    assert "Content-Encoding" not in short.headers
    assert long.headers["Content-Encoding"] == "br"


def test_a_response_that_would_grow_is_not_compressed(ask):
    response = ask("noise")

    assert response.content == NOISE
    assert "Content-Encoding" not in response.headers
    assert varies(response)


# Responses that are never compressed


def test_the_desk_is_not_compressed(seeds, signed_in, client):
    assert client.get("/ru/", headers=BROWSER).headers["Content-Encoding"] == "br"
    editor = signed_in("editor")

    for response in (client.get("/admin/login/", headers=BROWSER), editor.get("/admin/", headers=BROWSER)):
        assert response.status_code == 200
        assert len(response.content) > TOO_SHORT
        assert "Content-Encoding" not in response.headers


def test_no_page_is_compressed_for_a_visitor_with_a_session_or_a_token(seeds, signed_in):
    editor, visitor = signed_in("editor"), Client()
    visitor.get("/admin/login/")
    assert [[*somebody.cookies] for somebody in (editor, visitor)] == [["sessionid"], ["csrftoken"]]

    for somebody in (editor, visitor):
        response = somebody.get("/ru/", headers=BROWSER)
        assert "Content-Encoding" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
    visitor.cookies.clear()
    visitor.cookies["theme"] = "dark"
    assert visitor.get("/ru/", headers=BROWSER).headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("view", ["with_token", "with_session", "with_cookie"])
def test_a_response_for_one_visitor_is_not_compressed(ask, view):
    assert "Content-Encoding" not in ask(view).headers


@pytest.mark.parametrize(
    ("name", "value", "coding"),
    [
        ("Vary", "Cookie", None),
        ("Vary", "Accept-Language, cookie", None),
        ("Vary", "Authorization", None),
        ("Vary", "*", None),
        ("Vary", "Save-Data", "br"),
        ("Cache-Control", "private, max-age=60", None),
        ("Cache-Control", "No-Store", None),
        ("Cache-Control", "max-age=60,no-transform", None),
        ("Cache-Control", "public, max-age=60", "br"),
        ("Cache-Control", "no-cache", "br"),
    ],
)
def test_headers_of_private_responses_prevent_compression(ask, name, value, coding):
    assert ask("with_header", name=name, value=value).headers.get("Content-Encoding") == coding


# ETags and responses without a body


def test_one_version_has_one_weak_etag_in_all_codings(ask):
    found = {coding: ask("versioned", {"Accept-Encoding": coding}) for coding in ("br", "gzip", "identity")}

    assert {response.headers["ETag"] for response in found.values()} == {'W/"a version"'}
    assert [response.headers.get("Content-Encoding") for response in found.values()] == ["br", "gzip", None]


@pytest.mark.parametrize("known", ['W/"a version"', '"a version"'])
def test_a_known_version_is_not_sent_again(ask, known):
    response = ask("versioned", {"If-None-Match": known})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == 'W/"a version"'
    assert "Content-Encoding" not in response.headers
    assert varies(response)


def test_head_has_the_headers_of_get(ask):
    get, head = ask("versioned"), ask("versioned", method="head")

    assert head.content == b""
    assert get.headers["Content-Encoding"] == "br"
    assert dict(head.headers) == dict(get.headers)
