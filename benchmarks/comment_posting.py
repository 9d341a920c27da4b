"""Post comments with all checks: how many a second, equal ones at once, and while the process is killed.

    python -m benchmarks.comment_posting [--postgresql] [--kills 200] [--parts rate,same,kills]

- rate: comments of different senders on 20 stories, one process, one thread, a list of 1,000 words. At least 400 a
  second.
- same: 20 rounds of 50 equal comments at once have to become 20 comments.
- kills: a process posts and notes each comment that it was told of; it is killed (SIGKILL) at a random moment. No noted
  comment may be missing, and none may be there twice.

The database is a file of SQLite, or with `--postgresql` a server of its own. The exit status is 1 if a part fails.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

LEAST = 400
STORIES = 20
COMMENTS, ROUNDS, AT_ONCE, THREADS = 2000, 20, 50, 10
WORDS = (
    "жол жөнделді деп естідік бірақ көшеде әлі шұңқыр көп әкімдік қашан келеді мектеп жанында балалар жүреді "
    "почему никто не отвечает на письма жителей двор опять без света спасибо редакции за материал давно ждали"
).split()


def text(chance, number):
    return f"{' '.join(chance.choices(WORDS, k=30))} {number}"


def posted(story, written, sender, **options):
    from articles.comments.models import Comment
    from articles.comments.posting import post

    return post(Comment(article=story, language="ru", name="Reader", text=written), address=sender, **options)


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def rate(_story):
    """Each comment has a proof, as almost all of readers have, and its own cached values, as each request has."""
    import altcha

    from articles.comments import proofs
    from articles.tests.makers import make_article

    chance, now = random.Random(1), time.time()
    stories = [make_article("ru") for _number in range(STORIES)]
    guards = []
    for _number in range(COMMENTS):
        challenge = proofs.new_challenge(1, moment(now - 10))
        found = altcha.solve_challenge_v1(*(challenge[key] for key in ("challenge", "salt", "algorithm", "maxNumber")))
        guards.append({"altcha": encoded(challenge, found.number)})
    texts = [text(chance, number) for number in range(COMMENTS)]
    began, used = time.perf_counter(), time.process_time()
    for number, written in enumerate(texts):
        assert (
            posted(stories[number % STORIES], written, address(number), guards=guards[number]).verdicts["proof_of_work"]
            is True
        )
    took, used = time.perf_counter() - began, time.process_time() - used
    print(f"{COMMENTS / took:.0f} comments a second; {used / COMMENTS * 1000:.2f} ms of our processor each")
    return COMMENTS / took >= LEAST


def moment(seconds):
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC)


def encoded(challenge, number):
    import base64
    import json

    keys = ("algorithm", "challenge", "salt", "signature")
    return base64.b64encode(json.dumps({key: challenge[key] for key in keys} | {"number": number}).encode()).decode()


def same(story):
    from articles.comments.models import Comment

    before = Comment.objects.count()
    for number in range(ROUNDS):
        at_once(story, text(random.Random(number), f"round {number}"), f"203.0.113.{number}")
    made = Comment.objects.count() - before
    print(f"{ROUNDS} rounds of {AT_ONCE} equal comments at once became {made} comments")
    return made == ROUNDS


def at_once(story, written, sender):
    """Send all of them at once, by as many threads as a server of two processes has."""
    from django.db import connection

    start = threading.Barrier(THREADS)

    def send():
        start.wait(60)
        for _number in range(AT_ONCE // THREADS):
            posted(story, written, sender)
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(THREADS)]
    [thread.start() for thread in threads]
    [thread.join(120) for thread in threads]


def post_until_killed(pk, first, path, ready):
    """Post numbered comments, each of them twice, as browsers do that got no answer. Note those that were posted."""
    from articles.models import Article

    story, chance = Article.objects.get(pk=pk), random.Random(first)
    posted(story, text(chance, f"first of {first}"), address(first + 999))
    ready.set()
    with Path(path).open("a") as noted:
        for number in range(first, first + 1000):
            written = text(chance, f"killed {number}")
            for _time in range(2):
                posted(story, written, address(number))
            noted.write(f"{number}\n")
            noted.flush()


def kills(story, trials, folder):
    from articles.comments.models import Comment

    path, chance = f"{folder}/noted", random.Random(7)
    Path(path).touch()
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["benchmarks.ready_site"])
    for trial in range(trials):
        ready = processes.Event()
        process = processes.Process(target=post_until_killed, args=[story.pk, trial * 1000, path, ready])
        process.start()
        ready.wait(60)
        time.sleep(chance.random() * 0.15)
        process.kill()
        process.join()
    noted = {int(line) for line in Path(path).read_text().split("\n")[:-1]}
    rows = Comment.objects.filter(text__contains="killed ").values_list("text", flat=True)
    stored = Counter(int(row.rpartition(" ")[2]) for row in rows)
    lost, doubled = noted - stored.keys(), [number for number, times in stored.items() if times > 1]
    print(
        f"{trials} kills: {len(noted)} comments noted, {len(stored)} stored, {len(lost)} lost, {len(doubled)} doubled"
    )
    return not lost and not doubled and len(noted) > trials


def measure(options, database, folder):
    os.environ |= {
        "DATABASE_URL": database or f"sqlite:///{folder}/comments.sqlite3",
        "SECRET_KEY": "of a database that lives for minutes",
        "DEBUG": "off",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    story = prepared()
    parts = {"rate": rate, "same": same, "kills": lambda story: kills(story, options.kills, folder)}
    return [parts[name](story) for name in options.parts.split(",")]


def prepared():
    """Make a story, a thousand banned words, and limits that let everything of the measurement pass."""
    from articles.comments.models import BannedWord, CommentSettings
    from articles.tests.makers import make_article

    story, most = make_article("ru"), 10_000
    letters = random.Random(3)
    stems = {"".join(letters.choices("бвгджзклмнпрстхцч", k=3)) + "щофэ" for _number in range(1000)}
    BannedWord.objects.bulk_create([BannedWord(stem=stem) for stem in stems], ignore_conflicts=True)
    CommentSettings.objects.create(most_proved=most, most_under_story=most, most_waiting=100_000, difficulty=1)
    return story


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--parts", default="rate,same,kills")
    options = parser.parse_args()
    from newsroom.tests.everything import postgresql

    with tempfile.TemporaryDirectory() as folder, postgresql() if options.postgresql else nullcontext() as database:
        return not all(measure(options, database, folder))


if __name__ == "__main__":
    sys.exit(main())
