"""Parse pages into a tree as a browser does."""

from functools import lru_cache

import html5lib


@lru_cache(maxsize=16)  # html5lib is slow, and a test often looks at one page several times
def parse(html):
    """The `html` element of a page. Trees are shared: do not change them."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
