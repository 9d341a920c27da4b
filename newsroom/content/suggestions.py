"""Suggested changes of a text: insertions and deletions that wait for a decision. Only drafts have them.

`<ins data-suggestion="…">` and `<del data-suggestion="…">` mark words within a block. A block that was added or removed
as a whole has the attribute `data-inserted` or `data-deleted`. The value of each is a mark: an id, the key of the
person and the second, as in «k3f9a0zq-17-1764345600». All marks with the same id are one suggestion.

Readers get a text as if each suggestion was refused. `docs/decisions/suggestions.md` explains the format.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

MARK = re.compile(r"(?P<id>[a-z0-9]{8})-(?P<by>[1-9][0-9]{0,9})-(?P<at>[1-9][0-9]{9})")
ATTRIBUTES_OF_BLOCKS = {"data-inserted", "data-deleted"}
# All read output of nh3, which writes attributes in double quotes. Words of a text can look like an attribute, so only
# tags are asked for theirs, one attribute after the other.
TOKEN = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+)(?:"[^"]*+"|[^">])*+>|[^<]++')
ATTRIBUTE = re.compile(r' (?P<name>[^\s"=]++)="(?P<value>[^"]*+)"')
MARKED = re.compile(rf' data-(?P<kind>suggestion|inserted|deleted)="(?P<mark>{MARK.pattern})"')
VOID = {"br", "hr"}
FORMATTING = {"a", "em", "span", "strong", "sub", "sup", "ins", "del"}
"""Elements that are nothing without content, and one where two of them follow each other."""
BLANK = {"<p></p>", "<h2></h2>", "<h3></h3>"}


@dataclass
class Suggestion:
    id: str
    by: int
    """The key of the person."""
    at: int
    """The second since 1970."""
    block: str
    """The id of the first block that it changes."""
    inserted: str = ""
    deleted: str = ""
    """The words, without formatting."""

    @property
    def words(self):
        """Return what tells it from others."""
        return self.inserted.strip() or self.deleted.strip() or "…"


class Tag(NamedTuple):
    name: str
    text: str


class End:
    """The end of an element, until something that continues it takes it away."""

    def __init__(self, start):
        self.start, self.text = start, f"</{start.name}>"


def has_suggestions(html):
    return bool(html) and MARKED.search(html) is not None and any(found_in(html))


def found_in(html):
    """Yield a match of `MARKED` for each mark in the tags of a text, in its order."""
    for token in TOKEN.finditer(html):
        if token["name"]:
            yield from found_in_tag(token[0])


def found_in_tag(tag):
    """Yield a match of `MARKED` for each mark in one tag."""
    for attribute in ATTRIBUTE.finditer(tag):
        if found := MARKED.fullmatch(attribute[0]):
            yield found


def found_of_block(html):
    """Return the matches in the first tag of a block: marks of all of it."""
    first = TOKEN.match(html)
    return [found for found in found_in_tag(first[0]) if found["kind"] != "suggestion"] if first["name"] else []


def found_of_words(tag):
    """Return the match in the tag of an `ins` or `del`; None if it has no mark."""
    return next((found for found in found_in_tag(tag) if found["kind"] == "suggestion"), None)


def with_attributes(tag, write):
    """Return a tag in which each attribute is what `write` makes of its match."""
    return ATTRIBUTE.sub(write, tag)


def marks_in(html):
    """Return the marks of a text, each once, in its order."""
    return list(dict.fromkeys(found["mark"] for found in found_in(html)))


def accepted(html, ids=None):
    """Return clean HTML with the suggestions carried out: all, or those with these ids."""
    return decided(html, ids, is_accepted=True)


def refused(html, ids=None):
    """Return clean HTML as it was without the suggestions: all, or those with these ids."""
    return decided(html, ids, is_accepted=False)


def decided(html, ids, *, is_accepted):
    if not has_suggestions(html):
        return html
    return "".join(decided_block(block, ids, is_accepted) for block in top_level(html))


def blocks_decided(blocks, ids=None, *, is_accepted=False):
    """Return {id: html} without suggestions, or without those with these ids, and without blocks that are gone so.

    By default they are refused. A text that is one empty paragraph has no blocks.
    """
    if not any(map(has_suggestions, blocks.values())):
        return blocks
    found = {block: decided(html, ids, is_accepted=is_accepted) for block, html in blocks.items()}
    kept = {block: html for block, html in found.items() if html}
    return {} if len(kept) == 1 and BLANK.issuperset(kept.values()) else kept


def top_level(html):
    """Divide clean HTML into its top-level elements, and what stands between them."""
    pieces, depth = [[]], 0
    for token in TOKEN.finditer(html):
        pieces[-1].append(token[0])
        if token["name"] and token["name"] not in VOID:
            depth += -1 if token["end"] else 1
        if depth == 0:
            pieces.append([])
    return ["".join(piece) for piece in pieces]


def decided_block(html, ids, is_accepted):
    """Return one top-level element with suggestions decided; "" if it is gone."""
    if not has_suggestions(html):
        return html
    leaves = "deleted" if is_accepted else "inserted"
    for found in found_of_block(html):
        if is_wanted(found, ids):
            if found["kind"] == leaves:
                return ""
            html = html.replace(found[0], "", 1)
    return with_words_decided(html, ids, leaves="del" if is_accepted else "ins")


def with_words_decided(html, ids, leaves):
    """Return a block without the tags `ins` and `del` of these suggestions, and without the words of `leaves`.

    Then it is written as the editor writes it: without empty formatting, and with equal formatting joined.
    """
    written, opened, leaving = [], [], 0
    for token in TOKEN.finditer(html):
        name, is_end = token["name"], token["end"]
        if name is None or name in VOID:
            if not leaving:
                written.append(Tag("", token[0]))
        elif is_end:
            start, is_decided = opened.pop()
            if is_decided:
                leaving -= start.name == leaves
            elif not leaving:
                close(written, start)
        else:
            is_decided = name in ("ins", "del") and (mark := found_of_words(token[0])) and is_wanted(mark, ids)
            start = Tag(name, token[0])
            if is_decided:
                leaving += name == leaves
            elif not leaving:
                start = begin(written, start)
            opened.append((start, is_decided))
    return "".join(token.text for token in written)


def begin(written, start):
    """Write the start of an element, or go on with the element before it if that has the same formatting."""
    last = written[-1] if written else None
    if isinstance(last, End) and last.start.text == start.text and start.name in FORMATTING:
        return written.pop().start
    written.append(start)
    return start


def close(written, start):
    if written[-1] is start and start.name in FORMATTING:
        written.pop()
    else:
        written.append(End(start))


def is_wanted(found, ids):
    return ids is None or found["id"] in ids


# What there is


def suggestions_of(blocks):
    """Return the `Suggestion`s of {id: html}, in the order of the text."""
    known = {}
    for block, html in blocks.items():
        for found, kind, words in marked_words(html):
            first = Suggestion(found["id"], int(found["by"]), int(found["at"]), block)
            suggestion = known.setdefault(found["id"], first)
            setattr(suggestion, kind, getattr(suggestion, kind) + words)
    return [*known.values()]


def marked_words(html):
    """Yield (match of the mark, "inserted" or "deleted", its words) of one block."""
    if not has_suggestions(html):
        return
    for found in found_of_block(html):
        yield found, found["kind"], words_of(html)
    opened = []
    for token in TOKEN.finditer(html):
        name = token["name"]
        if name in ("ins", "del"):
            opened.pop() if token["end"] else opened.append((found_of_words(token[0]), name))
        elif opened and opened[-1][0] and (name is None or name == "br"):
            found, kind = opened[-1]
            yield found, "inserted" if kind == "ins" else "deleted", " " if name else unescape(token[0])


def words_of(html):
    return unescape("".join(token[0] for token in TOKEN.finditer(html) if token["name"] is None))


def with_marks(html, marks):
    """Return a block in which suggestions have other marks: {id: mark}."""

    def written(attribute):
        found = MARKED.fullmatch(attribute[0])
        other = found and marks.get(found["id"])
        return f' {attribute["name"]}="{other}"' if other else attribute[0]

    return TOKEN.sub(lambda token: with_attributes(token[0], written) if token["name"] else token[0], html)


# Cleaning


def with_valid_marks(html):
    """Return output of nh3, which may have suggestions, without marks that are none. Their words stay.

    Only a top-level element can be added or removed as a whole.
    """
    if "<ins" not in html and "<del" not in html and "data-" not in html:
        return html
    return "".join(map(with_valid_marks_in_block, top_level(html)))


def with_valid_marks_in_block(html):
    written, opened = [], []
    for at, token in enumerate(TOKEN.finditer(html)):
        text, name = token[0], token["name"]
        if name and not token["end"]:
            text = with_attributes(text, lambda found, is_first=not at: valid(found, is_first))
        if name in ("ins", "del"):
            stays = opened.pop() if token["end"] else found_of_words(text) is not None
            if not token["end"]:
                opened.append(stays)
            text = text if stays else ""
        written.append(text)
    return "".join(written)


def valid(attribute, is_of_block):
    """Return an attribute as it may be written: "" if it should be a mark and is none, or is at a wrong place."""
    name = attribute["name"]
    if name not in ATTRIBUTES_OF_BLOCKS and name != "data-suggestion":
        return attribute[0]
    stays = MARK.fullmatch(attribute["value"]) and (is_of_block or name == "data-suggestion")
    return attribute[0] if stays else ""
