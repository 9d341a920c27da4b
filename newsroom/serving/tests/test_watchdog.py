"""A process in which nothing runs any more ends by itself, and says where it hung."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from newsroom.serving import watchdog

WATCHED = "import re, time; from newsroom.serving import watchdog; watchdog.start(longest=1); "
HANGS = "re.search('(a|a)*b', 'a' * 60)"
SLEEPS = "time.sleep(3)"
WORKS = "[re.search('(a|a)*b', 'a' * 12) for _time in range(600)]"


def run(source):
    return subprocess.run([sys.executable, "-c", WATCHED + source], capture_output=True, text=True, timeout=50)


def test_a_process_that_hangs_is_ended_and_the_log_says_where():
    ended = run(HANGS)
    assert (ended.returncode, "Timeout" in ended.stderr, 'File "<string>", line 1' in ended.stderr) == (1, True, True)


@pytest.mark.slow
@pytest.mark.parametrize("source", [SLEEPS, WORKS])
def test_a_process_that_waits_or_works_goes_on(source):
    assert run(source).returncode == 0


def test_workers_are_watched_and_those_that_have_ended_are_replaced():
    environment = os.environ | {"DEBUG": "off", "SECRET_KEY": "for a second"}
    del environment["PYTEST_VERSION"]  # a test run is not watched
    listed = "import threading, newsroom.wsgi; print([thread.name for thread in threading.enumerate()])"
    command = [sys.executable, "-c", listed]
    names = subprocess.check_output(command, cwd=settings.BASE_DIR, env=environment, text=True, timeout=50)
    assert "watchdog" in names
    unit = (settings.BASE_DIR / "deploy/newsroom.service").read_text()
    assert ("--respawn-failed-workers" in unit, watchdog.LONGEST <= 30) == (True, True)
