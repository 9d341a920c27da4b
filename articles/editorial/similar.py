"""A story that begins like another one, for what a paper prints every week."""

from articles.editorial import draft_versions, drafts, shared_fields
from articles.editorial.blocks import html_of
from newsroom.editions.columns import column

WORDS = ["title", "lead", "source_name"]
NOT_SHARED = {"original_language", "has_assumed_time", "source_url"}
"""What belongs to one story only."""


def values_like(article, edition):
    """Return {column: value} for a new story: the words of an edition, and of what all share, what may stay the same.

    They are those of the drafts, which are what the desk sees.
    """
    draft, shared = drafts.draft_of(article, edition), drafts.shared_draft_of(article).values
    words = {column(name, edition): getattr(draft, name) for name in WORDS}
    words[column("body", edition)] = html_of(draft_versions.blocks_for_readers(draft))
    names = {*shared_fields.PLAIN, *shared_fields.ONE_ROW} - NOT_SHARED
    same = {name: value for name, value in shared.items() if name in names and value is not None}
    return words | same | {"tags": [*shared_fields.rows_in(shared, "tag")]}
