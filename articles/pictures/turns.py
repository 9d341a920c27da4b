"""One large picture at a time in a process, so that several uploads don't take all memory."""

from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.utils.translation import gettext_lazy as _

LARGE = 32 * 1024 * 1024
"""Pictures that take more bytes than this are processed one after another, others at the same time."""
MOST_WAITING = 2
"""How many threads of a process may wait. The others are left for readers."""
PATIENCE = 15
"""Seconds that somebody waits who has sent a picture. No transaction is open meanwhile."""
BUSY = _("The server is busy with another large picture. Try again in a minute.")


class BusyError(Exception):
    """Other large pictures are being processed."""


_places = BoundedSemaphore(1 + MOST_WAITING)
_turn = Lock()


@contextmanager
def turn(decoded_bytes, patience=PATIENCE):
    """Wait until a picture that takes so much memory may be decoded. Raise BusyError if that takes too many seconds."""
    if decoded_bytes <= LARGE:
        yield
        return
    if not _places.acquire(blocking=False):
        raise BusyError(str(BUSY))
    try:
        if not _turn.acquire(timeout=patience):
            raise BusyError(str(BUSY))
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()
