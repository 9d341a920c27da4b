"""Two moderators who open the queue at the same moment get different comments."""

import datetime
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.comments.desk import leases
from articles.comments.desk.queue import BATCH, VIEWS, take
from articles.comments.models import Lease, State
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article

ROUNDS = 10
FIRST, SECOND = "a" * 16, "b" * 16
"""Two pages of the same person."""


def at_once(*acts):
    """Carry out each act in a thread of its own. Return what they return, in the same order."""
    barrier, found = Barrier(len(acts)), {}

    def run(number, act):
        try:
            barrier.wait(timeout=10)
            found[number] = act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [found[number] for number in range(len(acts))]


def batch(person, page):
    return {comment.pk for comment in take(VIEWS["waiting"], by=person, page=page)}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_share_the_queue_without_a_comment_in_common(staff):
    story, people = make_article("ru"), [staff("moderator"), staff("editor")]
    waiting = {make_comment(story, f"No. {n}", state=State.WAITING).pk for n in range(2 * BATCH)}
    for _round in range(ROUNDS):
        Lease.objects.all().delete()
        first, second = at_once(*(partial(batch, person, leases.new_page()) for person in people))
        assert (first & second, len(first), len(second)) == (set(), BATCH, BATCH)
        assert first | second == waiting


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_left_at_the_moment_another_opens_takes_nothing_from_it(staff):
    comments = {make_comment(make_article("ru"), state=State.WAITING).pk for _ in range(5)}
    person, other = staff("moderator"), staff("editor")
    for _round in range(ROUNDS):
        Lease.objects.all().delete()
        batch(person, FIRST)
        first, shown, others = at_once(
            partial(leases.leave, by=person, page=FIRST),
            partial(batch, person, SECOND),
            partial(batch, other, "c" * 16),
        )
        assert (first, shown & others, shown | others) == (None, set(), comments)
        assert leases.held(comments, by=person, page=SECOND) == shown
        assert leases.held(comments, by=person, page=FIRST) == set()


@pytest.mark.django_db
def test_a_lease_ends_by_time_and_another_takes_it_over(staff, clock):
    comment = make_comment(make_article("ru"), state=State.WAITING)
    first, second = staff("moderator"), staff("editor")
    assert leases.claim([comment.pk], by=first, page=FIRST) == {comment.pk}
    assert leases.claim([comment.pk], by=second, page=SECOND) == set()
    clock(Lease.objects.get().until)
    assert leases.claim([comment.pk], by=second, page=SECOND) == {comment.pk}
    assert leases.claim([comment.pk], by=first, page=FIRST) == set()
    leases.extend(by=first, page=FIRST)
    leases.leave(by=first, page=FIRST)
    assert Lease.objects.get().pages.keys() == {SECOND}


@pytest.mark.django_db
def test_a_page_releases_only_what_no_other_page_of_the_same_person_shows(staff):
    story, person = make_article("ru"), staff("moderator")
    alone, common = (make_comment(story, state=State.WAITING).pk for _ in range(2))
    leases.claim([alone, common], by=person, page=FIRST)
    leases.claim([common], by=person, page=SECOND)
    leases.leave(by=person, page=FIRST)
    assert [*Lease.objects.values_list("comment", flat=True)] == [common]
    leases.leave(by=person, page=FIRST)
    leases.leave(by=staff("editor"), page=SECOND)
    assert Lease.objects.exists()
    leases.leave(by=person, page=SECOND)
    assert not Lease.objects.exists()


@pytest.mark.django_db
def test_a_page_that_is_in_use_holds_for_itself_only(staff, clock):
    comment, person = make_comment(make_article("ru"), state=State.WAITING).pk, staff("moderator")
    leases.claim([comment], by=person, page=FIRST)
    end = Lease.objects.get().until
    clock(end - leases.LASTS / 2)
    leases.claim([comment], by=person, page=SECOND)
    leases.extend(by=person, page=SECOND)
    assert Lease.objects.get().until == end + leases.LASTS / 2
    leases.leave(by=person, page=SECOND)
    assert abs(Lease.objects.get().until - end) < datetime.timedelta(seconds=1)  # the first page has not asked again
    clock(end)
    assert leases.claim([comment], by=staff("editor"), page=SECOND) == {comment}
