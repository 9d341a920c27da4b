"""Process large pictures in a process of their own, at a low priority.

A server's worker answers readers all the while, never takes the memory of a picture, which it might not give back, and
outlives a picture that kills whatever opens it. The process imports neither the settings nor the models.
"""

import json
import logging
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

from articles.pictures import decoding
from articles.pictures.limits import too_many_pixels

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "articles.pictures.own_process_main"]
LONGEST = 180
"""Seconds."""
REASONS = {
    "damaged": decoding.DAMAGED,
    "incomplete": decoding.INCOMPLETE,
    "not_a_picture": decoding.NOT_A_PICTURE,
    "no_memory": decoding.NO_MEMORY,
}


def run(task, picture, content, **options):
    """Return (what the task tells, the files it has made). `picture` is the header of `content`.

    Raise RefusedPictureError as the task does, or if the process dies.
    """
    with started() as process:
        clock = Timer(LONGEST, process.kill)
        clock.start()
        try:
            answer = exchange(process, json.dumps([task, options]).encode(), content)
        finally:
            clock.cancel()
    if process.returncode:
        raise death(process.returncode)
    return told(answer, picture)


def started():
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    try:
        return subprocess.Popen(COMMAND, cwd=ROOT, **pipes)  # noqa: S603 (our own command)
    except OSError as error:  # the system has no memory or no processes left
        logger.exception("No process can be started for a picture")
        raise decoding.RefusedPictureError(REASONS["no_memory"], "no_memory", error) from error


def exchange(process, order, content):
    """Send all, then receive all: the process reads to the end before it answers."""
    try:
        with process.stdin:  # also if it breaks, or Popen would close it again
            process.stdin.writelines([order, b"\n", content])
    except BrokenPipeError:  # it died; its status tells why
        return b""
    return process.stdout.read()


def told(answer, picture):
    line, _, data = answer.partition(b"\n")
    facts, code, cause, lengths = json.loads(line)
    if code == "too_many_pixels":
        raise decoding.RefusedPictureError(*too_many_pixels(picture.format), cause)
    if code:
        raise decoding.RefusedPictureError(REASONS[code], code, cause)
    files, position = [], 0
    for length in lengths:
        files.append(data[position : position + length])
        position += length
    return facts, files


def death(status):
    """Return the error for a process that died: it was killed, mostly because memory was short, or it crashed."""
    code = "no_memory" if status == -signal.SIGKILL else "damaged"
    logger.error("The process of a picture died with status %s", status)
    return decoding.RefusedPictureError(REASONS[code], code, f"status {status}")
