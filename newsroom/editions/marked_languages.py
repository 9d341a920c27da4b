"""Words in another language than their text: which languages the editor can mark, and what the mark looks like in HTML.

Without the mark a Russian quotation in a Kazakh story would be printed in Latin or Arabic letters like the rest, and be
read aloud as Kazakh. The button is `static/desk/language.js`.
"""

import re

from newsroom import editions
from newsroom.alphabets import marks, protect

# {BCP 47 tag: the language's own name}: the stored editions', then neighbours who are quoted and have none.
LANGUAGES = {edition.tag: edition.autonym for edition in editions.STORED} | {"ky": "Кыргызча", "tr": "Türkçe"}


def allow_marked_languages(options, allowlist):
    """Adds `<span lang="…">`, in the languages of the button and with nothing else, to an allow-list of nh3."""
    allowlist["tags"].add("span")
    allowlist.setdefault("tag_attribute_values", {})["span"] = {"lang": set(options["languages"])}


MARKED = re.compile(r'<span lang="(?!kk")[^"]*">((?:(?!</?span\b).)*)</span>', re.DOTALL)


def kept_where_marks_are_lost(html):
    """For plain text made of `html`: in the derived editions, what was marked stays between marks of another kind."""
    return MARKED.sub(lambda words: protect(words[1]), html) if editions.active().is_derived else html


def closed(beginning):
    """The beginning of such a text, cut anywhere, with its last mark closed."""
    is_open = beginning.rfind(marks.PROTECTED_START) > beginning.rfind(marks.PROTECTED_END)
    return beginning + marks.PROTECTED_END if is_open else beginning
