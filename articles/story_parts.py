"""The rows that the page of a story shows besides the story's own columns."""

from dataclasses import dataclass

from articles.models import Author, Photo, RelatedArticle
from newsroom import editions
from newsroom.content.nodes import photo_keys


@dataclass(frozen=True)
class StoryParts:
    tags: list
    authors: list
    """In the order of the bylines."""
    photos: dict
    """{key: photo} of those in the text."""
    picks: list
    """The ids of related stories, in the order of the desk."""
    corrections: list


def live_parts(story):
    """Return what readers have. `story` is one of `Article.objects.for_page()`, which says what it has no rows of."""
    return StoryParts(
        tags=list(story.tags.all()),
        authors=list(Author.objects.of_story(story)),
        photos=photos_in(story),
        picks=RelatedArticle.objects.in_order(story),
        corrections=corrections_of(story),
    )


def photos_in(story):
    """Return {key: photo} of the photos in the text of the active edition."""
    return Photo.objects.in_bulk(photo_keys(story.body), field_name="key")


def corrections_of(story):
    return list(story.corrections.in_edition(editions.active())) if story.has_corrections else []
