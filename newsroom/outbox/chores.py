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
_done = {}


def chore(function):
    """Decorator: run a function at the first look of a process, and then every hour."""
    CHORES[function.__qualname__] = function
    return function


def do_due():
    """Run what is due in this process. A failure is logged, and tried again an hour later."""
    now = timezone.now()
    for name, function in CHORES.items():
        if name in _done and abs(now - _done[name]) < PAUSE:
            continue
        _done[name] = now
        try:
            function()
        except Exception:
            logger.exception("A chore has failed: %s", name)
