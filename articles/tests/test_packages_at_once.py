"""Readers and workers come in the very moment in which a package goes out: no page shows a half of it."""

import datetime
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.editorial import due
from articles.editorial.packages import acts
from articles.editorial.packages.undoing import undo
from articles.models import ItemKind, Package, PackageItem, Revision, Status
from articles.tests.packages import NEW, OLD, RU, full_package, public_rows

pytestmark = pytest.mark.django_db(transaction=True)

SNAPSHOTS = "newsroom.serving.snapshots.SnapshotMiddleware"


def in_other_connection(act):
    """Carry out an act as another process would, and wait until it is committed."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


class AfterQueries:
    """Carries out an act after some queries of a page, as if another process did it in this moment."""

    def __init__(self, number, act):
        self.number, self.act, self.count = number, act, 0

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.count += 1
        if self.count == self.number:
            in_other_connection(self.act)
        return result


def states_between_queries(package, address, marks, by):
    """Yield for each query of a page what the page shows if the package goes out right after that query.

    That is a set: of True if it shows something of the package, of False if it lacks something of it.
    """
    number, last = 0, 1
    while number < last:
        number += 1
        between = AfterQueries(number, lambda: acts.publish_now(package, by=by))
        with connection.execute_wrapper(between):
            text = Client().get(address).text
        last = between.count
        yield {(word in text) is is_new for word, is_new in marks.items()}
        undo(Package.objects.get(), by=by, reason="Again.")
        Package.objects.update(state="open")
        as_if_added_again = {"before": {"status": Status.WITHDRAWN}}
        PackageItem.objects.filter(kind=ItemKind.EDITION).update(**as_if_added_again)


@pytest.mark.parametrize("page", ["front", "story"])
def test_no_page_shows_a_half(staff, settings, page):
    chief = staff("chief editor")
    package, changed, _first = full_package(chief)
    address = "/ru/" if page == "front" else changed.edition(RU).path
    marks = {f"{NEW} line": True, f"{NEW} ru": True, f"{OLD} changed": False}
    if page == "story":
        marks[f"{NEW}: the number"] = True
    found = [*states_between_queries(package, address, marks, chief)]
    assert len(found) > 5
    assert {len(shown) for shown in found} == {1}

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != SNAPSHOTS]
    assert any(len(shown) == 2 for shown in states_between_queries(package, address, marks, chief))


@pytest.mark.postgresql
def test_workers_that_come_at_once_publish_it_once(staff, clock):
    package, _changed, _first = full_package(staff("chief editor"))
    at = timezone.now() + datetime.timedelta(hours=1)
    acts.schedule(package, at, by=package.by)
    clock(at)
    barrier, applied = Barrier(4), []

    def ask():
        try:
            barrier.wait()
            applied.append(due.apply_due())
        finally:
            connection.close()

    threads = [Thread(target=ask) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(applied), Revision.objects.count()) == ([0, 0, 0, 1], 3)


class Killed:
    """Ends the connection after some queries, as if its process was killed."""

    def __init__(self, number):
        self.number = number

    def __call__(self, execute, sql, params, many, context):
        self.number -= 1
        if self.number == 0:
            connection.connection.close()
        return execute(sql, params, many, context)


@pytest.mark.postgresql
def test_of_a_worker_that_is_killed_in_the_middle_nothing_remains(staff, clock):
    package, _changed, _first = full_package(staff("chief editor"))
    at = timezone.now() + datetime.timedelta(hours=1)
    acts.schedule(package, at, by=package.by)
    clock(at)
    before = public_rows()
    for number in (10, 60, 110):
        with pytest.raises(OperationalError), connection.execute_wrapper(Killed(number)):
            acts.apply(package)
        connection.close()
        assert (public_rows(), Revision.objects.count()) == (before, 0)
    assert due.apply_due() == 1
    assert Revision.objects.count() == 3
