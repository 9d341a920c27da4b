"""Find the pictures of a document. A sign in the words keeps the place of each, through all that is done with them."""

import re
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.imports.docx.descriptions import written
from articles.imports.docx.word_xml import local, made

SIGN = re.compile("\ue0f0(\\d+)\ue0f1")
SIGNS = re.compile("[\ue0f0\ue0f1]")
DRAWN = {"drawing", "pict", "object"}
NO_FILES = ("/chart", "/chartex", "/diagram")
"""How the types of drawings end that Word draws by itself."""

LINKED = _("The document only has its address.")
MISSING = _("The document lacks its file.")
NO_FILE = _("It is drawn by Word. Save it as a picture, and add that.")


@dataclass(frozen=True)
class Picture:
    number: int
    entry: str
    """Its name in the archive, or "" with a reason."""
    alt: str
    """What somebody has written about it, or "" """
    reason: str | Promise = ""
    """Why the document can't provide it"""
    caption: str = ""
    caption_html: str = ""
    """The paragraph of the caption, which stays in the text without the picture"""

    @property
    def name(self):
        return self.alt or self.caption or basename(self.entry)


def sign_pictures(parts, names):
    """Put a sign in place of each picture. Return {its number: `Picture`}. `names` are those of the archive's entries.

    A picture can be there twice, for newer and for older programs. Then one of both signs stays in the words.
    """
    found = {}
    for name, root in parts.items():
        if local(root) in {"document", "footnotes", "endnotes"}:
            remove_signs(root)
            sign_pictures_in(root, lambda id, name=name: source_of(parts, names, name, id), found)
    return found


def remove_signs(root):
    for element in root.iter():
        if local(element) == "t" and element.text:
            element.text = SIGNS.sub("", element.text)


def sign_pictures_in(element, source, found):
    children = []
    for child in element:
        if local(child) not in DRAWN:
            sign_pictures_in(child, source, found)
            children.append(child)
            continue
        boxes, sources, alts = [], [], [alt_of(child)]
        look_into(child, boxes, sources, alts)
        alt = next(filter(None, map(written, alts)), "")
        children += [signed(alt, *source(id), found) for id in sources]
        children += [signed(alt, "", NO_FILE, found)] if not sources and is_drawn_by_word(child) else []
        children += [in_older_form(boxes)] if boxes else []
        for box in boxes:
            sign_pictures_in(box, source, found)
    element[:] = children


def look_into(element, boxes, sources, alts):
    """Collect the text boxes, the pictures and the descriptions of a drawing."""
    for child in element:
        if local(child) == "txbxContent":
            boxes.append(child)
            continue
        if local(child) in {"blip", "imagedata"}:
            sources.append(source_id(child))
        alts.append(alt_of(child))
        look_into(child, boxes, sources, alts)


def source_id(element):
    """Return the id of the relation to the file. Attributes of a picture in older documents have no other names."""
    ids = {name.rpartition("}")[2]: value for name, value in element.attrib.items() if "}" in name}
    return ids.get("embed") or ids.get("link") or ids.get("id") or ""


def alt_of(element):
    """Return the description that an element has. The attribute `name` of drawings is always made by the program."""
    names = {"docPr": ("descr", "title"), "cNvPr": ("descr", "title"), "shape": ("alt",), "imagedata": ("title",)}
    values = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return next(filter(None, (values.get(name, "").strip() for name in names.get(local(element), ()))), "")


def is_drawn_by_word(drawing):
    return any(local(one) == "graphicData" and one.get("uri", "").endswith(NO_FILES) for one in drawing.iter())


def signed(alt, entry, reason, found):
    """Note a picture. Return its sign, as words of a run."""
    number = len(found)
    found[number] = Picture(number, entry, alt, reason)
    words = made("t")
    words.text = f"\ue0f0{number}\ue0f1"
    return words


def in_older_form(boxes):
    """Return text boxes as Mammoth can read them."""
    holder = made("pict")
    holder.extend(boxes)
    return holder


def source_of(parts, names, part, id):
    """Return (the name of a picture's entry, ""), or ("", the reason why there is none)."""
    relations = parts.get(join(dirname(part), "_rels", f"{basename(part)}.rels"), ())
    relation = next((one for one in relations if local(one) == "Relationship" and one.get("Id") == id), None)
    if relation is None:
        return "", MISSING
    if relation.get("TargetMode") == "External":
        return "", LINKED
    entry = normpath(join("/", dirname(part), relation.get("Target", ""))).lstrip("/")
    entry = entry if entry in names else unquote(entry)
    return (entry, "") if entry in names else ("", MISSING)
