"""Tells the service worker which stories that it keeps for offline reading have moved or are no longer public."""

import json
from itertools import groupby

from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.address_lookup import LONGEST_PATH, is_path_of_story, public_stories
from articles.models import LegacyAddress
from newsroom import editions

MOST_STORIES = 60


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
    stories = sorted(filter(is_path_of_story, paths))
    for code, group in groupby(stories, key=editions.first_part):
        group = list(group)
        live = public_stories(group, code)
        found |= {path: path if path in live else LegacyAddress.objects.target_of(path) for path in group}
    return {path: now for path, now in found.items() if path != now}
