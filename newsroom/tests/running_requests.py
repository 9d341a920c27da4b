"""Requests that the server of a browser test is still answering when the page is already closed.

If the database is emptied meanwhile, PostgreSQL may find that both wait for each other.
"""

import threading
import time

from django.core.signals import request_finished, request_started

LONGEST = 20  # seconds
_threads = set()


def note_start(**_signal):
    _threads.add(threading.get_ident())


def note_end(**_signal):
    _threads.discard(threading.get_ident())


def watch():
    request_started.connect(note_start)
    request_finished.connect(note_end)


def wait_for_requests():
    """Return when no thread but that of the test answers a request, or when that takes too long."""
    until = time.monotonic() + LONGEST
    while _threads - {threading.get_ident()} and time.monotonic() < until:
        time.sleep(0.01)
