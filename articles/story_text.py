"""Arrange a story's paragraphs, photos and recalled stories in reading order."""

import re
from functools import lru_cache
from itertools import count, groupby

from articles.embeds import embed_at
from articles.models import Kind
from newsroom import editions
from newsroom.content.clean_html import BLOCKS, plain_text
from newsroom.content.excerpts import first_words
from newsroom.content.nodes import node_in
from newsroom.content.visible_text import is_visible
from newsroom.editions.columns import value_in
from newsroom.editions.marked_languages import kept_where_marks_are_lost

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


def blocks(article, photos=None, recalled=None):
    """Return the blocks in order: [{"html": …} | {"html": …, "is_table": True} | {"photo": …} | {"gallery": …} |
    {"embed": …, "caption": …} | {"recall": …}].

    `photos` and `recalled` are {key: row} of the photos and stories that readers may see. Others are left out, and a
    story is recalled once.
    """
    ordered, photos, waiting = [], photos or {}, dict(recalled or {})
    for html in paragraphs(article.body or ""):
        if node := node_in(html):
            ordered += block_of_node(node, photos, waiting)
        else:
            ordered.append(text_block(html, article.kind))
    return ordered


def block_of_node(node, photos, waiting):
    """Return [the block of a node], or [] if readers get nothing of it. A recalled story is taken out of `waiting`."""
    if node.kind == "photo" and node.value in photos:
        return [{"photo": photos[node.value].with_words(node.words, editions.active())}]
    if node.kind == "gallery" and (shown := [photos[key] for key in node.keys if key in photos]):
        return [{"gallery": gallery_of(shown, node.words.get("caption"))}]
    if node.kind == "embed" and (embed := embed_at(node.value)):
        return [{"embed": embed, "caption": node.words.get("caption", "")}]
    if node.kind == "story" and node.value in waiting:
        return [{"recall": waiting.pop(node.value)}]
    return []


def gallery_of(photos, caption):
    """Return what is printed of a row of photos. Without a caption of its own, it has the captions of its photos."""
    captions, credits = (words_of_all(photos, name) for name in ("caption", "credit"))
    return {"photos": photos, "caption": " · ".join(captions) if caption is None else caption, "credits": credits}


def words_of_all(photos, name):
    """Return the captions or the credits of photos in the active edition, each once."""
    return [*dict.fromkeys(text for photo in photos if (text := value_in(photo, name, editions.active())))]


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
