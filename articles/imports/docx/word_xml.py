"""Elements of WordprocessingML by their names without a namespace, of which Word uses two."""

from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = {"0", "false", "off", "none"}


def local(element):
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element):
    """Return its attribute `w:val`, or None."""
    if element is None:
        return None
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "val"), None)


def is_on(element):
    return element is not None and value_of(element) not in OFF


def child_of(element, name):
    return next((child for child in element if local(child) == name), None)


def path(element, *names):
    """Return the element at the end of a path of names, or None."""
    for name in names:
        if element is not None:
            element = child_of(element, name)
    return element


def made(name):
    return Element(f"{WORD}{name}")
