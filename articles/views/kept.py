"""Tells the service worker which stories that it keeps for offline reading have moved or are no longer public."""

import json
import re
from itertools import groupby

from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Article, LegacyAddress
from newsroom import editions

MOST_STORIES, LONGEST_PATH = 60, 300
STORY = re.compile(r"/([a-z-]+)/\d{4}/\d\d/\d\d/([-a-zA-Z0-9_]+)/")


@csrf_exempt  # it reads no cookie and changes nothing
@require_POST
def kept(request):
    """Answer `{path: the path where readers find the story now, or null}` for those of the posted paths that are wrong.

    The body is a JSON list. It is posted, so that what somebody reads is not in the server's log.
    """
    return JsonResponse(moved(posted_paths(request)), headers={"Cache-Control": "no-store"})


def posted_paths(request):
    try:
        paths = json.loads(request.body)
    except (ValueError, RecursionError) as error:  # the latter for a thousand brackets
        raise BadRequest("not JSON") from error
    if not (isinstance(paths, list) and len(paths) <= MOST_STORIES and all(map(is_path, paths))):
        raise BadRequest("not a list of paths")
    return paths


def is_path(value):
    return isinstance(value, str) and len(value) <= LONGEST_PATH


def moved(paths):
    found = dict.fromkeys(paths)
    stories = sorted(path for path in paths if STORY.fullmatch(path) and editions.first_part(path) in editions.BY_CODE)
    for code, group in groupby(stories, key=editions.first_part):
        group = list(group)
        live = live_paths(group, code)
        found |= {path: path if path in live else LegacyAddress.objects.target_of(path) for path in group}
    return {path: now for path, now in found.items() if path != now}


def live_paths(paths, code):
    """Return the paths of the stories with these slugs that are public in the edition `code`."""
    slugs = [STORY.fullmatch(path)[2] for path in paths]
    with override(code):
        return {story.get_absolute_url() for story in Article.objects.for_lines().published().filter(slug__in=slugs)}
