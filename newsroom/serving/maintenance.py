"""Maintenance mode: every URL answers 503 in the reader's edition, without a query.

It is on as long as the file `settings.MAINTENANCE_FILE` exists (`touch var/maintenance`).
"""

from django.conf import settings
from django.shortcuts import render

RETRY_AFTER = 300  # seconds


class MaintenanceMiddleware:
    """Place it inside `EditionMiddleware`, which sets the language, letters and direction of the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return maintenance_page(request) if settings.MAINTENANCE_FILE.exists() else self.get_response(request)


def maintenance_page(request):
    response = render(request, "errors/503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
