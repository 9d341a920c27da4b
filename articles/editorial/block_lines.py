"""The texts of a block as plain lines, and new lines put back into its HTML.

A line is the text of a paragraph, a heading, an item of a list or a cell of a table. Where its words stay, they keep
their links and their formatting. So texts can be edited in plain fields.
"""

import re
from html import escape, unescape
from itertools import takewhile

from articles.editorial.differences import common_words, words_in_text
from articles.story_text import TAG

INLINE = {"a", "br", "em", "span", "strong", "sub", "sup"}
WITH_TEXT = {"p", "h2", "h3", "li", "td", "th"}
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
EMPTY = re.compile(r"<(a|em|span|strong|sub|sup)\b[^>]*+></\1>")


def lines_of(html):
    """Return the texts of the lines of clean HTML. A line break within one is a newline."""
    return [text_of(piece) for piece, is_line in pieces_of(html) if is_line]


def with_lines(html, lines):
    """Return HTML whose lines have other texts. There must be as many as `lines_of` returns."""
    lines = iter(lines)
    return "".join(with_text(piece, next(lines)) if is_line else piece for piece, is_line in pieces_of(html))


def blocks_with(html, text):
    """Return [HTML] of a block with another text, which has a line of its own for each line of the block.

    After an empty line another paragraph begins. A text that has more or fewer lines than a list or a table becomes
    paragraphs.
    """
    text = text.replace("\r\n", "\n").strip("\n")
    lines = lines_of(html)
    if len(lines) > 1 and len(lines) == text.count("\n") + 1:
        return [with_lines(html, text.split("\n"))]
    first, *others = PARAGRAPHS.split(text)
    return [with_lines(html if len(lines) == 1 else "<p></p>", [first]), *(f"<p>{in_html(one)}</p>" for one in others)]


def without_text(html):
    """Return the structure of clean HTML: the same lines, all empty, without formatting."""
    return "".join("" if is_line else piece for piece, is_line in pieces_of(html))


def pieces_of(html):
    """Return [(HTML, whether it is a line)] of clean HTML. Joined, the pieces are the HTML."""
    pieces, start, opened = [], 0, None
    for tag in TAG.finditer(html):
        if tag["name"] in INLINE:
            continue
        between, ends = html[start : tag.start()], tag["end"] or tag["name"] in ("ul", "ol")
        is_line = opened in WITH_TEXT and bool(ends or between.strip())
        pieces += [(between, is_line), (tag[0], False)]
        start, opened = tag.end(), None if tag["end"] else tag["name"]
    return [*pieces, (html[start:], False)]


def text_of(html):
    return "".join(parsed(html)[0])


def parsed(html):
    """Return (characters, tags) of HTML inside a line: `tags[n]` are those before the character n, or at the end."""
    characters, tags, start = [], [""], 0
    for tag in [*TAG.finditer(html), None]:
        text = unescape(html[start : tag and tag.start()]).replace("\n", " ")
        if tag and tag["name"] == "br":
            text += "\n"
        characters += text
        tags += [""] * len(text)
        if tag and tag["name"] != "br":
            tags[-1] += tag[0]
        start = tag and tag.end()
    return characters, tags


def with_text(html, text):
    """Return HTML inside a line with another text. Words that stay keep their formatting."""
    text = text.replace("\r\n", "\n")
    characters, tags = parsed(html)
    if characters == [*text]:
        return html
    written, place = [], 0
    for old_text, new_text in replacements("".join(characters), text):
        if not old_text:  # what is added after a link does not belong to it
            closing = sum(len(tag[0]) for tag in takewhile(lambda tag: tag["end"], TAG.finditer(tags[place])))
            written.append(tags[place][:closing])
            tags[place] = tags[place][closing:]
        written.append(in_place_of(old_text, new_text, tags[place : place + len(old_text)]))
        place += len(old_text)
    return without_empty_formatting("".join([*written, tags[-1]]))


def replacements(old_text, new_text):
    """Yield (part of the old text, what is in its place in the new one), word by word and blank by blank."""
    old, new = words_in_text(old_text), words_in_text(new_text)
    at = other = 0
    kept = common_words([word for word, _ in old], [word for word, _ in new])
    for old_end, new_end in [*kept, (len(old), len(new))]:
        yield from in_two(old[at:old_end], new[other:new_end])
        yield from in_two(old[old_end : old_end + 1], new[new_end : new_end + 1])
        at, other = old_end + 1, new_end + 1


def in_two(old, new):
    """Yield the replacement of words, and of the blank after them, as far as there are any."""
    (old_words, old_blank), (new_words, new_blank) = apart(old), apart(new)
    if old_words or new_words:
        yield old_words, new_words
    if old_blank or new_blank:
        yield old_blank, new_blank


def apart(words):
    """Return (the words with the blanks between them, the blank after them)."""
    text, blank = "".join(word + blank for word, blank in words), words[-1][1] if words else ""
    return text[: len(text) - len(blank)], blank


def in_place_of(old_text, text, tags):
    """Return HTML of a text in place of another one, with the tags that were before its characters."""
    if text == old_text:
        return "".join(tag + in_html(character) for tag, character in zip(tags, text, strict=True))
    return "".join([*tags[:1], in_html(text), *tags[1:]])


def in_html(text):
    return escape(text, quote=False).replace("\n", "<br>")


def without_empty_formatting(html):
    longer = None
    while html != longer:
        html, longer = EMPTY.sub("", html), html
    return html
