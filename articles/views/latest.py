"""Publication times of the newest stories, which open pages poll. All readers get the same, so they are cacheable."""

from django.http import Http404, JsonResponse

from articles.models import Article
from articles.sections import ids_below, sections_with_stories
from newsroom.editions.dates import in_almaty

MOST = 30
SECONDS = 60


def latest(request):
    return times_of(Article.objects.editorial())


def latest_in_section(request, key):
    tree = sections_with_stories(request)
    if key not in {branch.key for branch in tree}:
        raise Http404
    return times_of(Article.objects.in_sections(ids_below(tree, key), MOST))


def times_of(stories):
    """Return {"published": [ISO 8601 time with offset, …]} of the newest published stories, newest first."""
    times = stories.published().newest_first().values_list("published_at", flat=True)[:MOST]
    headers = {"Cache-Control": f"public, max-age={SECONDS}"}
    return JsonResponse({"published": [in_almaty(time).isoformat() for time in times]}, headers=headers)
