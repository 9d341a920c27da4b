"""Two moderators who open the queue at the same moment get different comments."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.comments.desk import leases
from articles.comments.desk.queue import BATCH, VIEWS, take
from articles.comments.models import Lease, State
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article

ROUNDS = 10


def take_at_once(*people):
    """Let each take a batch in a thread of its own. Return {person: ids}."""
    barrier, found = Barrier(len(people)), {}

    def run(person):
        try:
            barrier.wait(timeout=10)
            found[person] = {comment.pk for comment in take(VIEWS["waiting"], by=person)}
        finally:
            connection.close()

    threads = [Thread(target=run, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_share_the_queue_without_a_comment_in_common(staff):
    story, people = make_article("ru"), [staff("moderator"), staff("editor")]
    waiting = {make_comment(story, f"No. {n}", state=State.WAITING).pk for n in range(2 * BATCH)}
    for _round in range(ROUNDS):
        Lease.objects.all().delete()
        first, second = take_at_once(*people).values()
        assert (first & second, len(first), len(second)) == (set(), BATCH, BATCH)
        assert first | second == waiting


@pytest.mark.django_db
def test_a_lease_ends_by_time_and_another_takes_it_over(staff, clock):
    comment = make_comment(make_article("ru"), state=State.WAITING)
    first, second = staff("moderator"), staff("editor")
    assert leases.claim([comment.pk], by=first) == {comment.pk}
    assert leases.claim([comment.pk], by=second) == set()
    clock(Lease.objects.get().until)
    assert leases.claim([comment.pk], by=second) == {comment.pk}
    assert leases.claim([comment.pk], by=first) == set()


@pytest.mark.django_db
def test_a_page_that_is_left_releases_only_what_no_newer_page_has(staff, clock):
    comment, person = make_comment(make_article("ru"), state=State.WAITING), staff("moderator")
    leases.claim([comment.pk], by=person)
    old = Lease.objects.get().until
    clock(old - leases.LASTS / 2)
    leases.claim([comment.pk], by=person)
    leases.leave(by=person, until=old)
    assert Lease.objects.exists()
    leases.leave(by=person, until=Lease.objects.get().until)
    assert not Lease.objects.exists()
