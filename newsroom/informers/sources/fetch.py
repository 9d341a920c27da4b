"""Fetch one answer from a foreign server, with limits on its time, its size and its type."""

import re
import zlib
from http.client import HTTPException, InvalidURL
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from django.conf import settings

from newsroom.informers.sources import SourceError, quoted

CHUNK = 16 * 1024


def fetch(address, kind):
    """Return the body of `address` as bytes. Its content type must be of `kind`, "xml" or "json".

    The timeout of a socket starts again with every byte, and a DNS lookup has no timeout at all. So the request runs
    in a thread, which is abandoned when the time is up.
    """
    outcome = SimpleQueue()
    deadline = monotonic() + settings.INFORMERS_TIMEOUT
    Thread(target=lambda: outcome.put(attempt(address, kind, deadline)), daemon=True).start()
    try:
        body, error = outcome.get(timeout=settings.INFORMERS_TIMEOUT)
    except Empty:
        error = timed_out()
    if error:
        raise SourceError(f"{host_of(address)}: {error}") from error
    return body


def attempt(address, kind, deadline):
    """Return (body, None) or (None, error), because an exception cannot leave its thread."""
    try:
        return read(address, kind, deadline), None
    except HTTPError as error:
        with error:
            moved = f", moved to {quoted(error.headers['Location'])}" if error.headers["Location"] else ""
            return None, SourceError(f"status {error.code}{moved}")
    except URLError as error:
        return None, timed_out() if isinstance(error.reason, TimeoutError) else SourceError(quoted(str(error.reason)))
    except SourceError as error:
        return None, error
    except (InvalidURL, ValueError):
        # The error's own message repeats the address, with any key in it.
        return None, SourceError("not a valid address")
    except zlib.error:
        return None, SourceError("cannot be decompressed")
    except TimeoutError:
        return None, timed_out()
    except (OSError, HTTPException) as error:
        return None, SourceError(f"{type(error).__name__} {quoted(str(error))}")


def read(address, kind, deadline):
    if urlsplit(address).scheme not in ("http", "https") or "@" in urlsplit(address).netloc:
        raise SourceError("not an HTTP address")
    headers = {"User-Agent": settings.INFORMERS_USER_AGENT, "Accept-Encoding": "gzip"}
    query = request.Request(address, headers=headers)  # noqa: S310 – its scheme was checked above
    with opener().open(query, timeout=settings.INFORMERS_TIMEOUT) as response:
        if response.status != 200:
            raise SourceError(f"status {response.status}")
        check_type(response.headers["Content-Type"], kind)
        return decompressed(read_body(response, deadline), response.headers["Content-Encoding"])


def opener():
    """An opener for HTTP and HTTPS that follows no redirects: an administrator must see that an address has moved."""
    director = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPErrorProcessor,
        request.HTTPDefaultErrorHandler,
    ):
        director.add_handler(handler())
    return director


def check_type(content_type, kind):
    """Refuse another type, because some servers send a «come back later» page with status 200.

    An answer without a type is left to the parser.
    """
    if content_type and not re.match(rf"(?:application|text)/(?:[\w.-]+\+)?{kind}\b", content_type, re.IGNORECASE):
        raise SourceError(f"{quoted(content_type)} instead of {kind}")


def read_body(response, deadline):
    length = response.length  # None if the server sends no length, or sends the body in chunks
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        check_size(len(body))
        if monotonic() > deadline:
            raise timed_out()
    if length is not None and len(body) != length:
        raise SourceError(f"cut off after {len(body)} of {length} bytes")
    return bytes(body)


def decompressed(body, encoding):
    if (encoding or "identity").lower() == "identity":
        return body
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise SourceError(f"unknown content encoding {quoted(encoding)}")
    decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    content = decompressor.decompress(body, settings.INFORMERS_MAX_BYTES + 1)
    check_size(len(content))
    if not decompressor.eof:
        raise SourceError("cut off within the compressed data")
    return content


def timed_out():
    return SourceError(f"no complete answer within {settings.INFORMERS_TIMEOUT} seconds")


def check_size(size):
    if size > settings.INFORMERS_MAX_BYTES:
        raise SourceError(f"more than {settings.INFORMERS_MAX_BYTES} bytes")


def host_of(address):
    """The host of an address, for messages. The rest is not shown, because it may contain a key."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or "no host"
    except ValueError:
        return "no host"
