"""A mark that becomes another one when a page of the desk may have to show another state of a story.

Polls ask for it every two seconds, so it is made of columns that their one query reads anyway or can join. The page
asks for the state itself only when the mark has changed.
"""

from zlib import crc32

from django.utils import timezone

from articles.editorial.notes import last_change
from articles.models import Article
from newsroom.editions.columns import columns

TIMES = columns("published_at")
OF_STORY = ["updated_at", *TIMES, "shared_draft__version", "shared_draft__live_version"]
OF_DRAFTS = [f"drafts__{name}" for name in ("language", "version", "live_version", "state", "title", "lead")]


NOTES = "notes_changed"


def with_notes(rows, story):
    """Let a query tell when notes were last changed. `story` is its name for the id of the story."""
    return rows.annotate(**{NOTES: last_change(story)})


def columns_of_mark(path=""):
    """Return the names of what `mark_in` needs from a query `with_notes`. `path` leads to the story from its model."""
    return [NOTES, *(f"{path}{name}" for name in OF_STORY + OF_DRAFTS)]


def mark_of(article):
    """Return the mark of a story that is in the database."""
    rows = with_notes(Article.objects.filter(pk=article.pk), "pk")
    return mark_in([*rows.values(*columns_of_mark())])


def mark_in(rows, path=""):
    """Return the mark of the story in `rows`: one for each of its drafts, or one if it has none.

    Publication and withdrawal change `updated_at`. Other acts, notes, typing and the clock change the rest.
    """
    notes_changed = rows[0][NOTES]
    story, *_ = rows = [{name: row[f"{path}{name}"] for name in OF_STORY + OF_DRAFTS} for row in rows]
    passed = sum(story[name] is not None and story[name] <= timezone.now() for name in TIMES)
    is_changed = story["shared_draft__version"] != story["shared_draft__live_version"]
    values = [story["updated_at"], passed, is_changed, notes_changed, *sorted(state_of_draft(row) for row in rows)]
    return f"{crc32(repr(values).encode()):08x}"


def state_of_draft(row):
    language, version, live_version, state, title, lead = (row[name] for name in OF_DRAFTS)
    return language or "", version != live_version, state or "", bool(title or lead)
