"""Applies planned changes: the first request after their time does, before it reads anything that they change."""

import re

from django.utils import timezone

from articles.editorial.due import apply_due, next_due
from newsroom.database.cached_values import cached_values
from newsroom.serving.snapshots import between_snapshots


class DueChangesMiddleware:
    """It costs no query: each page reads the versions of such tables anyway, and shares them with this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, options):
        """Look at the clock before a page reads anything. Redirects and missing pages need not."""
        if shows_stories(request):
            due = cached_values(request).get(next_due)
            if due and due <= timezone.now():
                with between_snapshots(request):
                    apply_due()
                del request.cached_values  # they are those of before


def shows_stories(request):
    """Whether it asks for a page, and not for what scripts of open pages send."""
    is_of_script = request.path_info.endswith("/latest.json") or re.fullmatch("/[^/]+/read/", request.path_info)
    if request.method not in ("GET", "HEAD", "POST") or is_of_script:
        return False
    is_of_desk = request.path_info.startswith("/admin/") and request.method != "POST"
    return bool(request.edition) or is_of_desk or request.path_info == "/kept.json"
