"""Pages of derived editions: the whole Kazakh page is transliterated once, when it is finished.

So no string of it can be forgotten: story, menu, dates, comments, metadata.
"""

from django.conf import settings

from newsroom import editions
from newsroom.alphabets import convert, convert_html
from newsroom.database.cached_values import cached_values
from newsroom.dictionary import current
from newsroom.editions.html_pages import is_html_page, set_content


def transliterate_response(request, response):
    """Transliterate a page whose `Content-Language` is a derived edition's. Leave any other response as it is."""
    edition = editions.BY_TAG.get(response.headers["Content-Language"])
    if not (edition and edition.is_derived and is_html_page(response)):
        return
    html = response.content.decode(response.charset)
    set_content(response, convert_html(html, edition.tag, settings.SPELLING, dictionary_for(request, response)))


def in_letters(request, text):
    """A text in the letters of the active edition, for places that `transliterate_response` leaves alone (a URL)."""
    edition = editions.active()
    return convert(text, edition.tag, settings.SPELLING, current_dictionary(request)) if edition.is_derived else text


def dictionary_for(request, response):
    """The editors' dictionary. After a failure the database isn't asked, because it may be what failed."""
    return current.last_known() if response.status_code >= 500 else current_dictionary(request)


def current_dictionary(request):
    return cached_values(request).get(current.dictionary)
