"""The list of erasures: a file outside the database, so that restoring an old backup brings nobody back.

Each line has a time and a keyed hash of the random key of a person. It says nothing about anybody. It is written before
the act, so that one that was interrupted is completed the next time that the list is applied.
"""

import os
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from articles.comments.people import sealing

ERASED, ENDED = "erased", "agreement ended"
"""What a line can say: the hashes differ."""


def note(what, person):
    """Add a person to the list, and wait until the disk has it."""
    settings.ERASURES_FILE.parent.mkdir(parents=True, exist_ok=True)
    line = f"{timezone.now().isoformat(timespec='seconds')} {sealing.hash_of(what, person.key)}\n"
    descriptor = os.open(settings.ERASURES_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())  # one call, so lines of several processes don't mix
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def listed():
    """Return {hash: latest time}. A line that was cut off by a crash is none of a person."""
    try:
        text = settings.ERASURES_FILE.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return {}
    lines = [words for line in text.splitlines() if len(words := line.split()) == 2]
    return {found: at for at, found in sorted(lines)}


def time_of(lines, what, person):
    """Return when a person was put on the list; None if they are not on it."""
    times = [lines[one] for one in sealing.hashes_of(what, person.key) if one in lines]
    return datetime.fromisoformat(max(times)) if times else None
