"""The one allow-list: what a story, a page and an import may contain.

The editor's own list of extensions is the source: what can be written at the desk passes, and nothing else does.
Fields clean themselves whenever they are written to the database, whatever wrote them.
"""

import re
from html import unescape

import nh3
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import DEFAULT_MENU_GROUPS, allowlist_from_extensions
from django_prose_editor.fields import ProseEditorField

from newsroom.editions.marked_languages import LANGUAGES

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
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "SpecialCharacters": True,
    "Language": {"label": _("Language"), "languages": LANGUAGES},
    "Menu": {"groups": [*DEFAULT_MENU_GROUPS[:4], {"group": "language", "type": "dropdown"}, *DEFAULT_MENU_GROUPS[4:]]},
}
# A text of spaces, in whatever width, is no text.
ZERO_WIDTH = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + ZERO_WIDTH

_allowlist = allowlist_from_extensions(EXTENSIONS)
_allowlist["attributes"]["*"] = set()  # else nh3 adds `lang` and `title`, which the editor cannot write
_allowed = nh3.Cleaner(**_allowlist)
_text_only = nh3.Cleaner(tags=set())
_TAG = re.compile(r'<(?P<end>/?)(?P<name>\w+)(?P<attributes>(?:"[^"]*"|[^">])*)>')


def clean_html(html):
    """`html` with only what the editor can write; "" when no text is left. No-break spaces stay (as `&nbsp;`)."""
    if not html:
        return html
    # A carriage return that came as an entity would be a line feed to the next reader, and to the next cleaning.
    cleaned = _without_bare_spans(_allowed.clean(html.replace("\0", "")).replace("\r", "\n"))
    return cleaned if plain_text(cleaned).strip(BLANKS) else ""


def _without_bare_spans(html):
    """What nh3 wrote, without the spans that lost their language or had none: the editor writes no such thing."""
    stays = []  # of every span that is open

    def tag(found):
        if found["name"] != "span":
            return found[0]
        if not found["end"]:
            stays.append(bool(found["attributes"]))
        return found[0] if (stays.pop() if found["end"] else stays[-1]) else ""

    return _TAG.sub(tag, html) if "<span" in html else html


def plain_text(html):
    """The words of an HTML text, blocks parted by a line break."""
    for block in ("</p>", "</li>", "</h2>", "</h3>", "</td>", "</th>", "<br>"):
        html = html.replace(block, f"\n{block}")
    return unescape(_text_only.clean(html)).strip("\n")


class CleanHTMLField(ProseEditorField):
    """Rich text that is clean in the database, past the form too: `save()`, `update()`, `bulk_create()`, fixtures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_html, **kwargs)

    def pre_save(self, model_instance, add):
        value = clean_html(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(clean_html(value) if isinstance(value, str) else value, connection)
