"""Which text readers can see. Unicode's properties of the characters decide it."""

import re
import unicodedata

from django import forms

# Default_Ignorable_Code_Point in DerivedCoreProperties.txt of Unicode 16, which Python's `unicodedata` doesn't have.
# Among them are joiners, which belong to Arabic words and to emoji, and letters that look blank (Hangul fillers).
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Signs that fonts draw as blanks: a braille pattern without dots, the place of an object that was not copied, two
# hieroglyphs, a musical note without a head.
BLANK = "\u2800\ufffc\U00013441\U00013442\U0001d159"
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

UNSEEN = re.compile(f"[{IGNORABLE}{BLANK}{NONCHARACTERS}]")
LINE_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# NUL is left to Django, which refuses it with a message.
CONTROL = re.compile(f"[\x01-\x08\x0e-\x1f\x7f-\x9f{NONCHARACTERS}]")
# All characters that have the property Bidi_Control: they can make a name read backwards.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MOST_MARKS = 3  # an Arabic or Vietnamese letter has two


def is_visible(text):
    """Whether a text has a character that can be seen by itself."""
    return any(map(is_visible_character, text))


def is_visible_character(character):
    # "Cn": emoji that are newer than this Python's tables. Marks need another character; private ones need a font.
    category = unicodedata.category(character)
    return (category[0] in "LNPS" or category == "Cn") and not UNSEEN.match(character)


def without_controls(text, is_one_line):
    """Return `text` without control characters and noncharacters. Line breaks become "\\n", or a space."""
    text = CONTROL.sub("", LINE_BREAK.sub("\n", text))
    return text.replace("\n", " ").replace("\t", " ") if is_one_line else text


def with_few_marks(text):
    """Return `text` with at most `MOST_MARKS` combining marks on a letter, because more of them cover other lines."""
    kept, marks = [], 0
    for character in text:
        is_mark = unicodedata.category(character) in ("Mn", "Me")
        if is_mark:
            marks += 1
        elif not UNSEEN.match(character):  # a mark after a joiner is still on the letter before it
            marks = 0
        if not is_mark or marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


class VisibleTextField(forms.CharField):
    """A text as a person types it: without control characters, and empty if there is nothing to see.

    A line break is one character. Browsers send two, but count one for `maxlength`.
    """

    def to_python(self, value):
        text = without_controls(super().to_python(value) or "", not isinstance(self.widget, forms.Textarea))
        text = text.strip() if self.strip else text
        return text if is_visible(text) else self.empty_value


class NameField(VisibleTextField):
    """A person's name, printed among other words: it doesn't change their direction and covers no other line."""

    def to_python(self, value):
        return super().to_python(with_few_marks(DIRECTION.sub("", value or "")))
