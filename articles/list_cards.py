"""What a list prints of each story, by the kind of list."""

from dataclasses import dataclass

from articles.pictures.shown import shown_as
from articles.story_text import opening_words


@dataclass(frozen=True)
class Variant:
    """How a list shows its stories."""

    style: str = ""
    """Suffix of the CSS class `card-…`. If it is empty, the card has no picture."""
    place: str = ""
    """Where its picture is shown (`articles/pictures/shown.py`)."""
    words: int = 28
    """How many words of the story it begins with; 0 for the headline alone."""
    has_section: bool = False
    is_dated: bool = False


VARIANTS = {
    "top": Variant("top", "top", words=16, has_section=True),
    "text": Variant(words=16, has_section=True),
    "headline": Variant(words=0, has_section=True),
    "pick": Variant("thumb", "thumb", has_section=True),
    "block": Variant("thumb", "thumb"),
    "row": Variant("row", "list", is_dated=True),
    "related": Variant("thumb", "thumb", words=0, is_dated=True),
}


def cards_of(stories, variant, sections, saves_data=False):
    """One dictionary for each story: templates look values up in it faster than in the story.

    `sections` is {id: section}.
    """
    return [card_of(story, variant, sections, saves_data) for story in stories]


def card_of(story, variant, sections, saves_data):
    has_picture = variant.style and story.lead_photo and not saves_data
    return {
        "story": story,
        "address": story.get_absolute_url(),
        "title": story.title,
        "is_paid": story.is_paid,
        "section": sections.get(story.category_id) if variant.has_section else None,
        "picture": shown_as(story.lead_photo, "card", variant.place) if has_picture else None,
        "words": opening_words(story, variant.words) if variant.words else "",
    }
