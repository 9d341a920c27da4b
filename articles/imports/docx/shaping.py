"""Shape the HTML that Mammoth writes into blocks as the editor writes them."""

import re
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from articles.imports.docx.elements import WORDS_ONLY, fill, unwrap, words_of
from articles.imports.docx.links import link_addresses
from articles.imports.docx.placing import lift_pictures, with_captions, with_pictures_behind
from newsroom.content.html_limits import LONGEST_VALUE

HEADINGS = WORDS_ONLY - {"p"}
KEPT = {"href", "colspan", "rowspan", "class", "number"}
ALLOWED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
BACK_TO_THE_TEXT = re.compile(r"#(?:foot|end)note-ref-")
SPACES = re.compile(r"[ \t\r\n]+")
# What nobody sees, and nobody has typed; some of it can't be in XML.
RUBBISH = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffc\ufffe\uffff]")


def shaped(html):
    """Return the blocks of a text, as elements. Blocks without words are left out.

    A picture is an element `figure` with its `number`. Its caption is in it.
    """
    root = fromstring(f"<div>{RUBBISH.sub('', html)}</div>")
    lift_pictures(root)
    shape(root)
    link_addresses(root)
    blocks = [one for block in without_layout(root) for one in with_pictures_behind(block)]
    return with_captions([block for block in blocks if block.tag == "figure" or words_of(block)])


def shape(element):
    element.text, element.tail = (text and SPACES.sub(" ", text) for text in (element.text, element.tail))
    for child in [*element]:
        shape(child)
        if child.tag == "a" and not is_allowed(child.get("href", "")):
            unwrap(element, child, keep=not BACK_TO_THE_TEXT.match(child.get("href", "")))
    for name in element.attrib.keys() - KEPT:
        del element.attrib[name]
    if element.tag in HEADINGS:
        lessen(element)
    if element.tag in WORDS_ONLY:
        trim(element)
    if element.tag in {"li", "td", "th", "blockquote"}:
        fill(element)
    if element.tag == "table":
        flatten(element)


def is_allowed(address):
    return ALLOWED.match(address) and len(address) <= LONGEST_VALUE


def lessen(heading):
    """Remove bold around all words of a heading, which is bold by itself."""
    if len(heading) == 1 and heading[0].tag == "strong" and not f"{heading.text or ''}{heading[0].tail or ''}".strip():
        unwrap(heading, heading[0])


def trim(block):
    """Remove spaces and line breaks at the ends."""
    while len(block) and block[0].tag == "br" and not (block.text or "").strip():
        unwrap(block, block[0])
    while len(block) and block[-1].tag == "br" and not (block[-1].tail or "").strip():
        unwrap(block, block[-1], keep=False)
    trim_start(block)
    trim_end(block)


def trim_start(element):
    element.text = (element.text or "").lstrip()
    if len(element) and not element.text:
        trim_start(element[0])


def trim_end(element):
    if len(element) == 0:
        element.text = (element.text or "").rstrip()
        return
    element[-1].tail = (element[-1].tail or "").rstrip()
    if not element[-1].tail:
        trim_end(element[-1])


# Tables


def flatten(table):
    """Put all rows into one body, as the editor does."""
    rows = [row for part in table for row in ([part] if part.tag == "tr" else part)]
    table[:] = [Element("tbody")]
    table[0].extend(rows)


def without_layout(parent):
    """Return the blocks of `parent`, with the content of tables that only lay out a page instead of these."""
    found = []
    for block in parent:
        if block.tag == "table" and is_layout(block):
            found += [inner for row in block[0] for cell in row for inner in without_layout(cell)]
        else:
            found.append(block)
    return found


def is_layout(table):
    return all(len(row) < 2 for row in table[0]) or table.find(".//table") is not None
