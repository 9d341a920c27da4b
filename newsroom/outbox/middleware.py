"""Without a worker, requests of staff carry out what is due, after their answer was sent."""

import logging

from django.conf import settings
from django.urls import reverse

from newsroom.outbox import chores, looks
from newsroom.outbox.delivery import deliver_due

logger = logging.getLogger(__name__)

MOST, SECONDS = 5, 2
"""One request keeps its thread no longer."""


class DeliveryMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DELIVERS_AFTER_REQUESTS and is_of_staff(request) and looks.is_time():
            response.close = then_deliver(response.close)
        return response


def is_of_staff(request):
    """Only pages of the desk ask who it is: a reader's page must not read a session."""
    return request.path_info.startswith(reverse("admin:index")) and request.user.is_staff


def then_deliver(close):
    """Return a function that closes a response, which servers do once it is sent, and then carries out effects."""

    def close_and_deliver():
        close()
        try:
            looks.look(lambda: deliver_due(MOST, SECONDS) == MOST)
            chores.do_due()
        except Exception:
            logger.exception("Outside effects can't be carried out now")

    return close_and_deliver
