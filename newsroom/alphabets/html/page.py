"""Converts a page or a part of one: its texts, the attributes that people read, and its structured data.

All texts are joined and converted in one go, so that a word is converted as one even if tags split it. Whatever is not
Kazakh text, or is marked as not to be converted, stays byte for byte.
"""

import re
from collections import defaultdict
from enum import Enum

from newsroom.alphabets.html.elements import (
    BIDI,
    BLOCK,
    INLINE,
    LOCALE,
    NEED_ALL_ATTRIBUTES,
    READABLE,
    SKIPPED,
    attribute_value,
    element_named,
    is_kazakh,
    is_translated,
    keyword,
    language_of,
    readable_attributes,
)
from newsroom.alphabets.html.json_ld import convert_json
from newsroom.alphabets.html.markup import CONTENT, END, START, TEXT, TITLE, attributes, relevant_attributes, tokens
from newsroom.alphabets.html.references import References
from newsroom.alphabets.text import marks
from newsroom.alphabets.text.conversion import (
    EMPTY_DICTIONARY,
    RTL_LETTER,
    converter,
    with_isolate_characters,
    without_marks,
)
from newsroom.alphabets.text.spelling import DEFAULT


def convert_html(html, to, spelling=DEFAULT, dictionary=EMPTY_DICTIONARY):
    """Convert `html`, a Kazakh page or a part of one, into the alphabet `to`. Raise ValueError for an unknown one.

    Elements in other languages and those with `translate="no"` stay as they are. The `lang` and `dir` of the page
    become those of the alphabet. Text within the marks of `protect` stays as it is, without the marks.
    """
    alphabet = converter(to, spelling, dictionary)
    return without_protection(rewrite(html, alphabet), alphabet.direction)


def rewrite(html, alphabet):
    """Apply `alphabet.convert_with_marks` to the texts of `html`. If that changes nothing, `html` stays the same."""
    return Page(alphabet).rewritten(html)


class Isolation(Enum):
    """How left-to-right runs are isolated in an element."""

    TAGS = "by bdi"
    CHARACTERS = "by Unicode's characters, because no element is allowed here"
    IF_NEEDED = "the same, but only in text with right-to-left letters, because it may be shown outside the page"
    DONE = "not at all, because the element itself is isolated"


class Scope:
    """How the text in an element is treated."""

    __slots__ = ("is_code", "is_converted", "is_kazakh", "is_translated", "isolation")

    def __init__(self, is_kazakh=True, is_translated=True, is_code=False, isolation=Isolation.TAGS):
        self.is_kazakh, self.is_translated, self.is_code, self.isolation = is_kazakh, is_translated, is_code, isolation
        self.is_converted = is_kazakh and is_translated and not is_code

    def replace(self, **changes):
        """A copy with some values changed."""
        same = {name: getattr(self, name) for name in ("is_kazakh", "is_translated", "is_code", "isolation")}
        return Scope(**same | changes)


BOUNDARIES = (marks.INLINE, marks.BIDI, marks.SKIPPED, marks.BLOCK)
PARTS = re.compile(f"[{''.join(BOUNDARIES)}]")
PROTECTED = re.compile(f"({marks.PROTECTED_START}.*?{marks.PROTECTED_END}|{marks.ANY_MARK.pattern})", re.DOTALL)
# Unicode's isolate characters replace the marks in a right-to-left page.
ISOLATES_FOR = {"ltr": ("", ""), "rtl": (marks.FIRST_STRONG, marks.POP)}
ISOLATE_MARKS = marks.OPEN_LTR + marks.OPEN_UNCONVERTED + marks.CLOSE
ISOLATE_MARK = re.compile(f"[{ISOLATE_MARKS}]")
UNCONVERTED_RUN = re.compile(f"{marks.OPEN_UNCONVERTED}([^{ISOLATE_MARKS}]*){marks.CLOSE}")
LTR_RUN = re.compile(f"{marks.OPEN_LTR}([^{ISOLATE_MARKS}]*){marks.CLOSE}")
SEARCH_DEPTH = 100
"""How many open elements are searched for one to end. Without a limit, hostile markup would take quadratic time."""


class Page:
    """One page during its conversion: the output, and the texts that are still to be converted."""

    def __init__(self, alphabet):
        self.alphabet = alphabet
        self.out = []
        self.open = [("", Scope(), BLOCK)]  # (name, scope, what its tags are to the words around them)
        self.count = defaultdict(int)
        self.boundary = BLOCK
        self.is_data = self.has_marks = False
        self.texts, self.text_slots = [], []  # boundaries and texts in turn; (index in `out`, Isolation)
        self.values, self.value_slots = [], []  # of attributes; (index in `out`, quote, source) of each
        self.text_references, self.value_references = References(), References(is_value=True)

    @property
    def scope(self):
        return self.open[-1][1]

    def rewritten(self, html):
        out, opened, count = self.out, self.open, self.count
        self.has_marks = marks.ANY_MARK.search(html) is not None
        for kind, token, name, blank, note in tokens(html):
            if kind is END:
                out.append(token)
                if opened[-1][0] == name:  # most end tags; inlined for speed
                    boundary = opened.pop()[2]
                    count[name] -= 1
                    if boundary > self.boundary:
                        self.boundary = boundary
                else:
                    self.end(name)
            elif kind is START:
                element = element_named(name)
                for ended in element.all_implied_ends:
                    if count[ended]:
                        self.close_for(element)
                        break
                if note or not element.is_ordinary:
                    self.start(token, name, element)
                else:  # most start tags; inlined for speed
                    out.append(token)
                    if element.boundary > self.boundary:
                        self.boundary = element.boundary
                    if not element.is_void:
                        opened.append((name, opened[-1][1], element.boundary))
                        count[name] += 1
            elif kind is TEXT:
                self.add_text(token, Isolation.CHARACTERS if note and self.scope.isolation is Isolation.TAGS else None)
            elif kind is TITLE:
                self.add_text(token, Isolation.IF_NEEDED)
            elif kind is CONTENT and self.is_data:
                out.append(self.converted_data(token))
            else:
                out.append(token)
            if blank:
                self.add_text(blank)
        self.convert_all()
        return "".join(out)

    # Elements

    def start(self, token, name, element):
        self.is_data = False
        (_, scope, _), boundary = self.open[-1], element.boundary
        needs_all = name in NEED_ALL_ATTRIBUTES or "notranslate" in token
        found = attributes(token) if needs_all else relevant_attributes(token)
        if element.is_ordinary and scope.isolation is Isolation.TAGS and found.keys() <= READABLE:
            edits = {attribute: None for attribute, span in found.items() if span} if scope.is_converted else {}
            self.add_tag(token, name, found, edits)
        else:
            scope, has_direction = self.scope_from(token, name, found)
            if has_direction:
                boundary = max(boundary, BIDI)
            if element.is_code and not self.is_data:
                scope = scope.replace(is_code=True)
            if element.is_text_only:
                scope = scope.replace(isolation=Isolation.CHARACTERS)
        self.raise_boundary(boundary)
        if not element.is_void:
            self.open.append((name, scope, boundary))
            self.count[name] += 1

    def end(self, name):
        element = element_named(name)
        if element.boundary == BLOCK:
            self.boundary = BLOCK
        if not self.count[name] or not self.nearest((name,), element.end_barriers, otherwise=name):
            return
        while self.close() != name:  # elements left open inside it end too
            continue

    def close(self):
        """End the innermost element and return its name."""
        name, _, boundary = self.open.pop()
        self.count[name] -= 1
        if boundary > self.boundary:
            self.boundary = boundary
        return name

    def close_for(self, element):
        """End the elements that a start tag ends implicitly."""
        for names, barriers in element.implied_ends:
            for ended in names:
                if self.count[ended]:
                    if nearest := self.nearest(names, barriers):
                        self.end(nearest)
                    break

    def nearest(self, names, barriers, otherwise=""):
        """The nearest open element in `names`. "" if one of `barriers` is nearer, `otherwise` if neither is near."""
        for name, _, _ in reversed(self.open[-SEARCH_DEPTH:]):
            if name in names:
                return name
            if name in barriers:
                return ""
        return otherwise

    def raise_boundary(self, boundary):
        if boundary > self.boundary:
            self.boundary = boundary

    # Attributes

    def scope_from(self, token, name, found):
        """Write the tag. Return (the scope of the element by its attributes, whether it has its own direction)."""
        language, around = language_of(token, found), self.scope
        speaks = around.is_kazakh if language is None else is_kazakh(language, self.alphabet.tag)
        may_change = is_translated(token, found, around.is_translated)
        scope = around
        if (speaks, may_change) != (around.is_kazakh, around.is_translated):
            scope = around.replace(is_kazakh=speaks, is_translated=may_change)
        # The direction of the page itself is ignored, because it becomes that of the alphabet.
        direction = keyword(token, found, "dir") if "dir" in found and name != "html" else None
        if direction == "ltr":
            scope = scope.replace(isolation=Isolation.DONE)
        elif scope.isolation is Isolation.DONE and (direction is not None or element_named(name).boundary == BIDI):
            scope = scope.replace(isolation=Isolation.TAGS)
        edits = {}
        if scope.is_converted:
            edits = dict.fromkeys(readable_attributes(name, token, found))
            if language is not None or name in ("html", "meta"):
                edits |= self.language_attributes(token, name, found, language)
        self.add_tag(token, name, found, edits)
        self.is_data = name == "script" and keyword(token, found, "type") == "application/ld+json"
        return scope, direction is not None

    def language_attributes(self, token, name, found, language):
        """{attribute: its new value} for attributes that state the language, the direction or the locale."""
        target = self.alphabet.tag
        if target is None:
            return {}
        words = {} if language is None or element_named(name).is_code else {"lang": target}
        if name == "html":
            words["lang"] = target
            if "dir" in found or self.alphabet.direction == "rtl":
                words["dir"] = self.alphabet.direction
        content = attribute_value(token, found, "content").strip() if name == "meta" else ""
        if keyword(token, found, "property") == "og:locale" and (locale := LOCALE.fullmatch(content)):
            words["content"] = target.replace("-", "_") + (locale["land"] or "")
        if keyword(token, found, "http-equiv") == "content-language" and is_kazakh(content, target):
            words["content"] = target
        return words

    def add_tag(self, token, name, found, edits):
        """Write a tag. `edits` has the new values of attributes, or None for values that are to be converted."""
        if not edits:
            self.out.append(token)
            return
        done = 0
        if missing := [attribute for attribute in edits if not found.get(attribute)]:
            done = 1 + len(name)
            self.out.append(token[:done] + "".join(f' {attribute}="{edits[attribute]}"' for attribute in missing))
        for attribute, span in found.items():
            if attribute not in edits or not span:
                continue
            start, end, quote = span
            self.out.append(token[done:start])
            done = end
            if edits[attribute] is None:
                self.add_value(token[start:end], quote)
            else:
                self.out.append(edits[attribute] if quote else f'"{edits[attribute]}"')
        self.out.append(token[done:])

    def add_value(self, written, quote):
        if self.has_marks and not quote and marks.ANY_MARK.search(written):  # its parts would have to share quotes
            self.out.append(written)
            return
        for part, is_protected in split_protected(written) if self.has_marks else ((written, False),):
            if not is_protected:
                self.value_slots.append((len(self.out), quote, part))
                self.values.append(self.value_references.read(part))
            self.out.append(part)

    def converted_data(self, source):
        scope, tag = self.scope, self.alphabet.tag
        if not scope.is_converted:
            return source
        return convert_json(source, lambda language: is_kazakh(language, tag), tag, self.alphabet.convert)

    # Texts

    def add_text(self, written, isolation=None):
        if self.boundary == BLOCK and written.isspace():  # white space between blocks: not part of a word or run
            self.out.append(written)
            return
        scope = self.open[-1][1]
        if not scope.is_converted:
            self.out.append(written)
            self.raise_boundary(SKIPPED)
        elif not self.has_marks:
            self.convert_later(written, isolation or scope.isolation)
        else:
            for part, is_protected in split_protected(written):
                if is_protected:
                    self.add_protected(part, isolation or scope.isolation)
                else:
                    self.convert_later(part, isolation or scope.isolation)

    def convert_later(self, written, isolation):
        self.text_slots.append((len(self.out), isolation))
        self.texts.append(BOUNDARIES[self.boundary])
        self.texts.append(self.text_references.read(written) if "&" in written or "<" in written else written)
        self.boundary = INLINE
        self.out.append(written)

    def add_protected(self, written, isolation):
        """Add protected text, or a single mark."""
        is_whole = written.startswith(marks.PROTECTED_START)
        self.raise_boundary(SKIPPED if is_whole else BLOCK)
        if is_whole and isolation is Isolation.TAGS and self.alphabet.tag:
            written = f'<bdi translate="no">{without_protection(written, "ltr")}</bdi>'
        self.out.append(written)

    def convert_all(self):
        """Convert all texts in one go and put them into their places."""
        source = "".join([*self.texts, *(marks.BLOCK + value for value in self.values)])
        references = References([*self.text_references.noted, *self.value_references.noted])
        parts = PARTS.split(references.write(self.alphabet.convert_with_marks(source)))[1:]
        texts, has_isolate = len(self.text_slots), ISOLATE_MARK.search
        for (index, isolation), part in zip(self.text_slots, parts[:texts], strict=True):
            self.out[index] = self.isolated(part, isolation) if has_isolate(part) else part
        for (index, quote, written), part in zip(self.value_slots, parts[texts:], strict=True):
            part = self.isolated(part, Isolation.IF_NEEDED) if has_isolate(part) else part
            if part != written and not quote:
                part = '"{}"'.format(part.replace('"', "&quot;"))
            self.out[index] = part

    def isolated(self, text, isolation):
        """Isolate the runs of a text in the way that its place allows."""
        if isolation in (Isolation.CHARACTERS, Isolation.IF_NEEDED):
            is_read_so = isolation is Isolation.CHARACTERS or RTL_LETTER.search(text)
            is_isolated = self.alphabet.direction == "rtl" and is_read_so
            return with_isolate_characters(text) if is_isolated else without_marks(text)
        text = UNCONVERTED_RUN.sub(r'<bdi translate="no">\1</bdi>', text)
        if isolation is Isolation.DONE:
            return without_marks(text)
        text = LTR_RUN.sub(r'<bdi dir="ltr">\1</bdi>', text)
        # A run that is split by a tag can't be one element.
        return with_isolate_characters(text) if ISOLATE_MARK.search(text) else text


def without_protection(html, direction):
    start, end = ISOLATES_FOR[direction]
    return html.replace(marks.PROTECTED_START, start).replace(marks.PROTECTED_END, end)


def split_protected(text):
    """[(part of a text, whether it is protected)]."""
    if not marks.ANY_MARK.search(text):
        return ((text, False),)
    return [(part, bool(index % 2)) for index, part in enumerate(PROTECTED.split(text)) if part]
