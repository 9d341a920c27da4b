"""No Content-Type makes the server fail. Django's test client reads it before the application does."""

import io

import pytest
from django.core import signals
from django.db import close_old_connections
from django.test import RequestFactory

from newsroom.serving.content_type import type_and_boundary
from newsroom.wsgi import application

FORM = b'--a\r\nContent-Disposition: form-data; name="text"\r\n\r\nx\r\n--a--\r\n'
CHARSETS = [
    "charset*=x''y",
    "charset=base64",
    "charset=undefined",
    "charset=idna",
    "charset=punycode",
    "charset=utf-16",
]


@pytest.fixture
def kept_connection(db):
    """The connection of the test, which has not committed, is not closed when a request begins or ends."""
    requests = [signals.request_started, signals.request_finished]
    for signal in requests:
        signal.disconnect(close_old_connections)
    yield
    for signal in requests:
        signal.connect(close_old_connections)


def status_of(content_type):
    environ = RequestFactory().post("/en/2025/11/24/nowhere/comments/").environ
    environ |= {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(FORM)), "wsgi.input": io.BytesIO(FORM)}
    statuses = []
    application(environ, lambda status, headers: statuses.append(status))
    return statuses


@pytest.mark.one_database
@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=a", "application/x-www-form-urlencoded", "", ";"])
def test_any_charset_is_answered(kept_connection, kind, charset):
    assert status_of(f"{kind}; {charset}") == ["404 Not Found"]


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("", ""),
        ("text/plain; charset=utf-8", "text/plain"),
        ("multipart/form-data; boundary=----WebKit", "multipart/form-data; boundary=----WebKit"),
        ("multipart/form-data; charset=utf-8; Boundary=a", "multipart/form-data; Boundary=a"),
    ],
)
def test_only_the_boundary_is_kept(sent, read):
    assert type_and_boundary(sent) == read
