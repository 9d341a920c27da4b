"""Ends a process that hangs in one long step of compiled code, so that the server starts another.

Such a step (an expression that backtracks, say) keeps all threads of the process from running. Granian does not notice:
it replaces workers that have ended or grown, and each one after an hour. The timer of `faulthandler` is a thread that
needs no Python. It ends the process unless a thread of ours puts it off in time. The log then has the line that hung.
"""

import faulthandler
import threading
import time

LONGEST = 30
"""Seconds that no thread has run. Django's own work takes milliseconds at a time."""


def start(longest=LONGEST):
    """Watch this process from now on, until it ends."""
    put_off(longest)
    threading.Thread(target=keep_putting_off, args=(longest,), name="watchdog", daemon=True).start()


def keep_putting_off(longest):
    while True:
        time.sleep(longest / 6)
        put_off(longest)


def put_off(longest):
    faulthandler.dump_traceback_later(longest, exit=True)
