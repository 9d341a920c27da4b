"""The rows that the page of a story shows besides the story's own columns."""

from dataclasses import dataclass

from articles.models import Author, RelatedArticle
from newsroom import editions


@dataclass(frozen=True)
class StoryParts:
    tags: list
    authors: list
    """In the order of the bylines."""
    placed_photos: list
    """Rows with `photo` and `after_paragraph`, in the order of the text."""
    picks: dict
    """{id of a related story: paragraph after which it is recalled, or None}, in the order of the desk."""
    corrections: list


def live_parts(story):
    """Return what readers have. `story` is one of `Article.objects.for_page()`, which says what it has no rows of."""
    photos = story.placed_photos.select_related("photo") if story.has_placed_photos else []
    return StoryParts(
        tags=list(story.tags.all()),
        authors=list(Author.objects.of_story(story)),
        placed_photos=list(photos),
        picks=RelatedArticle.objects.in_order(story),
        corrections=corrections_of(story),
    )


def corrections_of(story):
    return list(story.corrections.in_edition(editions.active())) if story.has_corrections else []
