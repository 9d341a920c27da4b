"""Ends a process that hangs, so that the server starts another, and writes to the log where it hung.

Granian does not notice: it replaces workers that have ended or grown, and each one after an hour. The timer of
`faulthandler` is a thread that needs no Python. It ends the process unless a thread of ours puts it off in time. That
can't happen while one step of compiled code (an expression that backtracks, say) keeps all threads from running. And we
don't do it while requests wait for each other for good: see `Requests`.
"""

import faulthandler
import threading
import time

LONGEST = 30
"""Seconds that no thread has run. Django's own work takes milliseconds at a time."""
LONGEST_REQUEST = 300
"""Seconds in which a request goes on and no request ends. The database ends what it works on sooner."""


class Requests:
    """A WSGI application that knows whether the requests of the one inside it still end."""

    def __init__(self, application, longest=LONGEST_REQUEST):
        self.application = application
        self.longest = longest
        self.started = {}
        self.last_end = time.monotonic()

    def __call__(self, environ, start_response):
        request = object()
        self.started[request] = time.monotonic()
        try:
            return self.application(environ, start_response)
        finally:
            del self.started[request]
            self.last_end = time.monotonic()

    def hang(self):
        """Whether a request has gone on for too long, and none has ended since it began or for as long."""
        oldest = min(self.started.copy().values(), default=time.monotonic())
        return time.monotonic() - max(oldest, self.last_end) > self.longest


def start(requests, longest=LONGEST):
    """Watch this process and its requests from now on, until it ends."""
    put_off(longest)
    threading.Thread(target=keep_putting_off, args=(requests, longest), name="watchdog", daemon=True).start()


def keep_putting_off(requests, longest):
    while not requests.hang():
        time.sleep(longest / 6)
        put_off(longest)


def put_off(longest):
    faulthandler.dump_traceback_later(longest, exit=True)
