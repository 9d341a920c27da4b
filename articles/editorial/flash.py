"""A flash: a headline and its section are public before there is a text. The same address grows into the story."""

from articles.editorial import draft_versions, drafts
from articles.editorial.blocks import new_id
from articles.editorial.merge import Content
from newsroom.content.clean_html import plain_text
from newsroom.content.suggestions import blocks_decided
from newsroom.content.visible_text import is_visible

# A text of the story, and not of the page: so it is in the language of its edition, and editors can write another one.
TEXT_FOLLOWS = {
    "kk": "Толық мәтін кейінірек жарияланады.",
    "ru": "Подробности следуют.",
    "en": "The text follows.",
    "zh-hans": "详细内容随后发布。",
    "uz-cyrl": "Тўлиқ матн кейинроқ эълон қилинади.",
}


def is_flash(here):
    """Whether readers have only the headline of an edition, and «The text follows»."""
    return here.body == note_in(here.edition.code)


def has_text(draft):
    """Whether somebody has written a text, besides «The text follows»."""
    blocks = blocks_decided(blocks_without_note(draft))
    return any(is_visible(plain_text(html)) for html in blocks.values())


def change_to_note(edition):
    """Return the change of an empty draft that writes «The text follows»."""
    block = new_id()
    return {"blocks": {block: note_in(edition.code)}, "order": [block]}


def remove_note(draft, by):
    """Remove «The text follows» from a draft that has a text now."""
    blocks = blocks_without_note(draft)
    if len(blocks) < len(draft.blocks) and has_text(draft):
        drafts.write(draft, Content(draft_versions.content_of(draft).fields, blocks), by)


def blocks_without_note(draft):
    return {id: html for id, html in draft.blocks if html != note_in(draft.language)}


def note_in(language):
    return f"<p>{TEXT_FOLLOWS[language]}</p>"
