"""Pages for one reader, whose address is a secret."""

from functools import wraps

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",  # a stricter one would take the origin from our own forms
}


def kept_by_nobody(view):
    """Forbid caches and search engines to keep the answers of a view, and browsers to tell other sites its address."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer
