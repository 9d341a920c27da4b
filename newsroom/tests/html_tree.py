"""Parse pages into a tree."""

from functools import lru_cache

import html5lib
from lxml import html as lxml_html


@lru_cache(maxsize=16)  # html5lib is slow, and a test often looks at one page several times
def parse(html):
    """The `html` element of any document or fragment, as a browser sees it. Trees are shared: do not change them."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


@lru_cache(maxsize=16)
def parse_page(html):
    """The `html` element of a page of ours, given as bytes. Trees are shared: do not change them.

    lxml takes a fiftieth of the time of html5lib. It finds the same elements in a page that is valid, and
    `test_html.py` makes sure with html5lib that all pages are.
    """
    html = html or b"<html>"  # a redirect has no page
    return lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
