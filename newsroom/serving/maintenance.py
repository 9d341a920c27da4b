"""While the paper is being worked on, every address answers 503 in the reader's edition, and asks no database.

It begins when the file `settings.MAINTENANCE_FILE` is made (`touch var/maintenance`) and ends when it is taken away.
"""

from django.conf import settings
from django.shortcuts import render

RETRY_AFTER = 300  # seconds


class MaintenanceMiddleware:
    """Stands inside `EditionMiddleware`, which gives the page its language, its letters and its direction."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return maintenance_page(request) if settings.MAINTENANCE_FILE.exists() else self.get_response(request)


def maintenance_page(request):
    response = render(request, "errors/503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
