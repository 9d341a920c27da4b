"""A process beside the servers that carries out effects as they become due."""

import logging
import signal
from threading import Event

from django.db import close_old_connections

from newsroom.outbox import chores
from newsroom.outbox.delivery import deliver_due, forget_done

logger = logging.getLogger(__name__)

PAUSE = 2
"""Seconds between two looks."""


def work():
    """Carry out effects until SIGTERM or SIGINT comes. The present one is completed first."""
    ended = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    while not ended.is_set():
        if not work_once():
            ended.wait(PAUSE)


def work_once():
    """Carry out one effect. Return whether there was one. The database may be away for a while."""
    close_old_connections()
    try:
        number = deliver_due(most=1)
        if not number:
            forget_done()
            chores.do_due()
        return number
    except Exception:
        logger.exception("Outside effects can't be carried out now")
        return 0
