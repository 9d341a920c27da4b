"""Read a .docx file: its headline, its lead and its text as clean HTML. Nothing is written anywhere."""

import re
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePath
from xml.etree import ElementTree
from zipfile import ZipFile

import mammoth
from django.core.exceptions import ValidationError

from articles.editorial.blocks import blocks_of, html_of
from articles.editorial.clean_change import MOST_BLOCKS, TOO_LONG
from articles.imports.docx import archive
from articles.imports.docx.elements import words_of
from articles.imports.docx.pictures import Picture, sign_pictures
from articles.imports.docx.preparing import prepare
from articles.imports.docx.shaping import shaped
from articles.imports.docx.word_xml import local
from newsroom.content.html_limits import MOST_CHARACTERS

LEVELS = range(1, 6)
KNOWN = "ul|ol > li"
STYLE_MAP = "\n".join(
    [
        "p.Title => h1:fresh",
        "p.Subtitle => h6:fresh",
        "p.Caption => p.caption:fresh",
        "p.Quote => blockquote > p:fresh",
        *(f"p.Heading{level} => {'h2' if level < 3 else 'h3'}:fresh" for level in range(1, 10)),
        *(
            f"p:{kind}-list({level}) => {' > '.join([KNOWN] * (level - 1) + [f'{tag} > li:fresh > p:fresh'])}"
            for level in LEVELS
            for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
        ),
    ]
)
LONGEST_TITLE = 200
NO_HEADLINE = re.compile(r"^[-–—]|[.;:,?]$")
"""What a headline in bold does not look like: a sentence, or a question of an interview."""


@dataclass
class Document:
    title: str
    lead: str
    pieces: list[str | Picture]
    """The text: HTML, and between its blocks the pictures"""
    is_named_by_file: bool = False
    """Whether the headline is only the name of the file"""
    nodes: dict[int, str] = field(default_factory=dict)
    """{number of a picture: HTML of the photo that it has become}. The others are left out, and their captions stay."""

    @property
    def pictures(self):
        return [piece for piece in self.pieces if isinstance(piece, Picture)]

    @property
    def blocks(self):
        """{id: clean html} of the text"""
        return blocks_of("".join(piece if isinstance(piece, str) else self.html_for(piece) for piece in self.pieces))

    @property
    def html(self):
        return html_of(self.blocks)

    def html_for(self, picture):
        return self.nodes.get(picture.number, picture.caption_html)


def read_document(file):
    """Return the Document in a file of a form. ValidationError with what is wrong, and what to do about it."""
    parts, names = archive.read_parts(file)
    with archive.refusing_damaged():
        found = sign_pictures(parts, names)
        prepare(parts)
        refuse_too_long(parts.values())
        shape = shaped(converted(parts))
    title, lead, blocks = divided(shape)
    pieces = [piece_of(block, found) for block in blocks]
    document = Document(title or words_of_name(file.name), lead, pieces, is_named_by_file=not title)
    if len(document.blocks) > MOST_BLOCKS:
        raise ValidationError(TOO_LONG)
    return document


def piece_of(block, found):
    """Return the HTML of a block, or the `Picture` that it stands for. `found` is what `sign_pictures` returns."""
    if block.tag != "figure":
        return written(block)
    picture = found[int(block.get("number"))]
    return replace(picture, caption=words_of(block), caption_html="".join(map(written, block)))


def written(block):
    return ElementTree.tostring(block, encoding="unicode", method="html")


def refuse_too_long(roots):
    """Refuse early what would be refused as a draft, because Mammoth takes seconds for it."""
    texts = (element.text or "" for root in roots for element in root.iter() if local(element) == "t")
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise ValidationError(TOO_LONG)


def converted(parts):
    """Return the HTML of the parts."""
    try:
        result = mammoth.convert_to_html(packed(parts), style_map=STYLE_MAP, include_embedded_style_map=False)
    except (AttributeError, TypeError, IndexError, RecursionError) as error:  # of a document that breaks its own rules
        raise ValidationError(archive.DAMAGED) from error
    return result.value


def packed(parts):
    """Return an archive of nothing but these parts, not compressed."""
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, root in parts.items():
            package.writestr(name, ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    file.seek(0)
    return file


# Headline, lead and text


def divided(blocks):
    """Return (headline, lead, blocks of the text). The first paragraph is the headline if it looks like one."""
    title, blocks = taken(blocks, is_headline)
    lead, blocks = taken(blocks, lambda block: block.tag == "h6")
    for block in blocks:
        block.tag = {"h1": "h2", "h6": "p"}.get(block.tag, block.tag)
    return title, lead, blocks


def taken(blocks, fits):
    """Return (the words of the first block that is no picture, if it fits, and the other blocks)."""
    first = next((block for block in blocks if block.tag != "figure"), None)
    if first is None or not fits(first):
        return "", blocks
    return words_of(first), [block for block in blocks if block is not first]


def is_headline(block):
    words = words_of(block)
    if not words or len(words) > LONGEST_TITLE:
        return False
    if block.tag in {"h1", "h2", "h3"}:
        return True
    is_bold = len(block) == 1 and block[0].tag == "strong" and not (block.text or block[0].tail or "").strip()
    return block.tag == "p" and is_bold and not NO_HEADLINE.search(words)


def words_of_name(name):
    return " ".join(PurePath(name.replace("\\", "/")).stem.replace("_", " ").split())[:LONGEST_TITLE]
