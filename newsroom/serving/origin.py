"""Detect whether a form was sent from our own page, without a cookie or a token, so that the page can be cached."""

from enum import Enum


class Origin(Enum):
    OURS = "ours"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def origin_of(request):
    """Check `Sec-Fetch-Site` first: Chromium sends `Origin: null` from our own pages with some referrer policies."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return Origin.OURS if site == "same-origin" else Origin.FOREIGN
    if origin := request.headers.get("Origin"):
        return Origin.OURS if origin == f"{request.scheme}://{request.get_host()}" else Origin.FOREIGN
    return Origin.UNKNOWN
