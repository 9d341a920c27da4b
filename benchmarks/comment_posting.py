"""Post comments with all checks: how many a second, equal ones at once, and while the process is killed.

    python -m benchmarks.comment_posting [--postgresql] [--kills 200] [--parts rate,same,kills]

- rate: comments of different senders on 20 stories, one process, one thread, a list of 1,000 words. At least 400 a
  second for each processor that Python and the database use (`comment_rate.py`).
- same: 20 rounds of 50 equal comments at once have to become 20 comments. In half of the rounds one sender sends all of
  them, in the others each comes from another address. And one form that is sent 10 times, one after the other and at
  once, has to become one comment.
- kills: a process posts and notes each comment that it was told of; it is killed (SIGKILL) at a random moment. No noted
  comment may be missing, and none may be there twice.

The database is a file of SQLite, or with `--postgresql` a server of its own, which doesn't wait for the disk. The exit
status is 1 if a part fails.
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

from benchmarks.comment_makers import address, posted, prepared, proof_from, text
from benchmarks.comment_rate import rate

ROUNDS, AT_ONCE, AGAIN = 20, 50, 10
PATIENCE = 300


def same(story):
    answers, before = Counter(), stored()
    for number in range(ROUNDS):
        senders = [number] if number % 2 else range(number * 1000, number * 1000 + AT_ONCE)
        written = text(random.Random(number), f"round {number}")
        answers += at_once(story, [(written, address(senders[place % len(senders)]), {}) for place in range(AT_ONCE)])
    made = stored() - before
    print(f"{ROUNDS} rounds of {AT_ONCE} equal comments at once became {made} comments; answers: {dict(answers)}")
    return [made == ROUNDS, sent_again(story, 1), sent_again(story, AGAIN)] == [True] * 3


def sent_again(story, width):
    """Send one form with its proof of work ten times, so many of them at once."""
    before, form = stored(), (f"{width} at once", address(99_000 + width), proof_from(time.time() - 10))
    answers = sum((at_once(story, [form] * width) for _time in range(AGAIN // width)), Counter())
    made = stored() - before
    print(f"one form that was sent {AGAIN} times, {width} at once, became {made} comment; answers: {dict(answers)}")
    return made == 1


def stored():
    from articles.comments.models import Comment

    return Comment.objects.count()


def at_once(story, forms):
    """Send each form in a thread of its own, all at one moment. Return how many of each answer there were."""
    from django.db import connection

    start, answers = threading.Barrier(len(forms)), []

    def send(written, sender, guards):
        connection.ensure_connection()
        start.wait(PATIENCE)
        answers.append(answer_to(story, written, sender, guards))
        connection.close()

    threads = [threading.Thread(target=send, args=form) for form in forms]
    [thread.start() for thread in threads]
    [thread.join(PATIENCE) for thread in threads]
    assert len(answers) == len(forms), f"{len(forms) - len(answers)} had no answer"
    return Counter(answers)


def answer_to(story, written, sender, guards):
    from articles.comments.posting import NotPosted

    try:
        return "posted" if posted(story, written, sender, guards=guards) else "sent again"
    except NotPosted as refusal:
        return f"refused with {refusal.status}"


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
        assert ready.wait(PATIENCE)
        time.sleep(chance.random() * 0.15)
        process.kill()
        process.join()
    noted = {int(line) for line in Path(path).read_text().split("\n")[:-1]}
    rows = Comment.objects.filter(text__contains="killed ").values_list("text", flat=True)
    found = Counter(int(row.rpartition(" ")[2]) for row in rows)
    lost, doubled = noted - found.keys(), [number for number, times in found.items() if times > 1]
    print(f"{trials} kills: {len(noted)} comments noted, {len(found)} stored, {len(lost)} lost, {len(doubled)} doubled")
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
