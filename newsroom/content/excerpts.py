from django.utils.text import Truncator

from newsroom import editions
from newsroom.content.clean_html import plain_text
from newsroom.editions.marked_languages import close_mark


def first_words(html, count):
    """Return the first words of a text or of HTML, as plain text. In Chinese, which has no spaces, count characters."""
    beginning = Truncator(" ".join(plain_text(html).split()))
    if editions.active().stored_in == "zh-hans":
        return beginning.chars(count * 2, truncate="…")
    return close_mark(beginning.words(count, truncate="…"))
