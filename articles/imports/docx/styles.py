"""The styles of a document: which paragraphs are headings, and which words are bold or italic by their style."""

import re

from articles.imports.docx.word_xml import child_of, is_on, local, path, value_of

HEADING = re.compile(r"heading ([1-9])")
KINDS = {
    "title": "Title", "subtitle": "Subtitle", "quote": "Quote", "intense quote": "Quote", "block text": "Quote",
    "caption": "Caption",
}  # fmt: skip
LOOKS = ("b", "i", "vanish")
MOST_PARENTS = 20


class Styles:
    def __init__(self, roots):
        styles = [one for root in roots for one in root if local(one) == "style"]
        self.by_id = {id_of(one): read_style(one) for one in styles}

    def chain(self, reference):
        """Return a style, the one that it is based on, and so on."""
        found, id = [], value_of(reference)
        while id in self.by_id and len(found) < MOST_PARENTS:
            found.append(self.by_id[id])
            id = self.by_id[id]["parent"]
        return found

    def kind_of(self, reference):
        """Return "Title", "Heading2", "Quote" and so on; "" for other paragraphs."""
        for style in self.chain(reference):
            if heading := HEADING.fullmatch(style["name"]):
                return f"Heading{heading[1]}"
            if style["name"] in KINDS:
                return KINDS[style["name"]]
            if style["level"] in set("012345678"):
                return f"Heading{int(style['level']) + 1}"
        return ""

    def looks_of(self, reference):
        """Return {"b": whether bold, …} of what a style or one of its parents says."""
        looks = {}
        for style in reversed(self.chain(reference)):
            looks |= style["looks"]
        return looks

    def numbering_of(self, reference):
        """Return the element `w:numPr` of a style or of the nearest parent that has one, or None."""
        return next((style["numbering"] for style in self.chain(reference) if style["numbering"] is not None), None)


def id_of(style):
    return next((value for name, value in style.attrib.items() if name.rpartition("}")[2] == "styleId"), "")


def read_style(style):
    looks = child_of(style, "rPr")
    found = {local(one): is_on(one) for one in (looks if looks is not None else ()) if local(one) in LOOKS}
    return {
        "name": (value_of(child_of(style, "name")) or "").lower(),
        "parent": value_of(child_of(style, "basedOn")),
        "level": value_of(path(style, "pPr", "outlineLvl")),
        "looks": found,
        "numbering": path(style, "pPr", "numPr"),
    }
