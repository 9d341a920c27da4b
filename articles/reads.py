"""How often stories are read: counted in the memory of each process, and written down every few seconds.

A reader's page sends its path once, when somebody has stayed for some seconds and scrolled. What is kept of that is one
number more for the story, the edition and the day. No cookie, address or time is stored. So that nobody counts a story
up, a process remembers which networks have sent something, until it writes its counts down.

No query is made for one read. Which paths belong to public stories is asked when they are written down; the others are
dropped, and nobody learns which ones. Counts that a process has not written down are lost when it ends.
"""

from collections import Counter
from datetime import timedelta
from itertools import groupby
from threading import Lock

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.address_lookup import public_stories
from articles.models import ReadCount
from newsroom import editions
from newsroom.database.locks import wait_at_most

EVERY = timedelta(seconds=10)
MOST_PATHS = 2_000
MOST_OF_NETWORK = 30
"""Readers behind one address of a mobile network, within the time above."""
MOST_WAITING = 500
"""Milliseconds for the database. If it is busy longer, the counts wait for the next time."""
ADD = """
    INSERT INTO articles_readcount (article_id, language, day, reads) VALUES (%s, %s, %s, %s)
    ON CONFLICT (article_id, language, day) DO UPDATE SET reads = articles_readcount.reads + excluded.reads
"""


class Reads:
    """The counts that this process has not written down yet: {(day, path): number}."""

    def __init__(self):
        self.lock = Lock()
        self.clear()

    def clear(self):
        self.counts, self.networks, self.written_at = Counter(), Counter(), None

    def add(self, path, network):
        read = (timezone.localdate(), path)
        with self.lock:
            is_new = read not in self.counts and len(self.counts) >= MOST_PATHS
            if not is_new and self.networks[hash(network)] < MOST_OF_NETWORK:
                self.networks[hash(network)] += 1
                self.counts[read] += 1

    def take(self):
        """Return the counts if it is time to write them down; else an empty `Counter`."""
        now = timezone.now()
        with self.lock:
            if self.written_at and now - self.written_at < EVERY:
                return Counter()
            taken, self.counts, self.networks, self.written_at = self.counts, Counter(), Counter(), now
            return taken

    def put_back(self, counts):
        with self.lock:
            self.counts.update(counts)


READS = Reads()


def count(path, network):
    """Count that a path was read by somebody in a network, and write the counts down if it is time."""
    READS.add(path, network)
    counts = READS.take()
    try:
        write(counts)
    except DatabaseError:  # it is busy, or a story was deleted at this moment
        READS.put_back(counts)


def write(counts):
    """Add {(day, path): number} to the counts of public stories, in an order in which no two processes block."""
    rows = sorted(rows_of(counts))
    if not rows:
        return
    with wait_at_most(MOST_WAITING, ReadCount), transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(ADD, rows)
        ReadCount.objects.outdated().delete()


def rows_of(counts):
    """Return [(id of a story, code of the edition, day, number)]. Paths of other pages have none."""
    pks = {}
    for code, paths in groupby(sorted({path for _day, path in counts}), key=editions.first_part):
        pks |= public_stories(paths, code)
    return [
        (pks[path], editions.first_part(path), day.isoformat(), number)
        for (day, path), number in counts.items()
        if path in pks
    ]
