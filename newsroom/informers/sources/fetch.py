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

from newsroom.informers.sources import SourceError, shown

CHUNK = 16 * 1024


def fetch(address, kind):
    """Return the body of `address` as bytes. Its content type must be of `kind`, "xml" or "json".

    The timeout of a socket starts again with every byte, and a DNS lookup has no timeout at all. So the request runs
    in a thread, which is abandoned when the time is up.
    """
    outcome = SimpleQueue()
    until = monotonic() + settings.INFORMERS_TIMEOUT
    Thread(target=lambda: outcome.put(attempt(address, kind, until)), daemon=True).start()
    try:
        body, error = outcome.get(timeout=settings.INFORMERS_TIMEOUT)
    except Empty:
        error = too_late()
    if error:
        raise SourceError(f"{place(address)}: {error}") from error
    return body


def attempt(address, kind, until):
    """Return (body, None) or (None, error), because an exception cannot leave its thread."""
    try:
        return read(address, kind, until), None
    except HTTPError as error:
        with error:
            moved = f", moved to {shown(error.headers['Location'])}" if error.headers["Location"] else ""
            return None, SourceError(f"status {error.code}{moved}")
    except URLError as error:
        return None, too_late() if isinstance(error.reason, TimeoutError) else SourceError(shown(str(error.reason)))
    except SourceError as error:
        return None, error
    except (InvalidURL, ValueError):
        return None, SourceError("not an address")  # the error's own message repeats the address, with any key in it
    except zlib.error:
        return None, SourceError("cannot be unpacked")
    except TimeoutError:
        return None, too_late()
    except (OSError, HTTPException) as error:
        return None, SourceError(f"{type(error).__name__} {shown(str(error))}")


def read(address, kind, until):
    if urlsplit(address).scheme not in ("http", "https") or "@" in urlsplit(address).netloc:
        raise SourceError("not an address of the web")
    headers = {"User-Agent": settings.INFORMERS_USER_AGENT, "Accept-Encoding": "gzip"}
    asked = request.Request(address, headers=headers)  # noqa: S310 – its scheme was checked above
    with opener().open(asked, timeout=settings.INFORMERS_TIMEOUT) as response:
        if response.status != 200:
            raise SourceError(f"status {response.status}")
        check_type(response.headers["Content-Type"], kind)
        return unpacked(whole_body(response, until), response.headers["Content-Encoding"])


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
        raise SourceError(f"{shown(content_type)} instead of {kind}")


def whole_body(response, until):
    announced = response.length  # None if the server sends no length, or sends the body in chunks
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        check_size(len(body))
        if monotonic() > until:
            raise too_late()
    if announced is not None and len(body) != announced:
        raise SourceError(f"cut off after {len(body)} of {announced} bytes")
    return bytes(body)


def unpacked(body, encoding):
    if (encoding or "identity").lower() == "identity":
        return body
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise SourceError(f"packed as {shown(encoding)}")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    found = unpacker.decompress(body, settings.INFORMERS_MAX_BYTES + 1)
    check_size(len(found))
    if not unpacker.eof:
        raise SourceError("cut off within what was packed")
    return found


def too_late():
    return SourceError(f"no whole answer within {settings.INFORMERS_TIMEOUT} seconds")


def check_size(size):
    if size > settings.INFORMERS_MAX_BYTES:
        raise SourceError(f"more than {settings.INFORMERS_MAX_BYTES} bytes")


def place(address):
    """The host of an address, for messages. The rest is not shown, because it may contain a key."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or "no address"
    except ValueError:
        return "no address"
