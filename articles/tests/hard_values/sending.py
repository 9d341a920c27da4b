"""Send requests, and count those that fail."""

import logging
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

from newsroom.serving.content_type import type_and_boundary

FORM = "application/x-www-form-urlencoded"


@dataclass
class Request:
    place: str
    """Where the hard value is."""
    url: str
    method: str = "GET"
    body: str | bytes = ""
    content_type: str = FORM
    headers: dict = field(default_factory=dict)
    response = None
    """Set when it was sent."""


def failures(requests):
    """Send requests, undo what each has written, and return (number of requests, {(place, error): number})."""
    client, sent, failed = Client(raise_request_exception=False), 0, Counter()
    with errors_remembered() as errors:
        for request in requests:
            sent += 1
            with transaction.atomic():
                send(client, request)
                transaction.set_rollback(True)
            if request.response.status_code >= 500:
                failed[request.place, repr(errors[-1])[:200] if errors else request.response] += 1
            errors.clear()
    return sent, failed


def send(client, request):
    client.cookies.clear()
    kind = type_and_boundary(request.content_type)  # as the WSGI application does
    request.response = client.generic(request.method, request.url, request.body, kind, headers=request.headers)


@contextmanager
def errors_remembered():
    """Collect the exceptions behind answers of 500, and don't log the thousands of other answers."""
    errors = []

    def remember(**signal):
        errors.append(sys.exc_info()[1])

    got_request_exception.connect(remember)
    logging.disable(logging.CRITICAL)
    try:
        yield errors
    finally:
        logging.disable(logging.NOTSET)
        got_request_exception.disconnect(remember)
