"""A foreign server can only answer, within limits of time, size and type. Anything else is refused."""

import gzip
import socket
from time import monotonic

import pytest

from newsroom.informers.sources import SourceError
from newsroom.informers.sources.fetch import attempt, fetch
from newsroom.informers.tests.answering import byte_by_byte, cut, endless, never, not_http, says

BODY = b"<rates><info>no</info></rates>"


@pytest.fixture
def answered(start):
    """answered(answer) returns the body that `fetch` makes of an answer."""

    def ask(answer, kind="xml"):
        return fetch(f"{start(lambda path: answer).address}/feed", kind)

    return ask


@pytest.fixture
def refusal(start):
    """refusal(answer) returns the reason why an answer is refused, without the host before it."""

    def ask(answer, kind="xml"):
        server = start(lambda path: answer)
        with pytest.raises(SourceError) as refused:
            fetch(f"{server.address}/feed", kind)
        host, _colon, reason = str(refused.value).partition(": ")
        assert host == f"127.0.0.1:{server.server_port}"
        return reason

    return ask


# Answers that are accepted


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("text/xml; charset=UTF-8", "xml"),
        ("application/rss+xml", "xml"),
        ("APPLICATION/XML", "xml"),
        ("application/json", "json"),
        (None, "xml"),
    ],
)
def test_a_complete_answer_of_the_right_type_is_accepted(answered, content_type, kind):
    assert answered(says(BODY, content_type), kind) == BODY


def test_answers_in_chunks_and_without_a_length_are_accepted(answered):
    def in_chunks(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/xml")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in (BODY[:7], BODY[7:], b""):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    def without_length(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/xml")
        handler.end_headers()
        handler.wfile.write(BODY)

    assert answered(in_chunks) == BODY
    assert answered(without_length) == BODY


def test_a_compressed_answer_is_decompressed(answered):
    assert answered(says(gzip.compress(BODY), Content_Encoding="gzip")) == BODY


def test_requests_have_our_user_agent(start, settings):
    settings.INFORMERS_USER_AGENT = "newsroom/1.0 news.example.kz desk@example.kz"
    server = start(lambda path: says(BODY))
    fetch(f"{server.address}/feed?day=1", "xml")

    ((path, headers),) = server.requests
    assert path == "/feed?day=1"
    assert headers["User-Agent"] == "newsroom/1.0 news.example.kz desk@example.kz"


# Answers that are refused


@pytest.mark.parametrize("status", [203, 204, 400, 403, 404, 429, 500, 503])
def test_any_other_status_is_refused(refusal, status):
    assert refusal(says(BODY if status != 204 else b"", status=status)) == f"status {status}"


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("text/html", "xml"),
        ("text/plain", "xml"),
        ("application/json", "xml"),
        ("image/svg", "xml"),
        ("text/xmlish", "xml"),
        ("text/html; charset=utf-8", "json"),
        ("text/xml", "json"),
    ],
)
def test_another_type_is_refused(refusal, content_type, kind):
    assert refusal(says(BODY, content_type), kind) == f"'{content_type}' instead of {kind}"


def test_an_incomplete_answer_is_refused(refusal):
    assert refusal(cut(BODY, 12)) == f"cut off after 12 of {len(BODY)} bytes"
    assert refusal(cut(BODY, 0)) == f"cut off after 0 of {len(BODY)} bytes"
    assert refusal(says(gzip.compress(BODY)[:-9], Content_Encoding="gzip")) == "cut off within the compressed data"


def test_an_incomplete_answer_in_chunks_is_refused(refusal):
    def broken_off(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/xml")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"ff\r\n<rates>")
        handler.close_connection = True

    assert refusal(broken_off).startswith("IncompleteRead")


@pytest.mark.parametrize(
    "answer",
    [says(b"x" * 1001), endless, says(gzip.compress(b"x" * 500_000), Content_Encoding="gzip")],
    ids=["with a length", "endless", "compressed"],
)
def test_an_answer_over_the_size_limit_is_refused(refusal, settings, answer):
    settings.INFORMERS_MAX_BYTES = 1000
    assert refusal(answer) == "more than 1000 bytes"


def test_an_answer_at_the_size_limit_is_accepted(answered, settings):
    settings.INFORMERS_MAX_BYTES = 1000
    assert answered(says(b"x" * 1000)) == b"x" * 1000
    assert answered(says(gzip.compress(b"x" * 1000), Content_Encoding="gzip")) == b"x" * 1000


@pytest.mark.parametrize(
    ("encoding", "reason"), [("br", "unknown content encoding 'br'"), ("gzip", "cannot be decompressed")]
)
def test_an_answer_that_cannot_be_decompressed_is_refused(refusal, encoding, reason):
    assert refusal(says(BODY, Content_Encoding=encoding)).startswith(reason)


@pytest.mark.parametrize(
    "answer", [never, byte_by_byte("body"), byte_by_byte("headers")], ids=["never", "body", "headers"]
)
def test_the_time_limit_is_for_the_whole_answer(refusal, settings, answer):
    """None of these answers ends, so without the limit there would be no refusal."""
    settings.INFORMERS_TIMEOUT = 0.5
    assert refusal(answer) == "no complete answer within 0.5 seconds"


def test_reading_stops_at_the_deadline(start):
    """Otherwise the threads of answers that do not end would go on reading."""
    address = f"{start(lambda path: byte_by_byte('body')).address}/feed"
    assert str(attempt(address, "xml", deadline=monotonic())[1]) == "no complete answer within 15 seconds"

    complete = f"{start(lambda path: says(BODY)).address}/feed"
    assert attempt(complete, "xml", deadline=float("inf")) == (BODY, None)


def test_an_answer_that_is_not_http_is_refused(refusal):
    assert refusal(not_http).startswith("BadStatusLine")


# Other addresses


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(start, refusal, status):
    elsewhere = start(lambda path: says(BODY))
    for target in (f"{elsewhere.address}/feed", "file:///etc/passwd", "/other", "ftp://127.0.0.1/"):
        reason = refusal(says(b"", status=status, Location=target))
        assert reason == f"status {status}, moved to {target!r}"
    assert elsewhere.requests == []
    assert fetch(f"{elsewhere.address}/feed", "xml") == BODY  # the target of the redirect does answer


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/feed", "data:text/xml,<rates/>", "/feed", "", "//127.0.0.1/"]
)
def test_only_http_addresses_are_fetched(address):
    with pytest.raises(SourceError, match="not an HTTP address"):
        fetch(address, "xml")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://127.0.0.1:port/", "http://127.0.0.1/a b"])
def test_an_invalid_address_is_an_error(address):
    with pytest.raises(SourceError):
        fetch(address, "xml")


def test_a_refused_connection_is_an_error():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # no server listens on this port
        with pytest.raises(SourceError, match="refused"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", "xml")


@pytest.mark.parametrize(
    "address", ["http://user:secret@{}/feed", "http://{}/a feed?key=secret", "http://{}/?key=secret"]
)
def test_the_message_does_not_contain_a_key_of_the_address(start, address):
    server = start(lambda path: says(b"", status=404))
    with pytest.raises(SourceError) as refused:
        fetch(address.format(f"127.0.0.1:{server.server_port}"), "xml")

    assert "127.0.0.1" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_an_address_with_a_password_is_refused():
    with pytest.raises(SourceError, match=r"example\.kz: not an HTTP address"):
        fetch("http://user:secret@example.kz/", "xml")


def test_control_characters_of_the_answer_are_escaped_in_the_message(refusal):
    reason = refusal(says(b"", "text/\x1b[31mhtml" + "x" * 500))

    assert reason == r"'text/\x1b[31mhtml" + "x" * 45 + r"\u2026' instead of xml"
