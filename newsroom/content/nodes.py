"""What stands in a text besides words: photos, galleries, embeds and recalled stories.

Each is a node: an empty `<figure>` at the top level of the text, whose attributes say what stands there. So it has no
words of its own, and moves with the text around it. `docs/decisions/nodes-of-the-text.md` explains the format.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.content.visible_text import CONTROL, LINE_BREAK

KEY = re.compile(r"[-a-zA-Z0-9_]{1,50}")
ADDRESS = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:/[!#-;=?-\[\]_a-z~A-Z]*)?")
LONGEST_ADDRESS = 500
MOST_IN_GALLERY = 100
LONGEST = {"alt": 300, "caption": 500, "credit": 200}
"""The words of a node by their name, with the most characters that each may have."""
WORDS_OF = {"photo": ("alt", "caption", "credit"), "gallery": ("caption",), "embed": ("caption",), "story": ()}
"""{kind of node: the words that it may have}."""
TRANSLATED = ("alt", "caption")
"""The words of a node that are in the language of its edition. A credit is a name."""
ATTRIBUTES = {f"data-{name}" for name in (*WORDS_OF, *LONGEST)}
TOO_LONG = _("This text beside a picture has %(count)s characters. At most %(most)s are allowed: “%(start)s…”.")
TOO_MANY = _("There are %(count)s photos in a row. At most %(most)s are allowed: make several rows.")

# Both read output of nh3, which writes attributes in double quotes and escapes "<" and ">" in them.
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+)(?P<attributes>[^<>]*)>")
ATTRIBUTE = re.compile(r' data-(?P<name>[a-z]++)="(?P<value>[^"]*+)"')
OF_DRAFTS = re.compile(r' data-(?:block|inserted|deleted)="[^"]*+"')
NODE = re.compile(r"<figure(?P<attributes>[^<>]*)></figure>")
VOID = {"br", "hr"}


@dataclass(frozen=True)
class Node:
    kind: str
    """One of `WORDS_OF`."""
    value: str
    """The key of a photo or a story, keys of photos with blanks between them, or the address of an embed."""
    words: dict = field(default_factory=dict)
    """{"alt" | "caption" | "credit": text} of those that are written here. "" stands for none at all."""

    @property
    def keys(self):
        return self.value.split(" ")


def with_valid_nodes(html):
    """Return output of nh3 in which each `<figure>` is a node as `html_of` writes it, at the top level.

    A node within a block follows that block. What is no node loses its tag, and what stands in a node follows it.
    ValidationError if the words of a node are too long, or if a gallery has too many photos.
    """
    if "<figure" not in html:
        return html
    written, waiting, depth, start = [], [], 0, 0
    for tag in TAG.finditer(html):
        if tag["name"] == "figure":
            written.append(html[start : tag.start()])
            start = tag.end()
            waiting += [] if tag["end"] else valid_node(tag["attributes"])
        elif tag["name"] not in VOID:
            depth += -1 if tag["end"] else 1
        if waiting and depth == 0:
            written += [html[start : tag.end()], *waiting]
            waiting, start = [], tag.end()
    return "".join([*written, html[start:]])


def valid_node(attributes):
    """Return [the HTML of a node], or [] if it is none. What drafts say of its block stays."""
    node = node_of(attributes)
    if node is None:
        return []
    if len(node.keys) > MOST_IN_GALLERY:
        params = {"count": len(node.keys), "most": MOST_IN_GALLERY}
        raise ValidationError(TOO_MANY, params=params, code="too_many")
    for name, text in node.words.items():
        if len(text) > LONGEST[name]:
            params = {"count": len(text), "most": LONGEST[name], "start": text[:40]}
            raise ValidationError(TOO_LONG, params=params, code="too_long")
    return [html_of(node, "".join(OF_DRAFTS.findall(attributes)))]


def node_of(attributes):
    """Return the `Node` that the attributes of a tag stand for; None if they stand for none."""
    values = {found["name"]: unescape(found["value"]) for found in ATTRIBUTE.finditer(attributes)}
    for kind, names in WORDS_OF.items():
        if value := valid_value(kind, values.get(kind, "")):
            return Node(kind, value, {name: in_one_line(values[name]) for name in names if name in values})
    return None


def valid_value(kind, value):
    """Return what a node stands for, or "" if it can't be that."""
    if kind == "embed":
        return value if len(value) <= LONGEST_ADDRESS and ADDRESS.fullmatch(value) else ""
    keys = list(dict.fromkeys(value.split())) if kind == "gallery" else [value]
    return " ".join(keys) if all(map(KEY.fullmatch, keys)) else ""


def in_one_line(text):
    return re.sub("[ \t\n]+", " ", CONTROL.sub("", LINE_BREAK.sub(" ", text))).strip(" ")


def html_of(node, block=""):
    """Return the HTML of a node. `block` are the attributes that its block has in drafts."""
    words = "".join(f' data-{name}="{in_attribute(text)}"' for name, text in node.words.items())
    return f'<figure{block} data-{node.kind}="{in_attribute(node.value)}"{words}></figure>'


def in_attribute(text):
    """Escape a text as nh3 does."""
    return escape(text, quote=False).replace('"', "&quot;").replace("\N{NO-BREAK SPACE}", "&nbsp;")


@lru_cache(maxsize=4_000)
def node_in(block):
    """Return the `Node` that a block of clean HTML is; None if it is another block."""
    found = NODE.fullmatch(block)
    return node_of(found["attributes"]) if found else None


def words_to_translate(block):
    """Return {name: text} of a block that is a node, without empty ones; {} of another block."""
    node = node_in(block)
    return {name: node.words[name] for name in TRANSLATED if node.words.get(name)} if node else {}


def with_words(block, words):
    """Return the HTML of a node with some other words, {name: text}. Without a text, those of the photo desk count."""
    node = node_in(block)
    texts = node.words | {name: in_one_line(text) for name, text in words.items()}
    kept = [name for name in WORDS_OF[node.kind] if texts.get(name) or name in {*node.words} - {*words}]
    return html_of(Node(node.kind, node.value, {name: texts[name] for name in kept}))


def nodes_in(html):
    """Return the nodes of clean HTML, in the order of the text."""
    if not html or "<figure" not in html:
        return []
    return [node_of(found["attributes"]) for found in NODE.finditer(html)]


def has_nodes(html):
    return NODE.search(html) is not None


def without_nodes(html):
    """Return clean HTML without its nodes."""
    return NODE.sub("", html)


def photo_nodes_in(html):
    """Return the photos and the galleries in a text, in its order."""
    return [node for node in nodes_in(html) if node.kind in ("photo", "gallery")]


def photo_keys(html):
    """Return the keys of the photos in a text, each once, in its order."""
    return list(dict.fromkeys(key for node in photo_nodes_in(html) for key in node.keys))


def story_keys(html):
    """Return the keys of the stories that a text recalls, each once, in its order."""
    return list(dict.fromkeys(node.value for node in nodes_in(html) if node.kind == "story"))
