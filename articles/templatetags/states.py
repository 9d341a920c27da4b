"""The template tag that shows the state of an edition."""

from django import template

from articles.editorial.blocks import html_of
from articles.editorial.node_words import in_words
from articles.editorial.shown_states import ShownState, stale_note
from newsroom.templatetags.site import as_html

register = template.Library()


@register.inclusion_tag("components/desk/state.html")
def shown_state(value, note="", time=""):
    """`{% shown_state "changed" "2 paragraphs" %}`: the shape and the word of a `ShownState`, and a note.

    A `time` stands beside it, also where there is no room for the word.
    """
    return {"state": ShownState(value), "note": note, "time": time}


@register.inclusion_tag("components/desk/states.html")
def shown_states():
    """All states, as the legend of a list that has room for the shapes alone."""
    return {"states": [state for state in ShownState if state not in (ShownState.EMPTY, ShownState.STALE)]}


@register.simple_tag
def stale_paragraphs(count):
    """`{% stale_paragraphs 2 as note %}`: «2 paragraphs», the note for the state «stale»."""
    return stale_note(count)


@register.simple_tag
def clean_blocks(blocks):
    """Print the text of a draft, and its photos in words. Its blocks were cleaned when they were saved."""
    texts = dict(blocks)
    words = in_words(texts.values())
    return as_html(html_of({id: words.get(html, html) for id, html in texts.items()}))
