"""Alter the history of stories in the database, in 200 ways, and see whether a check finds it and says where.

    python -m benchmarks.altered_history [trials] [--postgresql] [--seed NUMBER]

Three editors write stories first, by the acts of the newsroom: they publish, plan, send back, withdraw,
kill, correct and delete. Then each trial changes one bit of a random byte of a random column of a random row of the
tables of the history, checks all of it, and undoes the change. A quarter as many trials each delete a row, swap two,
add one, cut off the end of a history, and delete a whole one, with ends that were changed to fit. The exit status is 1
if anything was not found, or not named.
"""

import argparse
import logging
import os
import random
import sys
from collections import Counter
from contextlib import suppress

from benchmarks.databases import FOLDER, PostgreSQL, SQLite

NAME = "altered_history"
STORIES = 12


def prepare(databases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if NAME in databases.names():
        databases.drop(NAME)
    databases.create(NAME)
    os.environ |= {
        "DATABASE_URL": databases.address(NAME),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DEBUG": "false",
        "HTTPS": "off",
        "SECRET_KEY": "a" * 50,
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
    }
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("set_roles", verbosity=0)


def write_history(chance):
    """Let three people work on stories in a random order, and delete one of them."""
    from articles.editorial.history.chain import note_deletion
    from articles.tests.makers import make_article, make_category, make_staff

    people = [make_staff("chief editor") for _person in range(3)]
    section = make_category()
    stories = [make_article("ru", "kk", status="unpublished", category=section) for _story in range(STORIES)]
    for step in range(STORIES * 12):
        act_on(chance.choice(stories), chance.choice(people), chance, step)
    note_deletion([stories[0].pk], people[0])
    stories[0].delete()


def act_on(story, by, chance, step):
    """Do one act, if it is possible now. Words have letters of many scripts."""
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from articles.editorial import discarding, drafts, killing, restoring, workflow
    from articles.models import Work
    from newsroom import editions

    edition = editions.BY_CODE[chance.choice(["ru", "kk"])]
    words = {"title": f"Әкім «{step}» 第{step}章", "lead": f"Лид\n{step} — ةé😀"}
    later = timezone.now() + timezone.timedelta(hours=1)
    story.refresh_from_db()
    drafts.save_draft(story, edition, drafts.draft_of(story, edition).version, {"fields": words}, by=by)
    acts = [
        lambda: workflow.publish(story, edition, by=by, note=f"Түзету {step}"),
        lambda: workflow.publish(story, edition, by=by, correction=f"Было {step}."),
        lambda: workflow.publish(story, edition, by=by, at=later),
        lambda: workflow.move_draft(story, edition, Work.IN_REVIEW, by=by),
        lambda: workflow.move_draft(story, edition, Work.WRITING, by=by, reason=f"Неясно: {step}"),
        lambda: restoring.restore(story, edition, 1, by=by),
        lambda: discarding.discard(story, edition, by=by),
        lambda: workflow.withdraw(story, edition, by=by, reason="Қате."),
        lambda: killing.kill(story, by=by, reason="Сот."),
        lambda: killing.lift_kill(story, by=by, reason="Шешілді."),
    ]
    with suppress(ValidationError):
        chance.choices(acts, weights=[6, 3, 1, 3, 3, 2, 2, 1, 0.3, 2])[0]()


def measure(name, trials, alter, chance):
    """Return (number found, number named), and print what was not."""
    from articles.tests.altered_rows import tried

    found = named = 0
    for _trial in range(trials):
        altered, faults = tried(alter, chance)
        found += bool(faults)
        is_named = any(map(altered.is_named_by, faults))
        named += is_named
        if not is_named:
            print(f"  not named: {altered.what}: {[*map(str, faults)]}")
    print(f"{name}: {found} of {trials} found, the place named {named} times")
    return found, named


def main(trials, seed, databases):
    prepare(databases)
    from articles.editorial.history.checking import check_all
    from articles.tests.altered_rows import WAYS, one_bit

    chance = random.Random(seed)
    write_history(chance)
    report = check_all(print)
    print(f"{report.rows} rows of {report.stories} stories, nothing altered: {report.found} faults")
    results = Counter()
    for alter, times in [(one_bit, trials), *((way, max(1, trials // 4)) for way in WAYS)]:
        found, named = measure(alter.__name__.replace("_", " "), times, alter, chance)
        results.update(tried=times, found=found, named=named)
    after = check_all(print)
    return report.found + after.found > 0 or len({*results.values()}) > 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("trials", nargs="?", type=int, default=200)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--seed", type=int, default=14)
    arguments = parser.parse_args()
    chosen = PostgreSQL() if arguments.postgresql else SQLite()
    try:
        sys.exit(main(arguments.trials, arguments.seed, chosen))
    finally:
        if arguments.postgresql:
            chosen.stop()
