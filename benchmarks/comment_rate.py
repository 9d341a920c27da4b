"""How many comments a second one processor posts, and what a post spends its time on.

Python and the backend of PostgreSQL both run on one processor, so that neither gets more than «one core». If others use
it too, the seconds on the clock say little: then count the processor time of both.
"""

import os
import random
import time
from collections import defaultdict
from cProfile import Profile
from pstats import Stats

from benchmarks.comment_makers import address, posted, proof_from, text

LEAST = 400
STORIES, COMMENTS, PROFILED = 20, 2000, 500
FUNCTIONS = {
    "backends/base/base.py:commit": "COMMIT",
    "comments/posting.py:hash_of_text": "hash of the text",
    "comments/proofs.py:proof_in": "check of the proof",
    "checks/__init__.py:verdicts_on": "all other checks",
    "words/matching.py:find": "of these, the words",
    "people/imitation.py:imitates": "of these, the name",
}
WHOLE = "comments/posting.py:post"


def rate(_story):
    """Each comment has a proof, as almost all of readers have, and its own cached values, as each request has."""
    from articles.tests.makers import make_article

    chance, began = random.Random(1), time.time() - 10
    stories = [make_article("ru") for _number in range(STORIES)]
    texts = [text(chance, number) for number in range(COMMENTS + PROFILED)]
    guards = [proof_from(began) for _text in texts]

    def send(number):
        written, story, sender = texts[number], stories[number % STORIES], address(number)
        assert posted(story, written, sender, guards=guards[number]).verdicts["proof_of_work"] is True

    on_one_processor()
    per_second = measured(send)
    print_parts(send)
    return per_second >= LEAST


def on_one_processor():
    from django.db import connection

    connection.ensure_connection()
    one = {max(os.sched_getaffinity(0))}
    os.sched_setaffinity(0, one)
    if connection.vendor == "postgresql":
        os.sched_setaffinity(connection.connection.info.backend_pid, one)


def measured(send):
    """Print how fast comments are posted, and return how many a second the processor time allows."""
    from benchmarks.visitor import cpu_of_database

    clocks = time.perf_counter, time.process_time, cpu_of_database
    before = [clock() for clock in clocks]
    for number in range(COMMENTS):
        send(number)
    took, ours, of_database = ((clock() - start) / COMMENTS for clock, start in zip(clocks, before, strict=True))
    used = ours + of_database
    print(f"{1 / took:.0f} comments a second on the clock, with {used / took:.0%} of one processor")
    print(f"{used * 1000:.2f} ms of processor each: Python {ours * 1000:.2f}, PostgreSQL {of_database * 1000:.2f}")
    print(f"{1 / used:.0f} comments a second on a whole processor")
    return 1 / used


def print_parts(send):
    """Print the shares of a post. The profile makes Python slower, but compares its parts."""
    from django.db import connection

    statements, profile = defaultdict(float), Profile()

    def timed(execute, sql, *arguments):
        began = time.perf_counter()
        try:
            return execute(sql, *arguments)
        finally:
            statements[kind_of(sql)] += time.perf_counter() - began

    with connection.execute_wrapper(timed):
        profile.enable()
        for number in range(COMMENTS, COMMENTS + PROFILED):
            send(number)
        profile.disable()
    whole = took_in(profile, WHOLE)
    for name, took in [*statements.items(), *((words, took_in(profile, end)) for end, words in FUNCTIONS.items())]:
        print(f"  {took / whole:6.1%}  {name}")


def took_in(profile, end):
    """Return the seconds in a function, with all that it calls. `end` is that of its file's path, and its name."""
    profiled = Stats(profile).stats.items()
    return next(row[3] for (path, _line, name), row in profiled if f"{path}:{name}".endswith(end))


def kind_of(sql):
    """Return what a statement does, without its values."""
    first, *words = sql.replace('"', "").split()
    if first not in ("SELECT", "INSERT"):
        return first
    preposition = "INTO" if first == "INSERT" else "FROM"
    return f"{first} … {preposition} {words[words.index(preposition) + 1].rstrip(')')}"
