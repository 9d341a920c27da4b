"""Build a story in memory as readers would get it if its drafts were published now. Nothing is written.

Writing the rows and rolling back would not do: caches keyed by the versions of tables would keep what nobody published.
"""

from copy import copy
from math import inf

from articles.editorial import draft_versions, drafts, publication, shared_fields
from articles.editorial.changed_words import note_changed_words
from articles.editorial.shared_fields import rows_in
from articles.models import Article, Author, Byline, Tag
from articles.story_parts import StoryParts, corrections_of, photos_in
from newsroom import editions
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import has_nodes
from newsroom.content.visible_text import is_visible


def story_to_preview(pk):
    """Return the row of a story, public or not, as the page of the active edition reads it; None if there is none."""
    return Article.objects.for_page().filter(pk=pk).first()


def stored_edition():
    """Return the edition that has the words of the active one."""
    return editions.stored(editions.active().stored_in)


def has_words(draft):
    """Whether there is anything to show."""
    blocks = draft_versions.blocks_for_readers(draft).values()
    return any(map(is_visible, [draft.title, draft.lead, *map(plain_text, blocks)])) or any(map(has_nodes, blocks))


def drafted(live, draft, values, at=None):
    """Return (story, its `StoryParts`) with the words of a draft and the values of the shared fields.

    `live` is a row of `story_to_preview`. `at` is a time of publication that somebody has typed.
    """
    story = copy(live)
    values = shared_fields.without_deleted(values)
    shared_fields.set_columns(story, values)
    here = story.edition(stored_edition())
    time = publication.time_of_publication(here, draft, None if here.is_live else at)
    columns = publication.set_published(here, draft_versions.content_of(draft), time)
    note_changed_words(live, story, columns)
    return story, drafted_parts(story, values)


def drafted_parts(story, values):
    """Return what `live_parts` would find if `values` were published."""
    authors = Author.objects.select_related("photo") if story.is_opinion else Author.objects.all()
    related = sorted(rows_in(values, "related").items(), key=lambda pair: (pair[1], -pair[0]))
    return StoryParts(
        tags=list(Tag.objects.filter(pk__in=rows_in(values, "tag"))),
        authors=in_order(authors, rows_in(values, "byline"), rows_of(Byline, story, "author")),
        photos=photos_in(story),
        picks=[pk for pk, _position in related if pk != story.pk],
        corrections=corrections_of(story),
    )


def rows_of(model, story, target):
    """Return {id of the target: id of the row} of the rows that a story has now."""
    return dict(model.objects.filter(article=story.pk).values_list(f"{target}_id", "pk"))


def in_order(queryset, places, rows):
    """Return the rows with the ids in {id: place} by place; at one place, those that the story has now come first."""
    found = queryset.in_bulk(places)
    return [found[pk] for pk in sorted(places, key=lambda pk: (places[pk], rows.get(pk, inf)))]


def of_drafts(live):
    """Return (story, its `StoryParts`) with what the newsroom has saved; None if the edition has no words."""
    draft = drafts.draft_of(live, stored_edition())
    return drafted(live, draft, drafts.shared_draft_of(live).values) if has_words(draft) else None
