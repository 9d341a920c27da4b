"""A hundred readers ask for pages in the second in which a package goes out.

    python -m benchmarks.package_at_once [rounds] [--postgresql] [--without-snapshots]

The package has three editions, four places, breaking news and a correction. Two server processes share a database. The
readers ask for the front pages of three editions and for the stories, from three seconds before the time of the package
to three seconds after it. In every second round, a chief editor publishes it at that time instead.

It prints how many pages they got, and how many of these showed a half of the package, showed it before its time, lacked
it although they were asked for after its time, or lacked it although another reader had got it before the request. The
exit status is 1 if there is such a page. With `--without-snapshots`, there should be some.
"""

import argparse
import http.client
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

from benchmarks.databases import FOLDER, PostgreSQL
from benchmarks.desk_server import DeskServer

NAME, READERS, BEFORE, AFTER = "package_at_once", 100, 3, 3
"""Seconds before and after the time of the package."""


@dataclass
class Page:
    began: float
    ended: float
    shows: set
    """True for each mark of the package that it has, and False for each one that it lacks."""


def ask(server, address):
    url = urlsplit(server.address)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def read(servers, pages, place, until, found):
    """Ask for one page after another until a time. Each reader begins with another page and another server."""
    while time.time() < until:
        place += 1
        address, marks = pages[place % len(pages)]
        began = time.time()
        status, text = ask(servers[place % len(servers)], address)
        if status not in (200, 404):
            raise RuntimeError(f"{address}: {status}")
        found.append(Page(began, time.time(), {(word in text) is is_new for word, is_new in marks.items()}))


def marks_of(changed, first):
    """Return [(address, {word: whether the package brings it})]."""
    from articles.tests.packages import EN, KK, NEW, OLD, RU

    line, old = {f"{NEW} line": True}, {f"{OLD} changed": False}
    correction = {f"{NEW}: the number": True}
    return [
        ("/kk/", line | old | {f"{NEW} kk": True}),
        ("/ru/", line | old | {f"{NEW} ru": True}),
        ("/en/", line | {f"{NEW} first": True}),
        (changed.edition(KK).path, line | old | {f"{NEW} kk": True}),
        (changed.edition(RU).path, line | old | correction | {f"{NEW} ru": True}),
        (first.edition(EN).path, line | {f"{NEW} first": True}),
    ]


def one_round(servers, package, pages, by, is_at_once):
    """Let the package go out once. Return (the earliest and the latest time at which it did, the pages of readers)."""
    from datetime import timedelta

    from django.utils import timezone

    from articles.editorial.packages import acts

    at = timezone.now().replace(microsecond=0) + timedelta(seconds=BEFORE + 2)
    if not is_at_once:
        acts.schedule(package, at, by=by)
    moment, found = at.timestamp(), []
    time.sleep(max(0, moment - BEFORE - time.time()))
    readers = [Thread(target=read, args=(servers, pages, place, moment + AFTER, found)) for place in range(READERS)]
    for reader in readers:
        reader.start()
    times = (moment, moment)
    if is_at_once:
        time.sleep(max(0, moment - time.time()))
        began = time.time()
        acts.publish_now(package, by=by)
        times = (began, time.time())
    for reader in readers:
        reader.join()
    return times, found


def counts(times, pages):
    """Return {what is wrong: number of pages}."""
    first = min((page.ended for page in pages if page.shows == {True}), default=float("inf"))
    return {
        "mixed": sum(len(page.shows) == 2 for page in pages),
        "too early": sum(page.ended < times[0] and True in page.shows for page in pages),
        "too late": sum(page.began >= times[1] and False in page.shows for page in pages),
        "going back": sum(page.began > first and False in page.shows for page in pages),
    }


def prepare(server):
    """Return (package, its pages, who publishes it) in the database of a server."""
    server.manage("migrate", "--verbosity", "0")
    server.manage("set_roles")
    server.manage("collectstatic", "--noinput")
    server.connect()
    from articles.editorial.packages import acts
    from articles.editorial.packages.undoing import undo
    from articles.models import Article
    from articles.tests.makers import make_staff
    from articles.tests.packages import full_package

    by = make_staff("chief editor")
    package, changed, first = full_package(by)
    acts.publish_now(package, by=by)  # once, so that all addresses are known
    changed, first = Article.objects.get(pk=changed.pk), Article.objects.get(pk=first.pk)
    pages = marks_of(changed, first)
    undo(package, by=by, reason="Again.")
    return package, pages, by


def again(package):
    from articles.models import ItemKind, Package, PackageItem, Status

    Package.objects.filter(pk=package.pk).update(state="open")
    as_if_added_again = {"before": {"status": Status.WITHDRAWN}}
    PackageItem.objects.filter(package=package, kind=ItemKind.EDITION).update(**as_if_added_again)
    package.refresh_from_db()


def main(rounds, database, settings):
    servers = [DeskServer(database, is_debug=False)]
    servers.append(DeskServer(servers[0].environment["DATABASE_URL"], is_debug=False))
    for server in servers:
        server.environment["STATIC_ROOT"] = servers[0].environment["STATIC_ROOT"]
        server.environment["DJANGO_SETTINGS_MODULE"] = settings
    package, pages, by = prepare(servers[0])
    from articles.editorial.packages.undoing import undo

    total, wrong = 0, {}
    with ExitStack() as stack:
        for server in servers:
            server.start()
            stack.callback(server.kill)
        for number in range(rounds):
            again(package)
            times, found = one_round(servers, package, pages, by, is_at_once=number % 2 == 1)
            package.refresh_from_db()
            old, new = ([page for page in found if page.shows == {shown}] for shown in (False, True))
            print(f"round {number + 1}: {len(found)} pages, {len(old)} before, {len(new)} after; {package.state}")
            total += len(found)
            wrong = {name: wrong.get(name, 0) + count for name, count in counts(times, found).items()}
            undo(package, by=by, reason="Again.")
    print(f"{total} pages: " + ", ".join(f"{count} {name}" for name, count in wrong.items()))
    return any(wrong.values())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--without-snapshots", action="store_true")
    arguments = parser.parse_args()
    chosen = "benchmarks.without_snapshots" if arguments.without_snapshots else "newsroom.settings"
    databases, address = None, ""
    if arguments.postgresql:
        FOLDER.mkdir(parents=True, exist_ok=True)
        databases = PostgreSQL()
        if NAME in databases.names():
            databases.drop(NAME)
        databases.create(NAME)
        address = databases.address(NAME)
    try:
        sys.exit(main(arguments.rounds, address, chosen))
    finally:
        if databases:
            databases.stop()
