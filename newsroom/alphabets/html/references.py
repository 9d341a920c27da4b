"""Character references (`&nbsp;`, `&#1179;`): read for the conversion, and written back as they were."""

import re
from html import unescape
from html.entities import html5

from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import REFERENCE
from newsroom.alphabets.text.repair import ALWAYS_CYRILLIC

FOUND = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][a-zA-Z0-9]*+);?|[&<]")
# Names that need no semicolon; none of them begins another.
BARE = re.compile("&(?:{})".format("|".join(name for name in html5 if name[-1] != ";")))
CHANGES = re.compile(f"[{CYRILLIC}{''.join(ALWAYS_CYRILLIC)}]")
"""A letter that may become a Latin one, or nothing."""
CHANGING = f"(?:{CHANGES.pattern}|(?P<reference>&[#a-zA-Z]))"
NAME_TO_BE = re.compile(f"[#a-zA-Z0-9]*+{CHANGING}")
TAG_TO_BE = re.compile(f"/?+[a-zA-Z0-9]*+{CHANGING}")
WRITTEN = re.compile(f"{REFERENCE}([^{REFERENCE}]?)", re.DOTALL)
OPAQUE = "\ufffc"
LONGEST = 7
"""Digits of the last character there is."""


class References:
    """The references of a text, in their order. What becomes another letter loses its reference."""

    def __init__(self, noted=(), is_value=False):
        self.noted = list(noted)  # (the character, how it was written, how if what comes next changes, what comes next)
        self.is_value = is_value

    def read(self, text):
        """`text` with a mark and the character in place of each reference.

        An `&` or `<` that is only text would begin something if the letter after it became a Latin one, and a
        reference without a semicolon might become another one. They are marked too.
        """
        return FOUND.sub(self._read, text) if "&" in text or "<" in text else text

    def write(self, text):
        """`text` with the references as they were written."""
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
        """As much of it as is a reference: in a text `&copya` is ©a, in a value it is what it is."""
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
        """What the text will have there; nothing if it can't change."""
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
