"""Arrange a story's paragraphs, photos and recalled stories in reading order."""

import re
from functools import lru_cache
from itertools import count, groupby

from articles.models import Kind
from newsroom import editions
from newsroom.content.clean_html import plain_text
from newsroom.content.excerpts import first_words
from newsroom.content.visible_text import is_visible
from newsroom.editions.marked_languages import kept_where_marks_are_lost

BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr", "figure"}
# Output of `clean_html` is well formed, but a quoted attribute may contain ">".
TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+)(?:"[^"]*"|[^">])*+>')
INLINE = r"(?:(?!</?(?:p|blockquote)\b).)+"
# In a quotation the last line names the speaker if it begins with a dash.
BLANKS = r"(?:\s|&nbsp;)*+"
SPEAKER = re.compile(rf"(?<=</p>)\s*+<p>{BLANKS}[–—-]{BLANKS}({INLINE})</p>\s*+</blockquote>\Z", re.DOTALL)
# A first row of headings, which the editor writes like any other. No cell of it may reach into the rows below.
HEADINGS = re.compile(
    r'<table><tbody>(<tr>(?:(?!</?(?:td|tr|table)\b)(?!<th[^>]*? rowspan="(?!1")).)*+</tr>)(?=<tr>)', re.DOTALL
)
# In an interview a question is a paragraph in bold.
QUESTION = re.compile(r"<p>(<strong>(?:(?!</?strong>).)+</strong>)</p>", re.DOTALL)


def blocks(article, placed_photos=(), recalled=()):
    """Return [{"html": …} | {"html": …, "is_table": True} | {"photo": …} | {"recall": …}] in order.

    Photos follow the paragraph with the number in `after_paragraph`, and stories in `recalled` the one in
    `recalled_after`.
    """
    inserted = [(placed.after_paragraph, {"photo": placed.photo}) for placed in placed_photos]
    inserted += [(story.recalled_after, {"recall": story}) for story in recalled]
    ordered = [block for after, block in inserted if after == 0]
    texts = paragraphs(article.body or "")
    for number, html in enumerate(texts, start=1):
        ordered.append(text_block(html, article.kind))
        ordered += [block for after, block in inserted if after == number]
    return ordered + [block for after, block in sorted(inserted, key=lambda pair: pair[0]) if after > len(texts)]


def text_block(html, kind):
    if html.startswith("<table"):
        return {"html": HEADINGS.sub(r"<table><thead>\1</thead><tbody>", html, count=1), "is_table": True}
    if html.startswith("<blockquote"):
        return {"html": SPEAKER.sub(r"<footer>\1</footer></blockquote>", html)}
    if kind == Kind.INTERVIEW and (question := QUESTION.fullmatch(html)):
        return {"html": f'<p class="question">{question[1]}</p>'}
    return {"html": html}


def in_rows(blocks, first=1):
    """Group a photo story's blocks as [{"texts": blocks} | {"photos": [(number, photo)]}], numbered from `first` on.

    Consecutive photos form a row: they are shown side by side if there is room.
    """
    numbers, parts = count(first), []
    for are_photos, group in groupby(blocks, key=lambda block: "photo" in block):
        row = list(group)
        parts.append({"photos": [(next(numbers), block["photo"]) for block in row]} if are_photos else {"texts": row})
    return parts


@lru_cache(maxsize=2_000)
def paragraphs(html):
    """Split clean HTML into its top-level blocks. Text between blocks is a separate piece."""
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
    return tuple(piece for piece in [*pieces, html[start:]] if piece.strip())


def opening_words(article, count):
    """Return the first `count` words of a card's text."""
    return cached_first_words(opening(article), count, editions.active())


@lru_cache(maxsize=2_000)
def cached_first_words(text, count, edition):
    """Cached, because a front page prints the same texts until one of its stories changes.

    `first_words` depends on the active edition, so the edition is part of the cache's key.
    """
    return first_words(text, count)


def opening(article):
    """Return the text of a card below the headline: the lead, or the first paragraph of the text."""
    if article.lead:
        return article.lead
    html = getattr(article, "opening_html", None)  # set by querysets that don't select the text
    return first_paragraph((article.body if html is None else html) or "", editions.active())


@lru_cache(maxsize=2_000)
def first_paragraph(html, edition):
    """Return the first block with words, without its markup. A text can begin with a line or an empty paragraph.

    `kept_where_marks_are_lost` depends on the active edition, so the edition is part of the cache's key.
    """
    texts = (plain_text(kept_where_marks_are_lost(block)) for block in paragraphs(html))
    return next((text for text in texts if is_visible(text)), "")
