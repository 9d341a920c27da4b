"""A story's text and its photos, in the order in which they are read."""

import re

from newsroom.clean_html import plain_text

# `clean_html` writes its blocks without attributes and never one paragraph within another.
BLOCK = re.compile(r"<(p|h2|h3|ul|ol|blockquote|table|hr)\b.*?(?:</\1>|(?<=<hr>))", re.DOTALL)
WORDS_A_MINUTE = 180


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
    """The top-level blocks of a clean text, whatever stands between them included."""
    pieces, end = [], 0
    for block in BLOCK.finditer(html):
        pieces += [html[end : block.start()], block.group()]
        end = block.end()
    return [piece for piece in [*pieces, html[end:]] if piece.strip()]


def opening(article):
    """What a card says below the headline: the lead, else how the text begins."""
    return article.lead or plain_text(next(iter(paragraphs(article.body or "")), ""))
