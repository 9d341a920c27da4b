"""The newest stories of the active edition, and those that the desk gave a place. None of them is paid for.

Several simple queries: one that finds them all takes Django longer to put together than the database to answer.
"""

from articles.models import Article, BreakingLine, FrontPick, PopularPlace


def published():
    return Article.objects.published().editorial()


def popular():
    """The numbered list of popular stories, in its order."""
    return in_order(PopularPlace.objects.all())


def picks():
    """The editor's choice, in its order."""
    return in_order(FrontPick.objects.all())


def in_order(places):
    # Ids first: a join of the two tables may be read from the wrong end, and that is all stories.
    ids = list(places.order_by("position", "pk").values_list("article", flat=True))
    stories = published().for_lines().in_bulk(ids) if ids else {}
    return [stories[pk] for pk in ids if pk in stories]


def breaking():
    """The story of the breaking line that is running, the last one changed; None if there is none."""
    ids = list(BreakingLine.objects.running().order_by().values_list("article", flat=True))
    if not ids:  # as on most days
        return None
    running = published().filter(pk__in=ids).with_breaking_line().newest_first()
    return max(running, key=lambda story: story.breaking_line.changed_at, default=None)
