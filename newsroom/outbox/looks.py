"""When this process looks into the outbox next: at once after it has added something, else now and then."""

import time
from threading import Lock

PAUSE = 30
"""Seconds between two looks. What another process has left can wait so long."""

_next = 0.0
_looking = Lock()


def look_soon():
    global _next
    _next = 0.0


def is_time():
    return time.monotonic() >= _next


def look(deliver):
    """Call `deliver`, unless another thread of this process is doing so. It returns whether something is left."""
    global _next
    if not _looking.acquire(blocking=False):
        return
    try:
        _next = time.monotonic() + PAUSE  # before the look: what is added meanwhile sets it back
        if deliver():
            look_soon()
    finally:
        _looking.release()
