"""Documents as a browser's parser sees them, to compare them before and after a conversion.

It uses html5lib and has its own copy of the rules about languages and attributes.
"""

import re

import html5lib

READ = set("alt title placeholder abbr aria-label aria-description aria-roledescription aria-valuetext".split())
READ_METAS = {"description", "og:title", "og:description", "author"}
CODE = set("code pre kbd samp textarea script style xmp iframe noembed noframes plaintext".split())
ADDED = [{"dir": "ltr"}, {"translate": "no"}]

ISOLATES = re.compile("[\u2066-\u2069]")
LETTERS = re.compile(r"[^\W\d_]|[\u0300-\u036f\u2066-\u2069]")
LATIN_PUNCTUATION = str.maketrans("،؛؟", ",;?")


def tree_of(html):
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def name_of(element):
    """The name without a namespace. "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def shape_of(html):
    """The elements in order with the names of their attributes, without `bdi`."""
    named = ((name_of(element), sorted(map(str, element.attrib))) for element in tree_of(html).iter())
    return [(name, attributes) for name, attributes in named if name not in ("", "bdi")]


def text_of(html):
    """All text without code and isolates."""
    return ISOLATES.sub("", "".join(_texts(tree_of(html))))


def _texts(element):
    name = name_of(element)
    if name and name not in CODE:
        yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def content_of(html):
    """[(kind, value, whether a conversion may change it)] of tags, attributes and texts, without our own `bdi`."""
    content = []
    for what, value, may_change in _content(tree_of(html), (True, True)):
        if what == "text" and content and content[-1][0] == "text" and content[-1][2] == may_change:
            value = content.pop()[1] + value
        if what != "text" or value.strip():  # a parser moves words out of broken tables, but not white space
            content.append((what, value, may_change))
    return content


def _content(element, around):
    name = name_of(element)
    if not name:
        yield "comment", element.text, False
        return
    own = scope_of(element, name, around)
    is_data = name == "script" and element.get("type") == "application/ld+json"
    is_text = all(own) and name not in CODE
    is_added = name == "bdi" and dict(element.attrib) in ADDED
    if not is_added:
        yield "tag", name, False
        for attribute, value in sorted(element.attrib.items(), key=str):
            if name != "html" or attribute not in ("lang", "dir"):
                yield str(attribute), value, all(own) and is_read(element, name, attribute)
    yield "data" if is_data else "text", element.text or "", is_text or is_data
    for child in element:
        yield from _content(child, (own[0], own[1] and name not in CODE))
        yield "text", child.tail or "", is_text
    if not is_added:
        yield "end", name, False


def scope_of(element, name, around):
    """(whether the element is in Kazakh, whether it may be translated)."""
    speaks, may_change = around
    if "lang" in element.attrib:
        speaks = element.get("lang").lower().split("-")[0] == "kk"
    said = {"no": False, "yes": True, "": True}.get(element.get("translate", "?").lower(), may_change)
    added = name == "bdi" and dict(element.attrib) in ADDED
    return speaks, (may_change if added else said) and "notranslate" not in element.get("class", "").split()


def is_read(element, name, attribute):
    if name == "meta":
        is_content = attribute == "content" and element.get("name", element.get("property")) in READ_METAS
        return is_content or attribute in READ
    return attribute in READ or attribute == "lang"


def bones(text):
    """A text without its letters, accents and isolates."""
    return LETTERS.sub("", text.translate(LATIN_PUNCTUATION))
