"""A process in which nothing runs any more, or whose requests wait for good, ends by itself and says where it hung."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from newsroom.serving import watchdog

WATCHED = """
import re, threading, time
from newsroom.serving import watchdog

def answer(environ, start_response):
    threading.Event().wait(environ["seconds"])

def ask(**environ):
    threading.Thread(target=requests, args=(environ, None), daemon=True).start()

requests = watchdog.Requests(answer, longest=1)
watchdog.start(requests, longest=1)
"""
HANGS = "re.search('(a|a)*b', 'a' * 60)"
SLEEPS = "time.sleep(3)"
WORKS = "[re.search('(a|a)*b', 'a' * 12) for _time in range(600)]"
WAITS_FOR_GOOD = "ask(seconds=None); ask(seconds=0.1); time.sleep(20)"
OTHERS_END = "ask(seconds=None); [(ask(seconds=0), time.sleep(0.1)) for _time in range(40)]"


def run(source):
    return subprocess.run([sys.executable, "-c", WATCHED + source], capture_output=True, text=True, timeout=50)


def test_a_process_that_hangs_is_ended_and_the_log_says_where():
    ended = run(HANGS)
    assert (ended.returncode, "Timeout" in ended.stderr, 'File "<string>"' in ended.stderr) == (1, True, True)


def test_a_process_whose_requests_wait_for_good_is_ended_and_the_log_says_for_what():
    ended = run(WAITS_FOR_GOOD)
    assert (ended.returncode, "in wait" in ended.stderr, "in answer" in ended.stderr) == (1, True, True)


@pytest.mark.slow
@pytest.mark.parametrize("source", [SLEEPS, WORKS, OTHERS_END])
def test_a_process_that_waits_or_works_goes_on(source):
    assert run(source).returncode == 0


def test_workers_are_watched_and_those_that_have_ended_are_replaced(tmp_path):
    environment = os.environ | {"DEBUG": "off", "SECRET_KEY": "for a second"}
    environment |= {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "LOG_LEVEL": "CRITICAL"}
    del environment["PYTEST_VERSION"]  # a test run is not watched
    listed = "import threading, newsroom.wsgi; from newsroom.outbox import chores;"
    listed += "print([thread.name for thread in threading.enumerate()], [*chores._done])"
    command = [sys.executable, "-c", listed]
    names = subprocess.check_output(command, cwd=settings.BASE_DIR, env=environment, text=True, timeout=50)
    assert ("watchdog" in names, "apply_erasures" in names) == (True, True)  # although the database has no tables
    unit = (settings.BASE_DIR / "deploy/newsroom.service").read_text()
    assert ("--respawn-failed-workers" in unit, watchdog.LONGEST <= 30) == (True, True)
