"""The challenge that a reader's browser asks for when the reader enters the form."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from articles.comments.proofs import new_challenge
from articles.comments.rules import comment_settings
from newsroom.database.cached_values import cached_values
from newsroom.serving.snapshots import without_snapshot

NOT_STORED = {"Cache-Control": "no-store"}


@without_snapshot
def challenge(request):
    """Answer with a challenge; with nothing if none is asked for."""
    difficulty = cached_values(request).get(comment_settings).difficulty
    if not difficulty:
        return HttpResponse(status=204, headers=NOT_STORED)
    return JsonResponse(new_challenge(difficulty, timezone.now()), headers=NOT_STORED)
