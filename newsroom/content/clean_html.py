"""The only allow-list for HTML: what stories, standing pages and imports may contain.

It is made from the extensions of the editor: what can be written at the desk is allowed, and nothing else. The fields
clean their text on every write to the database, not only in forms.
"""

import re
from html import unescape

import nh3
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import DEFAULT_MENU_GROUPS, allowlist_from_extensions
from django_prose_editor.fields import ProseEditorField

from newsroom.content.editor_words import LINK_WORDS, NODE_WORDS, PASTE_WORDS, SUGGESTION_WORDS, WORDS
from newsroom.content.html_limits import refuse_long_values, within_limits
from newsroom.content.nodes import has_nodes, with_valid_nodes, without_nodes
from newsroom.content.suggestions import ATTRIBUTES_OF_BLOCKS, refused, with_valid_marks
from newsroom.content.visible_text import is_visible
from newsroom.editions.marked_languages import LANGUAGES

MENU_GROUPS = [
    DEFAULT_MENU_GROUPS[0],
    {"group": "insert"},
    *DEFAULT_MENU_GROUPS[1:4],
    {"group": "language", "type": "dropdown"},
    *DEFAULT_MENU_GROUPS[4:],
]
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel"],
        "defaultProtocol": "https",
        "words": LINK_WORDS,
    },
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "SpecialCharacters": True,
    "StoryNodes": {"words": NODE_WORDS},
    "Paste": {"words": PASTE_WORDS},
    "MenuWords": {"words": WORDS},
    "Language": {"label": _("Language"), "languages": LANGUAGES},
    "Menu": {"groups": MENU_GROUPS},
}
# In drafts each block has an id, which `clean_html` removes, and there may be suggestions, which it refuses.
EXTENSIONS_OF_DRAFTS = EXTENSIONS | {"BlockIds": True, "Suggestions": {"words": SUGGESTION_WORDS}}
# Those invisible characters that the database looks for, too. `visible_text.py` knows all of them.
ZERO_WIDTH = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + ZERO_WIDTH

ALLOWLIST = allowlist_from_extensions(EXTENSIONS)
ALLOWLIST["attributes"]["*"] = set()  # by default nh3 allows `lang` and `title`, which the editor cannot write
_allowed = nh3.Cleaner(**ALLOWLIST)
BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr", "figure"}
"""The elements that are blocks of a text, if they are at its top level."""
_of_blocks = {name: ALLOWLIST["attributes"].get(name, set()) | ATTRIBUTES_OF_BLOCKS for name in BLOCKS}
_of_suggestions = {"ins": {"data-suggestion"}, "del": {"data-suggestion"}}
ALLOWLIST_OF_DRAFTS = ALLOWLIST | {
    "tags": ALLOWLIST["tags"] | {*_of_suggestions},
    "attributes": ALLOWLIST["attributes"] | _of_blocks | _of_suggestions,
}
_of_drafts = nh3.Cleaner(**ALLOWLIST_OF_DRAFTS)
_MAY_HAVE_SUGGESTIONS = re.compile("data-(?:suggestion|inserted|deleted)", re.IGNORECASE)
_text_only = nh3.Cleaner(tags=set())
_TAG = re.compile(r'<(?P<end>/?)(?P<name>\w++)(?P<attributes>(?:"[^"]*"|[^">])*+)>')

_NEEDED = {"span": re.compile(" lang="), "a": re.compile(' href="[^"]')}
"""The attributes without which these elements say nothing."""
_WEB, _MAIL = re.compile(r' href="(?=www\.)'), re.compile(r' href="(?=[^":/?#@\s]+@[^":/?#@\s]+\.[^":/?#@\s]+")')


class CleanHTML(str):
    """HTML that `clean_html` returned. It need not be cleaned again on its way from a form to the database."""

    __slots__ = ()


def clean_html(html):
    """Return `html` with only what the editor can write, or "" if it has neither text nor nodes.

    Suggestions are refused. No-break spaces are `&nbsp;`.
    ValidationError if it is beyond the limits of `html_limits.py` or `nodes.py`.
    """
    if not html or isinstance(html, CleanHTML):
        return html
    if _MAY_HAVE_SUGGESTIONS.search(html):
        html = refused(only_allowed_in_drafts(html))
    cleaned = only_allowed(html)
    return CleanHTML(cleaned if has_nodes(cleaned) or is_visible(plain_text(cleaned)) else "")


def only_allowed(html, cleaner=_allowed):
    """Return `html` with only what the editor can write, even if no text is left.

    ValidationError if it is beyond the limits of `html_limits.py` or `nodes.py`.
    """
    # nh3 writes the entity of a carriage return as the character, which every parser reads as a line feed.
    cleaned = cleaner.clean(within_limits(html.replace("\0", ""))).replace("\r", "\n")
    refuse_long_values(cleaned)
    return with_valid_nodes(_without_bare_tags(cleaned))


def only_allowed_in_drafts(html, cleaner=_of_drafts):
    """Return `html` with only what the editor can write in a draft. Exceptions as in `only_allowed`."""
    return with_valid_marks(only_allowed(html, cleaner))


def _without_bare_tags(html):
    """Return output of nh3 without spans that have no language and links that lead nowhere: the editor writes none.

    An address that only lacks its scheme, as editors type it, gets one.
    """
    stays = []  # for each open tag, whether it stays

    def tag(found):
        if found["name"] not in _NEEDED:
            return found[0]
        if not found["end"]:
            stays.append(_NEEDED[found["name"]].search(found["attributes"]) is not None)
        return _with_scheme(found[0]) if (stays.pop() if found["end"] else stays[-1]) else ""

    return _TAG.sub(tag, html) if "<span" in html or "<a" in html else html


def _with_scheme(tag):
    return _MAIL.sub(' href="mailto:', _WEB.sub(' href="https://', tag))


def plain_text(html):
    """Return the text of `html`, with line breaks between blocks."""
    for block in ("</p>", "</li>", "</h2>", "</h3>", "</td>", "</th>", "<br>"):
        html = html.replace(block, f"\n{block}")
    return unescape(_text_only.clean(html)).strip("\n")


class CleanHTMLField(ProseEditorField):
    """Rich text that is cleaned on every write: by forms, `save()`, `update()`, `bulk_create()` and fixtures.

    `has_nodes` says whether photos and recalled stories can stand in it. Migrations don't know of it.
    """

    def __init__(self, *args, has_nodes=True, **kwargs):
        self.has_nodes = has_nodes
        extensions = {name: value for name, value in EXTENSIONS.items() if has_nodes or name != "StoryNodes"}
        super().__init__(*args, extensions=extensions, sanitize=self.cleaned, **kwargs)

    def cleaned(self, html):
        return clean_html(html) if self.has_nodes or not html else clean_html(without_nodes(clean_html(html)))

    def pre_save(self, model_instance, add):
        value = self.cleaned(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(self.cleaned(value) if isinstance(value, str) else value, connection)


def in_textarea(html):
    """Escape HTML as the text of a textarea, in which only the start of an end tag and of an entity mean something."""
    return mark_safe(html.replace("&", "&amp;").replace("<", "&lt;"))
