"""A story's text and its photos, in the order in which they are read."""

import re

from newsroom.clean_html import plain_text
from newsroom.marked_language import kept_where_marks_are_lost

BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr"}
# What `clean_html` wrote is well formed; a quoted address may hold a >.
TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>')


def blocks(article):
    """[{"html": …} | {"photo": …}]: the text's blocks, each photo after the paragraph that it is bound to."""
    waiting = [(placed.after_paragraph, placed.photo) for placed in article.placed_photos.all()]
    arranged = [{"photo": photo} for after, photo in waiting if after == 0]
    texts = paragraphs(article.body or "")
    for number, html in enumerate(texts, start=1):
        arranged.append({"html": html})
        arranged += [{"photo": photo} for after, photo in waiting if after == number]
    return arranged + [{"photo": photo} for after, photo in waiting if after > len(texts)]


def paragraphs(html):
    """The top-level blocks of a clean text; words that stand between blocks are a piece of their own."""
    pieces, start, depth = [], 0, 0
    for tag in TAG.finditer(html):
        if tag["name"] not in BLOCKS:
            continue
        if depth == 0:
            pieces.append(html[start : tag.start()])
            start = tag.start()
        depth += {"hr": 0}.get(tag["name"], -1 if tag["end"] else 1)
        if depth == 0:
            pieces.append(html[start : tag.end()])
            start = tag.end()
    return [piece for piece in [*pieces, html[start:]] if piece.strip()]


def opening(article):
    """What a card says below the headline: the lead, else how the text begins."""
    first = next(iter(paragraphs(article.body or "")), "")
    return article.lead or plain_text(kept_where_marks_are_lost(first))
