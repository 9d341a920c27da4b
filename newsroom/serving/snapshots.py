"""Readers' pages read everything at one moment: what goes out together is on a page together, or not at all."""

import logging
from contextlib import ExitStack, contextmanager

from django.db import DatabaseError

from newsroom.database.snapshot import snapshot

logger = logging.getLogger(__name__)


class SnapshotMiddleware:
    """Answer GET in an edition from one snapshot. It is outside whatever reads, as the transliteration of pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            with ExitStack() as request.snapshot:
                response = self.get_response(request)
        except DatabaseError:  # of the end of the snapshot: all other exceptions have been answered
            logger.exception("The snapshot of a page could not be ended: %s", request.path)
        return response

    def process_view(self, request, view, arguments, options):
        is_page = request.method in ("GET", "HEAD") and request.edition
        request.has_snapshot = bool(is_page and not getattr(view, "has_no_snapshot", False))
        begin(request)


def without_snapshot(view):
    """Decorate a view that writes, or for which one query is enough."""
    view.has_no_snapshot = True
    return view


def begin(request):
    if request.has_snapshot:
        request.snapshot.enter_context(snapshot())


@contextmanager
def between_snapshots(request):
    """Let a block write before a page reads anything that counts. Then the page gets a new snapshot."""
    request.snapshot.close()
    yield
    begin(request)
