"""Without a worker, the next request of a member of staff carries out what is due."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from newsroom.outbox import looks
from newsroom.outbox.models import Effect
from newsroom.outbox.tests.conftest import add

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/admin/"


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.DELIVERS_AFTER_REQUESTS = True
    looks.look_soon()


def test_a_request_of_staff_delivers_after_its_answer_and_a_reader_never_does(signed_in, done, rf):
    client, effect = signed_in("reporter"), add("message")
    for reader, address in ((Client(), "/ru/"), (Client(), "/admin/login/"), (client, "/ru/")):
        assert reader.get(address).status_code == 200
    assert done == []

    request = rf.get(DESK, headers={"cookie": client.cookies.output(attrs=[], header="").strip()})
    answer = WSGIHandler()(request.environ, lambda *_arguments: None)
    assert (answer.status_code, len(b"".join(answer)) > 1000, done) == (200, True, [])
    answer.close()  # as a server does when it has sent the answer
    effect.refresh_from_db()
    assert (done, effect.state) == (["one"], "done")


def test_a_request_looks_now_and_then_and_at_once_after_something_was_added(signed_in, done):
    client = signed_in("reporter")
    client.get(DESK)
    looked = looks._next
    client.get(DESK)
    assert looks._next == looked  # it did not look again
    for number in range(7):  # more than one request may carry out
        add("repeatable", name=str(number))
    client.get(DESK)
    assert len(done) == 5
    client.get(DESK)
    assert len(done) == 7


def test_a_failure_of_the_outbox_does_not_reach_the_answer(signed_in, done):
    client, effect = signed_in("reporter"), add("repeatable")
    Effect.objects.update(channel="removed")  # by a later version of the site
    assert client.get(DESK).status_code == 200
    effect.refresh_from_db()
    assert (effect.state, effect.error) == ("waiting", "KeyError: 'removed'")
