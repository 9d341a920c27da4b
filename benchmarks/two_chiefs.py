"""Two chief editors publish the same edition at the same moment.

    python -m benchmarks.two_chiefs [rounds] [--postgresql]

In each round a new draft is open on two pages, and both press «Publish» at once, by requests to the desk. It prints in
how many rounds the edition was published exactly once, and how many answers were errors of the server. The exit status
is 1 if a round had another number of publications, or an answer was such an error.
"""

import argparse
import logging
import os
import sys
from threading import Barrier, Thread

from benchmarks.databases import FOLDER, PostgreSQL, SQLite

NAME = "two_chiefs"


def prepare(databases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if NAME in databases.names():
        databases.drop(NAME)
    databases.create(NAME)
    settings = {
        "DATABASE_URL": databases.address(NAME),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DEBUG": "true",
        "SECRET_KEY": "a" * 50,
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
    }
    os.environ |= settings
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def chiefs():
    """Return a signed-in client for each of two chief editors."""
    from django.contrib.auth.models import Group
    from django.test import Client

    from newsroom.staff.models import User

    clients = []
    for name in ("first", "second"):
        user = User.objects.create_user(name, is_staff=True, language="en")
        user.groups.add(Group.objects.get(name="chief editor"))
        client = Client(raise_request_exception=False)
        client.force_login(user)
        clients.append(client)
    return clients


def publish_at_once(clients, pages):
    """Send both forms at the same moment. Return the statuses of the answers."""
    from django.db import connections

    gate, statuses = Barrier(len(clients)), []

    def publish(client, address, form):
        gate.wait()
        statuses.append(client.post(address, form).status_code)
        connections.close_all()

    threads = [Thread(target=publish, args=(client, *page)) for client, page in zip(clients, pages, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def main(rounds, databases):
    prepare(databases)
    from articles.models import Revision, Status, StoryAct
    from articles.tests.desk import FORM, RU, act_address, open_form
    from articles.tests.makers import make_article
    from articles.tests.page_content import form_values

    clients, once, errors = chiefs(), 0, 0
    for number in range(rounds):
        story = make_article("ru", status=Status.UNPUBLISHED, title=f"Заголовок {number}")
        address = act_address("publish", story, RU)
        pages = [(address, form_values(open_form(client, story, RU), FORM)) for client in clients]
        errors += sum(status >= 500 for status in publish_at_once(clients, pages))
        counts = [model.objects.filter(article=story).count() for model in (Revision, StoryAct)]
        once += counts == [1, 1]
    print(f"{once} of {rounds} published once, {errors} errors of the server")
    return once < rounds or errors > 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--postgresql", action="store_true")
    arguments = parser.parse_args()
    chosen = PostgreSQL() if arguments.postgresql else SQLite()
    try:
        sys.exit(main(arguments.rounds, chosen))
    finally:
        if arguments.postgresql:
            chosen.stop()
