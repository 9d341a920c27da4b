"""The entry point for a WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from newsroom.outbox import chores
from newsroom.serving import watchdog
from newsroom.serving.content_type import without_charset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = watchdog.Requests(without_charset(get_wsgi_application()))
if not settings.UNDER_TEST:  # a test has no database yet
    chores.do_at_start()
    connections.close_all()  # the threads that answer have their own
if not (settings.DEBUG or settings.UNDER_TEST):  # nobody would start the development server or a test run again
    watchdog.start(application)
