"""A page of ours as a tree, by Python alone: the tests of pages need no package beside those that run the site.

Our templates close what they open. For markup that is not ours the tests take html5lib, which reads like a browser.
"""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def parse(html):
    """The root of a tree of elements; attributes without a value have an empty one."""
    builder = Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag, attributes):
        element = self.handle_startendtag(tag, attributes)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        return SubElement(self.open[-1], tag, {name: value or "" for name, value in attributes})

    def handle_endtag(self, tag):
        while any(element.tag == tag for element in self.open) and self.open.pop().tag != tag:
            pass

    def handle_data(self, text):
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        elif parent.tag == "textarea" and not parent.text:
            parent.text = text.removeprefix("\n")  # the first line break belongs to the tag
        else:
            parent.text = (parent.text or "") + text
