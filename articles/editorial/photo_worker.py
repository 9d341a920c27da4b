"""A process beside the servers that processes pictures. While there is none, requests do it themselves."""

import logging
import signal
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.utils import timezone

from articles.editorial.photo_uploads import process_waiting
from articles.models import PhotoWorker

logger = logging.getLogger(__name__)

PAUSE = 2
"""Seconds between two looks at what waits."""
BEAT = 10
"""Seconds between two signs of life, also while a picture is processed."""
MISSED = timedelta(seconds=3 * BEAT)
"""After this time without a sign of life, a worker is taken for dead."""


def is_there_a_worker():
    return PhotoWorker.objects.filter(seen_at__gt=timezone.now() - MISSED).exists()


def work():
    """Process pictures until SIGTERM or SIGINT comes. The present picture is completed first."""
    ended = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    with signs_of_life():
        while not ended.is_set():
            if not work_once():
                ended.wait(PAUSE)


def work_once():
    """Process one upload. Return whether there was one. The database may be away for a while."""
    close_old_connections()
    try:
        return process_waiting(most=1)
    except Exception:
        logger.exception("Pictures can't be processed now")
        return 0


@contextmanager
def signs_of_life():
    """Let requests see that this worker is there, by a thread with a connection of its own."""
    PhotoWorker.objects.filter(seen_at__lt=timezone.now() - MISSED).delete()
    row, ended = PhotoWorker.objects.create(), Event()
    thread = Thread(target=beat, args=(row.pk, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        row.delete()


def beat(pk, ended):
    while not ended.wait(BEAT):
        close_old_connections()
        try:
            PhotoWorker.objects.update_or_create(pk=pk, defaults={"seen_at": timezone.now()})
        except Exception:
            logger.exception("No sign of life")
    connection.close()
