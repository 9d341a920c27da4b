"""Texts and names that readers type: what hides in them, or disturbs the lines around them, is left out.

Marks of direction, joiners of Arabic words and the signs of emoji stay, because honest texts need them.
"""

import re

from django.utils.functional import lazystr
from django.utils.translation import ngettext

from newsroom.content.visible_text import IGNORABLE, NameField, VisibleTextField, with_few_marks

OVERRIDES = re.compile("[\u202a-\u202e]")
ISOLATES = re.compile("[\u2066-\u2069]")
OPENING, CLOSING = frozenset("\u2066\u2067\u2068"), "\u2069"
MOST_ISOLATES = 20
"""More of them on a line are no text. Unicode's own limit is 125."""
# Letters that no screen draws, except those that name the flag of a region.
TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]")
HIDDEN = re.compile(f"[{IGNORABLE}\u2800]")
JOINERS = frozenset("\u200c\u200d")
FOR_EMOJI = frozenset("\ufe0e\ufe0f")
JOINED = re.compile("[\u0600-\u08ff\u0900-\u109f\ufb50-\ufdff\ufe70-\ufefc\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]")
"""What a joiner can follow: letters of scripts that join, and emoji."""
DRAWN_TWO_WAYS = re.compile("[0-9#*\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
"""What has a picture and a plain form."""
IDEOGRAPH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
VARIANTS = re.compile("[\U000e0100-\U000e01ef]")


def without_tags(text):
    return TAGS.sub(r"\1", text)


def with_own_direction(text):
    """Return `text` so that each line has the direction of its letters and ends what it begins."""
    text = OVERRIDES.sub("", text)
    return "\n".join(map(with_pairs, text.split("\n"))) if ISOLATES.search(text) else text


def with_pairs(line):
    """Return a line without isolates if any of them is not closed, or closes nothing."""
    depth = 0
    isolates = ISOLATES.findall(line)
    for sign in isolates:
        depth += 1 if sign in OPENING else -1
        if depth < 0:
            break
    return line if not depth and len(isolates) <= MOST_ISOLATES else ISOLATES.sub("", line)


def without_hidden(name):
    """Return a name without characters that only serve to make it differ from another one."""
    kept = []
    for character in name:
        if not HIDDEN.match(character) or (kept and belongs_after(kept[-1], character)):
            kept.append(character)
    return "".join(kept)


def belongs_after(before, character):
    if character in JOINERS:
        return bool(JOINED.match(before))
    if character in FOR_EMOJI:
        return bool(DRAWN_TWO_WAYS.match(before))
    if VARIANTS.match(character):
        return bool(IDEOGRAPH.match(before))
    return bool(TAGS.match(character))  # those that `without_tags` has left belong to a flag


class Counted:
    """A field whose limit is counted by `comment-form.js` as the server counts it: in characters of Unicode.

    A browser's `maxlength` counts units of UTF-16, and cuts what is pasted without a word.
    """

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {"data-most": str(self.max_length)}


class Limit:
    """The words for the most characters that a text may have, in the language of the page."""

    def __init__(self, most):
        self.most = most

    def __str__(self):
        return ngettext("At most %d character.", "At most %d characters.", self.most) % self.most


class ReadersTextField(Counted, VisibleTextField):
    """It says how long a text may be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = self.help_text or lazystr(Limit(self.max_length))

    def to_python(self, value):
        return super().to_python(with_own_direction(with_few_marks(without_tags(value or ""))))


class ReadersNameField(Counted, NameField):
    def to_python(self, value):
        return super().to_python(without_hidden(without_tags(value or "")))
