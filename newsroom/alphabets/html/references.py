"""Character references (`&nbsp;`, `&#1179;`): decoded for the conversion, then written back as they were."""

import re
from html import unescape
from html.entities import html5

from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import REFERENCE
from newsroom.alphabets.text.repair import ALWAYS_CYRILLIC

FOUND = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][a-zA-Z0-9]*+);?|[&<]")
# Names that need no semicolon. None of them is the beginning of another.
BARE = re.compile("&(?:{})".format("|".join(name for name in html5 if name[-1] != ";")))
CHANGES = re.compile(f"[{CYRILLIC}{''.join(ALWAYS_CYRILLIC)}]")
"""A letter that may become a Latin letter or disappear."""
CHANGING = f"(?:{CHANGES.pattern}|(?P<reference>&[#a-zA-Z]))"
NAME_TO_BE = re.compile(f"[#a-zA-Z0-9]*+{CHANGING}")
TAG_TO_BE = re.compile(f"/?+[a-zA-Z0-9]*+{CHANGING}")
WRITTEN = re.compile(f"{REFERENCE}([^{REFERENCE}]?)", re.DOTALL)
OPAQUE = "\ufffc"
LONGEST = 7
"""The number of digits of the last code point."""


class References:
    """The references of a text, in order. A character that is converted is written without its reference."""

    def __init__(self, noted=(), is_value=False):
        self.noted = list(noted)  # (character, its source, escaped source, what must follow for the first)
        self.is_value = is_value

    def read(self, text):
        """Replace each reference by a mark and its character.

        An `&` or `<` that is only text would begin a reference or a tag if the letter after it became a Latin one. A
        reference without a semicolon could become another reference. Both are marked as well.
        """
        return FOUND.sub(self._read, text) if "&" in text or "<" in text else text

    def write(self, text):
        """Write the references back. Those before a letter that has changed are escaped."""
        if not self.noted:
            return text
        noted = iter(self.noted)

        def written(mark):
            character, source, guarded, following = next(noted)
            if mark[1] != character:
                return mark[1]
            return source if text.startswith(following, mark.end()) else guarded

        return WRITTEN.sub(written, text)

    def _read(self, found):
        source, text, start = found[0], found.string, found.start()
        if source == "<":
            return self._only_text(source, "&lt;", TAG_TO_BE.match(text, found.end()))
        name = self._name(source)
        if not name:
            return self._only_text("&", "&amp;", NAME_TO_BE.match(text, start + 1)) + source[1:]
        changing = None if name[-1] == ";" else NAME_TO_BE.match(text, start + len(name))
        return self._note(_character(name), name, f"{name};", self._character_to_be(changing)) + source[len(name) :]

    def _name(self, source):
        """The part that is a reference. In a text `&copya` is ©a. In a value it is not a reference."""
        if source[1:2] == "#" or source[1:] in html5:
            return source
        bare = None if self.is_value else BARE.match(source)
        return bare[0] if bare else ""

    def _only_text(self, character, guarded, changing):
        following = self._character_to_be(changing)
        return self._note(character, character, guarded, following) if following else character

    def _note(self, character, source, guarded, following):
        self.noted.append((character, source, guarded, following))
        return REFERENCE + character

    def _character_to_be(self, changing):
        """What the text has after the reference, in decoded form. "" if it can't change."""
        if not changing or not changing["reference"]:
            return changing[0] if changing else ""
        name = self._name(FOUND.match(changing.string, changing.start("reference"))[0])
        if not name or not CHANGES.match(character := _character(name)):
            return ""
        return changing[0][: -len(changing["reference"])] + REFERENCE + character


def _character(reference):
    digits = reference[2:].lstrip("xX0").rstrip(";") if reference[1:2] == "#" else ""
    character = "\ufffd" if len(digits) > LONGEST else unescape(reference)
    return character if len(character) == 1 else OPAQUE
