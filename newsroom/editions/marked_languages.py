"""Passages in another language than their story: which languages can be marked, and what a mark is in HTML.

Without a mark, a Russian quotation in a Kazakh story would be transliterated like the rest, and read aloud as Kazakh.
The editor's button for it is in `static/desk/language.js`.
"""

import re

from newsroom import editions
from newsroom.alphabets import marks, protect

# {BCP 47 tag: autonym}: the languages of the stored editions, then those of neighbours who are quoted.
LANGUAGES = {edition.tag: edition.autonym for edition in editions.STORED} | {"ky": "Кыргызча", "tr": "Türkçe"}


def allow_marked_languages(options, allowlist):
    """Add `<span lang="…">` to an allow-list of nh3, with the languages of the button and no other attribute."""
    allowlist["tags"].add("span")
    allowlist.setdefault("tag_attribute_values", {})["span"] = {"lang": set(options["languages"])}


MARKED = re.compile(r'<span lang="(?!kk")[^"]*">((?:(?!</?span\b).)*)</span>', re.DOTALL)


def kept_where_marks_are_lost(html):
    """Prepare `html` for conversion to plain text, which has no marks. In derived editions, use `protect()` instead."""
    return MARKED.sub(lambda words: protect(words[1]), html) if editions.active().is_derived else html


def close_mark(beginning):
    """Close the last `protect()` mark of a truncated text if it is open."""
    is_open = beginning.rfind(marks.PROTECTED_START) > beginning.rfind(marks.PROTECTED_END)
    return beginning + marks.PROTECTED_END if is_open else beginning
