"""Count the stale parts of translations for the desk's lists.

Comparing texts is too slow for each autosave. So a save only notes that its story must be recounted
(`articles/work_triggers.py`), and that is done when the result is wanted: at the end of an act, or when a list opens.
"""

from django.db import transaction
from django.db.models import Prefetch

from articles.editorial import translations
from articles.models import Article, EditionWork, StoryToRecount, TranslatedBlock

PORTION = 50
"""The most stories that the opening of a list recounts. A story takes a few milliseconds."""


def recount_some(first=()):
    """Recount a portion of the stories that wait for it, first those of `first`, which are ids."""
    waiting = StoryToRecount.objects.order_by("pk").values_list("pk", flat=True)
    ahead = [*waiting.filter(pk__in=first)[:PORTION]] if first else []
    recount(ahead or [*waiting[:PORTION]])


def recount_all():
    """Recount all stories that wait for it, in portions."""
    last = 0
    while pks := [*StoryToRecount.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PORTION]]:
        recount(pks)
        last = pks[-1]


@transaction.atomic
def recount(pks):
    """Recount the stale parts of some stories. One on which somebody acts just now waits for the next time."""
    if not pks:
        return
    lockable = Article.objects.select_for_update(no_key=True, skip_locked=True).filter(pk__in=pks)
    locked = [*lockable.values_list("pk", flat=True)]
    # Delete the notes before reading the texts, so that a later change of a text adds a note again.
    StoryToRecount.objects.filter(pk__in=locked).delete()
    rows = Prefetch("translated_blocks", TranslatedBlock.objects.defer("source_html"))
    stories = Article.objects.filter(pk__in=locked).prefetch_related("drafts", "edition_works", rows)
    changed = []
    for story in stories:
        counts = translations.stale_counts(story)
        for row in story.edition_works.all():
            if row.stale != counts.get(row.language, 0):
                row.stale = counts.get(row.language, 0)
                changed.append(row)
    EditionWork.objects.bulk_update(changed, ["stale"])
