"""Numbers such as 5 000 stay on one line: no-break spaces join their parts wherever readers see them.

Editors write a plain space, in headlines, captions, tables and comments alike. So finished pages are changed.
"""

import re

from newsroom.editions.html_pages import is_html_page, set_content

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Before three digits, and after one to three. It begins with the space, because `re` is fast with that.
IN_NUMBER = re.compile(" (?=[0-9]{3}(?![0-9]))(?<=[0-9] )(?<![0-9]{4} )")
IN_BYTES = re.compile(IN_NUMBER.pattern.encode())
NO_TEXT = (b"textarea", b"script", b"style")
"""Elements whose content comes back from readers, or is for programs."""


def keep_numbers_together(response):
    """Join the parts of each number in the text of an HTML page. Attributes stay: some are lists of numbers."""
    if is_html_page(response):
        html = response.content
        set_content(response, IN_BYTES.sub(lambda space: joint(html, space.start()), html))


def joint(html, place):
    """Return what joins the parts of a number at a place of a page."""
    start, end = (html.rfind(sign, 0, place) for sign in (b"<", b">"))
    is_text = start < end and not html.startswith(NO_TEXT, start + 1)
    return NO_BREAK_SPACE.encode() if is_text else b" "


def with_numbers_together(text):
    return IN_NUMBER.sub(NO_BREAK_SPACE, text)
