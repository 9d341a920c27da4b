"""Publication times of the newest stories, which open pages poll. All readers get the same, so they are cacheable."""

from django.http import Http404, JsonResponse

from articles.models import Article
from articles.sections import all_sections, ids_below
from newsroom.editions.dates import in_almaty
from newsroom.serving.snapshots import without_snapshot

MOST = 30
SECONDS = 60
NO_SECTION = 0
"""The id of no row: time shall not tell whether a section without stories exists."""


@without_snapshot  # open pages ask again and again, and one query is enough
def latest(request):
    return answer(times_of(Article.objects.editorial()))


@without_snapshot
def latest_in_section(request, key):
    """Like `latest`, for a section with those below it; raise Http404 if it has no stories."""
    ids = ids_below(all_sections(request), key)
    times = times_of(Article.objects.in_sections(ids or [NO_SECTION], MOST))
    if not times:
        raise Http404
    return answer(times)


def times_of(stories):
    """Return the times of the newest published stories, newest first, as ISO 8601 with offset."""
    times = stories.published().newest_first().values_list("published_at", flat=True)[:MOST]
    return [in_almaty(time).isoformat() for time in times]


def answer(times):
    return JsonResponse({"published": times}, headers={"Cache-Control": f"public, max-age={SECONDS}"})
