"""A whole page, or a part of one, in other letters: its texts, the attributes that are read, the data about it.

The page is read once and converted at once: words that tags cut are put together for it. What is not Kazakh text, or
is marked as not to be converted, stays byte for byte.
"""

import re
from collections import defaultdict
from enum import Enum

from newsroom.alphabets.html.elements import (
    ASIDE,
    BLOCK,
    CUT,
    EDGE,
    KNOWN_BY_OTHERS,
    LOCALE,
    READ,
    about,
    is_kazakh,
    language_of,
    readable,
    translated,
    value,
)
from newsroom.alphabets.html.json_ld import convert_json
from newsroom.alphabets.html.markup import CONTENT, END, START, TEXT, TITLE, attributes, pieces, telling
from newsroom.alphabets.html.references import References
from newsroom.alphabets.text import marks
from newsroom.alphabets.text.conversion import FROM_RIGHT, NO_WORDS, converter, with_characters, without_marks
from newsroom.alphabets.text.spelling import DEFAULT


def convert_html(html, to, spelling=DEFAULT, dictionary=NO_WORDS):
    """`html`, a page or a part of one in Kazakh, in the alphabet `to`; ValueError for any other alphabet.

    Elements in other languages and those marked `translate="no"` stay as they are. The page's own `lang` and `dir`
    become those of the alphabet.
    """
    return rewrite(html, converter(to, spelling, dictionary))


def rewrite(html, alphabet):
    """`html` with its texts changed by `alphabet.marked`; with an identity there, it comes out as it came."""
    return Page(alphabet).rewritten(html)


class Shown(Enum):
    """How runs from left to right are isolated in an element."""

    TAGS = "by bdi"
    CHARACTERS = "by Unicode's characters, where no tag can stand"
    IF_NEEDED = "so too, but only if some of it is read from right to left: it may stand outside the page"
    ALREADY = "by the element itself"


class Scope:
    """What holds for the text in an element."""

    __slots__ = ("is_kazakh", "is_kept", "is_read", "is_translated", "shown")

    def __init__(self, is_kazakh=True, is_translated=True, is_kept=False, shown=Shown.TAGS):
        self.is_kazakh, self.is_translated, self.is_kept, self.shown = is_kazakh, is_translated, is_kept, shown
        self.is_read = is_kazakh and is_translated and not is_kept

    def but(self, **changes):
        """The same, but for some of it."""
        same = {name: getattr(self, name) for name in ("is_kazakh", "is_translated", "is_kept", "shown")}
        return Scope(**same | changes)


BOUNDARIES = (marks.CUT, marks.EDGE, marks.KEPT, marks.BLOCK)
PARTS = re.compile(f"[{''.join(BOUNDARIES)}]")
AS_IT_IS = re.compile(
    f"({marks.KEPT_FROM}[^{marks.KEPT_FROM}{marks.KEPT_TO}]*+{marks.KEPT_TO}|{marks.OWN.pattern})", re.DOTALL
)
MARKED = re.compile(f"[{marks.OPEN}{marks.OPEN_KEPT}{marks.CLOSE}]")
KEPT_RUN = re.compile(f"{marks.OPEN_KEPT}([^{marks.OPEN}{marks.OPEN_KEPT}{marks.CLOSE}]*){marks.CLOSE}")
LEFT_RUN = re.compile(f"{marks.OPEN}([^{marks.OPEN}{marks.OPEN_KEPT}{marks.CLOSE}]*){marks.CLOSE}")
FARTHEST = 100
"""How many open elements are looked through for one that a start tag ends: what nests deeper is no page."""


class Page:
    """One page on its way: pieces that stay, and texts with their places among them."""

    def __init__(self, alphabet):
        self.alphabet = alphabet
        self.out = []
        self.open = [("", Scope(), BLOCK)]  # (name, what holds in it, what its tags are to the words around them)
        self.count = defaultdict(int)
        self.boundary = BLOCK
        self.is_data = self.has_own = False
        self.texts, self.text_places = [], []  # boundaries and texts in turn; (index in `out`, Shown) of each text
        self.values, self.value_places = [], []  # of attributes; (index in `out`, quote, as written) of each
        self.text_references, self.value_references = References(), References(is_value=True)

    @property
    def scope(self):
        return self.open[-1][1]

    def rewritten(self, html):
        out, opened, count = self.out, self.open, self.count
        self.has_own = marks.OWN.search(html) is not None
        for kind, piece, name, blank, note in pieces(html):
            if kind is END:
                out.append(piece)
                if opened[-1][0] == name:  # most end tags: done without a call
                    boundary = opened.pop()[2]
                    count[name] -= 1
                    if boundary > self.boundary:
                        self.boundary = boundary
                else:
                    self.end(name)
            elif kind is START:
                element = about(name)
                for ended in element.ended:
                    if count[ended]:
                        self.close_for(element)
                        break
                if note or not element.is_usual:
                    self.start(piece, name, element)
                else:  # most start tags: done without a call
                    out.append(piece)
                    if element.boundary > self.boundary:
                        self.boundary = element.boundary
                    if not element.is_void:
                        opened.append((name, opened[-1][1], element.boundary))
                        count[name] += 1
            elif kind is TEXT:
                self.text(piece, Shown.CHARACTERS if note and self.scope.shown is Shown.TAGS else None)
            elif kind is TITLE:
                self.text(piece, Shown.IF_NEEDED)
            elif kind is CONTENT and self.is_data:
                out.append(self.data(piece))
            else:
                out.append(piece)
            if blank:
                self.text(blank)
        self.convert()
        return "".join(out)

    # Elements

    def start(self, piece, name, element):
        self.is_data = False
        (_, scope, _), boundary = self.open[-1], element.boundary
        found = attributes(piece) if name in KNOWN_BY_OTHERS or "notranslate" in piece else telling(piece)
        if element.is_usual and scope.shown is Shown.TAGS and found.keys() <= READ:
            edits = {attribute: None for attribute, place in found.items() if place} if scope.is_read else {}
            self.tag(piece, name, found, edits)
        else:
            scope, has_direction = self.with_attributes(piece, name, found)
            if has_direction:
                boundary = max(boundary, EDGE)
            if element.is_kept and not self.is_data:
                scope = scope.but(is_kept=True)
            if element.is_text_only:
                scope = scope.but(shown=Shown.CHARACTERS)
        self.part(boundary)
        if not element.is_void:
            self.open.append((name, scope, boundary))
            self.count[name] += 1

    def end(self, name):
        element = about(name)
        if element.boundary == BLOCK:
            self.boundary = BLOCK
        if not self.count[name] or not self.nearest((name,), element.stops_end, otherwise=name):
            return
        while self.close() != name:  # what was left open within it ends too
            continue

    def close(self):
        """Ends the innermost element; its name."""
        name, _, boundary = self.open.pop()
        self.count[name] -= 1
        if boundary > self.boundary:
            self.boundary = boundary
        return name

    def close_for(self, element):
        """Ends the elements that a start tag ends without their end tags."""
        for names, barriers in element.ends:
            for ended in names:
                if self.count[ended]:
                    if nearest := self.nearest(names, barriers):
                        self.end(nearest)
                    break

    def nearest(self, names, barriers, otherwise=""):
        """The nearest open element of these names; "" if one of `barriers` is nearer, `otherwise` if all are far."""
        for name, _, _ in reversed(self.open[-FARTHEST:]):
            if name in names:
                return name
            if name in barriers:
                return ""
        return otherwise

    def part(self, boundary):
        if boundary > self.boundary:
            self.boundary = boundary

    # Attributes

    def with_attributes(self, piece, name, found):
        """Notes what the attributes say about the element, and those that are to be converted."""
        language, around = language_of(piece, found), self.scope
        speaks = around.is_kazakh if language is None else is_kazakh(language, self.alphabet.tag)
        may_change = translated(piece, found, around.is_translated)
        scope = around
        if (speaks, may_change) != (around.is_kazakh, around.is_translated):
            scope = around.but(is_kazakh=speaks, is_translated=may_change)
        # The page's own direction is about to be that of the alphabet.
        direction = value(piece, found, "dir").strip().lower() if "dir" in found and name != "html" else None
        if direction == "ltr":
            scope = scope.but(shown=Shown.ALREADY)
        elif scope.shown is Shown.ALREADY and (direction is not None or about(name).boundary == EDGE):
            scope = scope.but(shown=Shown.TAGS)
        edits = {}
        if scope.is_read:
            edits = dict.fromkeys(readable(name, piece, found))
            if language is not None or name in ("html", "meta"):
                edits |= self.own_words(piece, name, found, language)
        self.tag(piece, name, found, edits)
        self.is_data = name == "script" and value(piece, found, "type").strip().lower() == "application/ld+json"
        return scope, direction is not None

    def own_words(self, piece, name, found, language):
        """{attribute: its new value} where an element tells its language, the page's direction or its locale."""
        target = self.alphabet.tag
        if target is None:
            return {}
        words = {} if language is None or about(name).is_kept else {"lang": target}
        if name == "html":
            words["lang"] = target
            if "dir" in found or self.alphabet.direction == "rtl":
                words["dir"] = self.alphabet.direction
        content = value(piece, found, "content").strip() if name == "meta" else ""
        if value(piece, found, "property").strip().lower() == "og:locale" and (locale := LOCALE.fullmatch(content)):
            words["content"] = target.replace("-", "_") + (locale["land"] or "")
        if value(piece, found, "http-equiv").strip().lower() == "content-language" and is_kazakh(content, target):
            words["content"] = target
        return words

    def tag(self, piece, name, found, edits):
        """Puts out a tag, each edited attribute by itself: None is a value to convert, a text its new value."""
        if not edits:
            self.out.append(piece)
            return
        done = 0
        if missing := [attribute for attribute in edits if not found.get(attribute)]:
            done = 1 + len(name)
            self.out.append(piece[:done] + "".join(f' {attribute}="{edits[attribute]}"' for attribute in missing))
        for attribute, place in found.items():
            if attribute not in edits or not place:
                continue
            start, end, quote = place
            self.out.append(piece[done:start])
            done = end
            if edits[attribute] is None:
                self.value(piece[start:end], quote)
            else:
                self.out.append(edits[attribute] if quote else f'"{edits[attribute]}"')
        self.out.append(piece[done:])

    def value(self, written, quote):
        if self.has_own and not quote and marks.OWN.search(written):  # its parts would need one pair of quotes
            self.out.append(written)
            return
        for part, is_kept in parts_of(written) if self.has_own else ((written, False),):
            if not is_kept:
                self.value_places.append((len(self.out), quote, part))
                self.values.append(self.value_references.read(part))
            self.out.append(part)

    def data(self, source):
        scope, tag = self.scope, self.alphabet.tag
        if not scope.is_read:
            return source
        return convert_json(source, lambda language: is_kazakh(language, tag), tag, self.alphabet.plain)

    # Texts

    def text(self, written, shown=None):
        if self.boundary == BLOCK and written.isspace():  # between two blocks: no word, no run goes through it
            self.out.append(written)
            return
        scope = self.open[-1][1]
        if not scope.is_read:
            self.out.append(written)
            self.part(ASIDE)
        elif not self.has_own:
            self.to_convert(written, shown or scope.shown)
        else:
            for part, is_kept in parts_of(written):
                if is_kept:
                    self.kept(part, shown or scope.shown)
                else:
                    self.to_convert(part, shown or scope.shown)

    def to_convert(self, written, shown):
        self.text_places.append((len(self.out), shown))
        self.texts.append(BOUNDARIES[self.boundary])
        self.texts.append(self.text_references.read(written) if "&" in written or "<" in written else written)
        self.boundary = CUT
        self.out.append(written)

    def kept(self, written, shown):
        """What stands between marks, or a mark alone."""
        is_whole = written[0] == marks.KEPT_FROM != written
        self.part(ASIDE if is_whole else BLOCK)
        if is_whole and shown is Shown.TAGS and self.alphabet.tag:
            written = f'<bdi translate="no">{written[1:-1]}</bdi>'
        self.out.append(written)

    def convert(self):
        """All texts at once, and back to their places."""
        source = "".join([*self.texts, *(marks.BLOCK + value for value in self.values)])
        references = References([*self.text_references.met, *self.value_references.met])
        parts = PARTS.split(references.write(self.alphabet.marked(source)))[1:]
        texts, has_marks = len(self.text_places), MARKED.search
        for (index, shown), part in zip(self.text_places, parts[:texts], strict=True):
            self.out[index] = self.isolated(part, shown) if has_marks(part) else part
        for (index, quote, written), part in zip(self.value_places, parts[texts:], strict=True):
            part = self.isolated(part, Shown.IF_NEEDED) if has_marks(part) else part
            if part != written and not quote:
                part = '"{}"'.format(part.replace('"', "&quot;"))
            self.out[index] = part

    def isolated(self, text, shown):
        """A text with its runs isolated in the way that its place allows."""
        if shown in (Shown.CHARACTERS, Shown.IF_NEEDED):
            is_read_so = shown is Shown.CHARACTERS or FROM_RIGHT.search(text)
            return with_characters(text) if self.alphabet.direction == "rtl" and is_read_so else without_marks(text)
        text = KEPT_RUN.sub(r'<bdi translate="no">\1</bdi>', text)
        if shown is Shown.ALREADY:
            return without_marks(text)
        text = LEFT_RUN.sub(r'<bdi dir="ltr">\1</bdi>', text)
        # What a tag cuts in two cannot be one element.
        return with_characters(text) if MARKED.search(text) else text


def parts_of(text):
    """[(part of a text, whether it stays as it is)], in turn."""
    if not marks.OWN.search(text):
        return ((text, False),)
    return [(part, bool(index % 2)) for index, part in enumerate(AS_IT_IS.split(text)) if part]
