"""Derived editions are a way of printing: the whole Kazakh page, converted once when it is ready.

Whatever stands on it (story, menu, dates, comments, metadata) is Kazakh text, so no string can be forgotten.
"""

from django.conf import settings

from newsroom import editions
from newsroom.alphabets import convert, convert_html, marks
from newsroom.dictionary import current

# What `name_text` kept from conversion: in a text from right to left it is isolated besides.
SHOWN = {
    "ltr": {ord(marks.KEPT_FROM): None, ord(marks.KEPT_TO): None},
    "rtl": {ord(marks.KEPT_FROM): marks.FIRST_STRONG, ord(marks.KEPT_TO): marks.POP},
}


def print_in_letters(request, response):
    """Changes the letters of a page whose `Content-Language` is a derived edition's; any other stays as it is."""
    edition = editions.BY_TAG.get(response.headers["Content-Language"])
    if not (edition and edition.is_derived and is_page(response)):
        return
    html = response.content.decode(response.charset)
    html = convert_html(html, edition.tag, settings.SPELLING, words_for(request, response))
    response.content = html.translate(SHOWN[edition.direction])
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))


def is_page(response):
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content)  # a redirect has none


def in_letters(request, text):
    """A text in the letters of the active edition, for where `print_in_letters` changes nothing: in an address."""
    edition = editions.active()
    return convert(text, edition.tag, settings.SPELLING, words_now(request)) if edition.is_derived else text


def words_for(request, response):
    """The editors' dictionary as it is now. After a failure nothing is asked: it may be the database that failed."""
    return current.known() if response.status_code >= 500 else words_now(request)


def words_now(request):
    paper = getattr(request, "paper", None)
    return current.as_of((paper and paper.words) or current.state_now())
