"""Do a story with 50,000 comments, and page 500 of them, open as quickly as with 50 comments?

    python -m benchmarks.comments_under_a_story [--postgresql] [--rounds N]

Half of the comments answer others, and one thread has a tenth of all. Printed are the processor's time and the time on
the clock of each page, in milliseconds, as medians, and the ratio of the times on the clock. The exit status is 1 if a
page takes more than 1.3 times as long.
"""

import argparse
import os
import random
import sys
from statistics import median
from time import perf_counter, process_time

import django

from benchmarks.databases import FOLDER, PostgreSQL, SQLite

NAME = "comments_under_a_story"
FEW, MANY, MOST = 50, 50_000, 1.3
PAGE = 500
TEXT = "Аудан әкімдерін тікелей сайлау қай айда басталады? Мұны оқырман біледі, бірақ айтпайды. "


def prepare(databases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if NAME in databases.names():
        databases.drop(NAME)
    databases.create(NAME)
    own = {"DATABASE_URL": databases.address(NAME), "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "false"}
    own["STATIC_ROOT"] = str(FOLDER / "static")
    os.environ |= own | {"HTTPS": "off", "SECRET_KEY": "a" * 50, "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}
    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)


def story_with(count, chance):
    """Write a story and comments on it: each second one answers an earlier one, and so begins no thread."""
    from django.db import connection
    from django.db.models import F

    from articles.comments.count_triggers import TRIGGERS
    from articles.comments.models import Comment, State
    from articles.tests.makers import make_article

    story = make_article("kk", "ru", slug=f"with-{count}")
    fields = {"article": story, "language": "kk", "name": "Оқырман", "text": TEXT * 3, "state": State.APPROVED}
    firsts = Comment.objects.bulk_create([Comment(**fields) for _number in range(count // 2)], batch_size=2000)
    busiest = firsts[-1]
    with TRIGGERS.disabled(connection):  # afterwards, they count everything
        answers = [Comment(**fields) for _number in range(count - count // 2)]
        for number, answer in enumerate(answers):
            answer.answer(busiest if number % 5 == 0 else chance.choice(firsts))
        Comment.objects.bulk_create(answers, batch_size=2000)
        Comment.objects.filter(article=story).update(thanks=F("pk") % 7)
    return story


def address_of_page(story, order, number):
    """Return the address of a page of a story's comments, without a visit to those before."""
    from articles.comments.models import Comment
    from articles.comments.pages import ON_A_PAGE, ORDERS
    from newsroom import editions

    order, edition = ORDERS[order], editions.BY_CODE["kk"]
    shown = order.sorted(Comment.objects.threads_under(story, edition))
    last_before = shown[(number - 1) * ON_A_PAGE - 1]
    return story.address_in(edition) + order.query(last_before.pk)


def measure(client, addresses, rounds):
    """Return {name: (milliseconds of the processor, on the clock)}, in turns, so that a busy moment meets all pages."""
    taken = {name: [] for name in addresses}
    for number in range(rounds + 3):
        for name, address in addresses.items():
            worked, start = process_time(), perf_counter()
            response = client.get(address)
            assert response.status_code == 200, address
            if number >= 3:
                taken[name].append(((process_time() - worked) * 1000, (perf_counter() - start) * 1000))
    return {name: tuple(median(column) for column in zip(*times, strict=True)) for name, times in taken.items()}


def main(databases, rounds):
    prepare(databases)
    from django.db import connection
    from django.test import Client

    from articles.comments.pages import ORDERS
    from newsroom import editions

    chance = random.Random(1)
    few, many = story_with(FEW, chance), story_with(MANY, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    kk = editions.BY_CODE["kk"]
    pages = {f"{FEW} comments": few.address_in(kk), f"{MANY:,} comments": many.address_in(kk)}
    pages |= {f"page {PAGE}, {order} first": address_of_page(many, order, PAGE) for order in ORDERS}
    times = measure(Client(), pages, rounds)
    print(f"{'':28}processor   clock   ratio")
    for name, (worked, passed) in times.items():
        ratio = passed / times[f"{FEW} comments"][1]
        print(f"{name:28}{worked:9.1f}{passed:8.1f}{ratio:8.2f}")
    return max(passed for _worked, passed in times.values()) > MOST * times[f"{FEW} comments"][1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    chosen = PostgreSQL() if arguments.postgresql else SQLite()
    try:
        sys.exit(main(chosen, arguments.rounds))
    finally:
        if arguments.postgresql:
            chosen.stop()
