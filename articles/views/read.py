"""Receives that a story was read. The page says so with `navigator.sendBeacon` (`newsroom/static/js/readers.js`)."""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import reads
from articles.address_lookup import LONGEST_PATH, is_path_of_story
from newsroom import editions
from newsroom.serving.client_address import client_address, network_of
from newsroom.serving.origin import Origin, origin_of


@csrf_exempt  # it reads no cookie; `origin_of` rejects other sites
@require_POST
def read(request):
    """Count the path in the body. The answer is the same for a story that is not public, and for no path at all.

    The path is not in the address, so that what somebody reads to its end is not in the server's log.
    """
    if origin_of(request) is not Origin.OURS:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    path = request.body[: LONGEST_PATH + 1].decode(errors="replace")
    if is_path_of_story(path) and editions.first_part(path) == editions.active().code:
        reads.count(path, network_of(client_address(request) or ""))
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})
