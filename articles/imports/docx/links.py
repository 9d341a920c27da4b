"""Addresses in the words of a document become links, as those that are pasted (`static/desk/paste/addresses.js`)."""

import re
from xml.etree.ElementTree import Element

from newsroom.content.html_limits import LONGEST_VALUE

ADDRESS = re.compile(
    r"""(?:https?://|(?<![\w.@-])www\.)[^\s<>"«»“”]++|(?<![\w.%+-])[\w.%+-]++@[\w-]++(?:\.[\w-]++)++""", re.IGNORECASE
)
AFTER = ".,;:!?…'’*_)]"


def link_addresses(element):
    """Make links in an element and in those within it, except in links."""
    if element.tag == "a":
        return
    for child in [*element]:
        link_addresses(child)
        place = [*element].index(child) + 1
        child.tail, links = divided(child.tail or "")
        element[place:place] = links
    element.text, links = divided(element.text or "")
    element[:0] = links


def divided(text):
    """Return the text before the first address, and the links, each with the text that follows it."""
    beginning, links, end = text, [], 0
    for found in ADDRESS.finditer(text):
        address = without_end(found[0])
        link = link_to(address)
        if len(link.get("href")) > LONGEST_VALUE:
            continue
        before = text[end : found.start()]
        end = found.start() + len(address)
        if links:
            links[-1].tail = before
        else:
            beginning = before
        links.append(link)
    if links:
        links[-1].tail = text[end:]
    return beginning, links


def without_end(address):
    """Return an address without the punctuation of its sentence. A bracket belongs to it if it has the opening one."""
    bare = address.rstrip(AFTER)
    return f"{bare})" if "(" in bare and address[len(bare) :].startswith(")") else bare


def link_to(address):
    scheme = "mailto:" if "@" in address and "/" not in address else ""
    scheme = scheme or ("" if address.lower().startswith("http") else "https://")
    link = Element("a", href=f"{scheme}{address}")
    link.text = address
    return link
