"""What has to be done now and then, by whoever looks into the outbox: a worker, cron or requests of staff.

An app registers a function that may run at any time, in several processes at once. No cron of its own is needed.
"""

import logging
from datetime import timedelta

from django.utils import timezone

logger = logging.getLogger(__name__)

PAUSE = timedelta(hours=1)
CHORES = {}
"""{name: function}"""
AT_START = []
"""Names of those that are done before a web process answers its first request."""
_done = {}


def chore(function):
    """Decorator: run a function at the first look of a process, and then every hour."""
    CHORES[function.__qualname__] = function
    return function


def chore_at_start(function):
    """Decorator: the same, but the first time when a web process starts."""
    AT_START.append(function.__qualname__)
    return chore(function)


def do_at_start():
    for name in AT_START:
        do(name)


def do_due():
    """Run what is due in this process."""
    now = timezone.now()
    for name in CHORES:
        if name not in _done or abs(now - _done[name]) >= PAUSE:
            do(name)


def do(name):
    """Run a function. A failure is logged, and it is tried again an hour later."""
    _done[name] = timezone.now()
    try:
        CHORES[name]()
    except Exception:
        logger.exception("A chore has failed: %s", name)
