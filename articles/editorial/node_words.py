"""Nodes of a text in words, for pages of the desk on which people compare texts."""

from django.utils.html import escape
from django.utils.text import capfirst

from articles.models import Article, Photo
from newsroom.content.editor_words import NODE_WORDS
from newsroom.content.nodes import node_in

MODELS = {"photo": Photo, "gallery": Photo, "story": Article}


def in_words(texts):
    """Return {HTML of a node: HTML of a paragraph that says what it is} for those of `texts` that are nodes."""
    return {html: f"<p>{escape('; '.join([name, *words]))}</p>" for html, (name, words) in named(texts).items()}


def names_of_nodes(texts):
    """Return {HTML of a node: «Photo: A lake»} for those of `texts` that are nodes."""
    return {html: name for html, (name, _words) in named(texts).items()}


def named(texts):
    """Return {HTML of a node: («Photo: A lake», the words that are written beside it)}."""
    nodes = {html: node for html in texts if html and (node := node_in(html))}
    keys = {}
    for node in nodes.values():
        if model := MODELS.get(node.kind):
            keys.setdefault(model, set()).update(node.keys)
    names = {model: names_of(model, wanted) for model, wanted in keys.items()}
    return {html: (name_of(node, names), [*filter(None, node.words.values())]) for html, node in nodes.items()}


def names_of(model, keys):
    """Return {key: what people call the row}."""
    rows = model.objects.filter(key__in=keys)
    return {row.key: str(row) for row in (rows.prefetch_related("drafts") if model is Article else rows)}


def name_of(node, names):
    """Nobody knows keys: of a row that is gone, say that."""
    own = names.get(MODELS.get(node.kind), {})
    called = [str(own.get(key, NODE_WORDS["missing"])) for key in node.keys] if node.kind in MODELS else [node.value]
    return f"{capfirst(NODE_WORDS[node.kind])}: {', '.join(called)}"
