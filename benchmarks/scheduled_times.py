"""Schedule stories and changes of live stories, move the clock, and look at what a reader gets. No worker runs.

    python -m benchmarks.scheduled_times [trials] [seed]

In each trial, a story or a change is scheduled at a random second T, on SQLite in memory: a quarter of them around the
hour of 29 February 2024 that Kazakhstan's clocks showed twice. A reader asks for the story and for the list of its day
at T − 1 s and at T. It prints how many trials were right, and the exit status is 1 if any was not.
"""

import argparse
import logging
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

SECOND = timedelta(seconds=1)
TURN = datetime(2024, 2, 29, 18, tzinfo=UTC)
"""When the clocks in Almaty went from 24:00 back to 23:00."""
FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)


def prepare():
    os.environ |= {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "true",
                   "SECRET_KEY": "a" * 50, "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)  # each story answers 404 until its time
    call_command("migrate", verbosity=0)


def moment_of(number, chance):
    """Return T. Every fourth is within two hours of the moment at which the clocks were moved, or exactly there."""
    if number % 4 == 0:
        return TURN + timedelta(seconds=chance.choice([0, -1, 1, 3600, -3600, chance.randint(-7200, 7200)]))
    return FIRST + timedelta(seconds=chance.randint(0, int((LAST - FIRST).total_seconds())))


class Trial:
    """A story that is scheduled, or a live story of which a change is."""

    def __init__(self, number, moment, chief):
        from articles.editorial import drafts, workflow
        from articles.models import Article
        from newsroom import editions

        self.edition = editions.STORED[number % len(editions.STORED)]
        self.is_change, self.moment = bool(number % 2), moment
        self.old, self.new = f"before{number:04}", f"after{number:04}"
        with at(moment - timedelta(days=2)):
            self.article = Article.objects.create()
            if self.is_change:
                self.write(drafts, self.old, chief)
                workflow.publish(self.article, self.edition, by=chief)
            self.write(drafts, self.new, chief)
        with at(moment - timedelta(days=1)):
            workflow.publish(self.article, self.edition, by=chief, at=moment)
        self.path = self.article.edition(self.edition).path

    def write(self, drafts, title, chief):
        draft = drafts.draft_of(self.article, self.edition)
        change = {"fields": {"title": title, "slug": f"story-{self.article.pk}"}}
        if not draft.blocks:
            change |= {"blocks": {"written1": "<p>Text</p>"}, "order": ["written1"]}
        drafts.save_draft(self.article, self.edition, draft.version, change, by=chief)

    def is_right(self, client):
        return self.seen(client, self.moment - SECOND) == (False, self.is_change) and self.seen(
            client, self.moment
        ) == (True, False)

    def seen(self, client, now):
        """Return whether a reader sees the new headline, and whether the old one. The page of the day must agree."""
        day = self.path.rstrip("/").rpartition("/")[0]
        with at(now):
            texts = [client.get(address).content.decode() for address in (self.path, f"{day}/")]
        found = [{name in text for text in texts} for name in (self.new, self.old)]
        return tuple(one == {True} if len(one) == 1 else None for one in found)


def at(moment):
    return patch("django.utils.timezone.now", lambda: moment)


def main(trials, seed):
    prepare()
    from django.test import Client

    from newsroom.staff.models import User

    chance, client, chief = random.Random(seed), Client(), User.objects.create_superuser("chief")
    right = 0
    for number in range(trials):
        trial = Trial(number, moment_of(number, chance), chief)
        if trial.is_right(client):
            right += 1
        else:
            print(f"wrong: trial {number}, {'change' if trial.is_change else 'story'} at {trial.moment}")
    print(f"{right} of {trials} (seed {seed})")
    return right < trials


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("trials", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.trials, arguments.seed))
