"""Whether a form that acts for a commenter was sent from a page of ours. Here, «unknown» is not enough."""

from urllib.parse import urlsplit

from newsroom.serving.origin import Origin, origin_of


def is_from_our_page(request):
    """Old browsers that send neither `Sec-Fetch-Site` nor `Origin` say which page they come from."""
    origin = origin_of(request)
    if origin is not Origin.UNKNOWN:
        return origin is Origin.OURS
    try:
        sent_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return False
    return (sent_from.scheme, sent_from.netloc) == (request.scheme, request.get_host())
