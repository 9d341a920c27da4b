"""Divide a text into the blocks by which a draft is merged, and join them again.

A block is one top-level element. In the editor it has its id in an attribute; readers never get the id.
"""

import re
import secrets
import string

import nh3
from django.utils.html import escape

from articles.editorial.differences import likeness
from articles.story_text import TAG, paragraphs
from newsroom.content.clean_html import ALLOWLIST_OF_DRAFTS, BLOCKS, only_allowed_in_drafts, plain_text
from newsroom.content.nodes import node_in

LETTERS = string.ascii_lowercase + string.digits
LENGTH = 8
ID = re.compile(rf"[a-z0-9]{{{LENGTH}}}")
# Both read output of nh3, which writes attributes in double quotes.
ID_OF_BLOCK = re.compile(rf'<[a-z0-9]++(?: [a-z-]++="[^"]*+")*? data-block="({ID.pattern})"')
START = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS))})\b")
WORDS_ONLY = ("<p", "<h2", "<h3")
FORMATTING = {"a", "em", "span", "strong", "sub", "sup"}
_names = "|".join(sorted(FORMATTING))
EMPTY = re.compile(rf'<(?:{_names})(?: [a-z-]++="[^"]*+")*+></(?:{_names})>')

NEAR = 5
LIKE_ENOUGH = 0.5

_attributes = {name: ALLOWLIST_OF_DRAFTS["attributes"][name] | {"data-block"} for name in BLOCKS}
_keeping_ids = nh3.Cleaner(**ALLOWLIST_OF_DRAFTS | {"attributes": ALLOWLIST_OF_DRAFTS["attributes"] | _attributes})


def new_id():
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def blocks_of(html, known=None):
    """Return {id: clean html} of a text from the editor, or of a live text, in order.

    A block without a valid id of its own gets the id of the same block in `known`, {id: html}, or of a similar one at
    the same place, or else a new one. Text outside of blocks becomes a paragraph. ValidationError if the text is beyond
    the limits of `html_limits.py` or `nodes.py`.
    """
    pieces = _pieces(only_allowed_in_drafts(html, _keeping_ids))
    blocks = [clean_block(piece) for piece in pieces]
    ids = _first_of_each([found[1] if (found := ID_OF_BLOCK.match(piece)) else None for piece in pieces])
    ids = _with_equal_blocks(ids, blocks, known or {})
    ids = _with_similar_blocks(ids, blocks, known or {})
    return {id or new_id(): block for id, block in zip(ids, blocks, strict=True)}


def clean_block(html):
    """Return clean HTML of one block, without an id. It may be empty, and have suggestions. Several blocks become one
    quotation.

    Words come first: nodes beside them are dropped, because a quotation can't contain them.
    ValidationError if it is beyond the limits of `html_limits.py` or `nodes.py`.
    """
    cleaned = only_allowed_in_drafts(html)
    pieces = _pieces(cleaned) or ["<p></p>"]
    if pieces == [cleaned]:
        return cleaned
    pieces = [piece for piece in pieces if not node_in(piece)] or pieces[:1]
    return only_allowed_in_drafts(pieces[0] if len(pieces) == 1 else f"<blockquote>{''.join(pieces)}</blockquote>")


def html_of(blocks):
    """Return the text of {id: html}, without ids, as readers get it."""
    return "".join(blocks.values())


def is_block(html):
    return START.match(html) is not None


def html_with_ids(blocks):
    """Return the text of {id: html} for the editor."""
    return "".join(_with_id(id, html) for id, html in blocks.items())


def _with_id(id, html):
    end = START.match(html).end()
    return f'{html[:end]} data-block="{escape(id)}"{html[end:]}'


# Dividing


def _pieces(html):
    """Divide output of nh3 into blocks. What is outside of them becomes a block, unless it has no text.

    Formatting around several blocks goes into those of them that have only words.
    """
    pieces, formatting = [], []
    for piece in paragraphs(html):
        if START.match(piece):
            pieces.append(_formatted(piece, formatting))
            continue
        if plain_text(piece).strip():
            name = "ul" if "<li>" in piece else "p"
            pieces.append(_without_empty(f"<{name}>{''.join(formatting)}{piece.strip()}</{name}>"))
        formatting = _left_open(formatting, piece)
    return pieces


def _formatted(block, formatting):
    if not formatting or not block.startswith(WORDS_ONLY):
        return block
    start = TAG.match(block).end()
    return _without_empty(block[:start] + "".join(formatting) + block[start:])


def _without_empty(html):
    """Close what is open, and remove formatting that has no content."""
    html, longer = only_allowed_in_drafts(html, _keeping_ids), None
    while html != longer:
        html, longer = EMPTY.sub("", html), html
    return html


def _left_open(formatting, piece):
    """Return the start tags of formatting that are open after a piece."""
    formatting = [*formatting]
    for tag in TAG.finditer(piece):
        if tag["name"] in FORMATTING and not tag["end"]:
            formatting.append(tag[0])
        elif tag["name"] in FORMATTING:
            formatting.pop()
    return formatting


# Ids


def _first_of_each(ids):
    """Return `ids` with None for those that are repeated."""
    first = {id: at for at, id in reversed([*enumerate(ids)])}
    return [id if first[id] == at else None for at, id in enumerate(ids)]


def _with_equal_blocks(ids, blocks, known):
    given, unused = set(ids), {}
    for id, html in known.items():
        if id not in given:
            unused.setdefault(html, []).append(id)
    unused = {html: iter(same) for html, same in unused.items()}
    return [id or next(unused.get(html, iter(())), None) for id, html in zip(ids, blocks, strict=True)]


def _with_similar_blocks(ids, blocks, known):
    """Give blocks without ids those of similar unused blocks that follow, in `known`, the block before them."""
    found, used, following = [], set(ids), 0
    order = list(known)
    places = {id: place for place, id in enumerate(order)}
    for id, html in zip(ids, blocks, strict=True):
        if id is None:
            near = [one for one in order[following : following + NEAR] if one not in used]
            id = _most_like(html, {one: known[one] for one in near})
            used.add(id)
        following = places.get(id, following - 1) + 1
        found.append(id)
    return found


def _most_like(html, known):
    """Return the id of the block that is most like `html`, or None if none is like it."""
    likenesses = {id: likeness(html, other) for id, other in known.items()}
    best = max(likenesses, key=likenesses.get, default=None)
    return best if best and likenesses[best] >= LIKE_ENOUGH else None
