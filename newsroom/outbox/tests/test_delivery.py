"""What is promised about effects, whenever a process is killed or something fails."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from newsroom.outbox import adding, delivery
from newsroom.outbox.channels import NotDoneError
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect, State
from newsroom.outbox.tests.conftest import LATER, Killed, add, let_pass

pytestmark = pytest.mark.django_db


def killed_delivery():
    with pytest.raises(Killed):
        deliver_due()


def written():
    """Return how many rows the effects have left."""
    return Group.objects.filter(name__startswith="one ").count()


# The row


def test_the_same_act_adds_an_effect_to_a_channel_once(done):
    for act in ("act 1", "act 1", "act 2", None, None):
        add("repeatable", act)
    add("message", "act 1")
    assert deliver_due() == len(done) == Effect.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_an_effect_is_there_exactly_if_its_act_is(done):
    with pytest.raises(TransactionManagementError):
        adding.add("own", name="one")
    with transaction.atomic():
        adding.add("own", name="one")
        transaction.set_rollback(True)
    assert Effect.objects.count() == 0
    with transaction.atomic():
        adding.add("own", name="one")
    assert Effect.objects.count() == 1


# Killed processes


@pytest.mark.parametrize(
    ("kind", "times", "rows", "state"),
    [("own", 2, 1, State.DONE), ("repeatable", 2, 0, State.DONE), ("message", 1, 0, State.SENDING)],
)
def test_a_process_is_killed_after_the_effect_and_before_the_mark(done, kind, times, rows, state):
    effect, done.error = add(kind), Killed()
    killed_delivery()
    assert deliver_due() == 0  # the lease of the killed process is still there
    assert not Effect.objects.undecided().exists()
    let_pass(LATER)
    deliver_due()
    effect.refresh_from_db()
    # What an own effect did before the kill was undone.
    assert (len(done), written(), effect.state) == (times, rows, state)
    assert [*Effect.objects.uncertain()] == ([effect] if kind == "message" else [])


@pytest.mark.parametrize(("kind", "times"), [("own", 1), ("repeatable", 1), ("message", 0)])
def test_a_process_is_killed_before_the_effect(done, kind, times, monkeypatch):
    effect = add(kind)
    delivery.claim_next()  # the process that calls it does nothing more
    let_pass(LATER)
    assert (deliver_due(), len(done)) == (times, times)
    assert Effect.objects.uncertain().filter(pk=effect.pk).exists() == (kind == "message")


@pytest.mark.parametrize("kind", ["own", "repeatable"])
def test_an_effect_that_kills_each_process_is_given_up(done, kind):
    effect = add(kind)
    for _attempt in range(delivery.MOST_ATTEMPTS):
        done.error = Killed()
        killed_delivery()
        let_pass(LATER)
    deliver_due()
    assert len(done) == delivery.MOST_ATTEMPTS
    assert [*Effect.objects.undecided()] == [effect]


def test_a_process_that_was_too_slow_does_not_repeat_or_unmark_what_another_has_done(done):
    effects = [add("own"), add("repeatable")]
    slow = [delivery.claim_next() for _effect in effects]
    let_pass(LATER)
    assert deliver_due() == 2
    delivery.carry_out(slow[0])
    assert done == ["one", "one"]
    delivery.note_failure(slow[1], OSError())
    assert {*Effect.objects.values_list("state", flat=True)} == {State.DONE}


# Failures


@pytest.mark.parametrize(
    ("kind", "error"), [("own", OSError), ("repeatable", OSError), ("message", NotDoneError)], ids=str
)
def test_attempts_have_growing_pauses_and_an_end(done, kind, error):
    effect, pauses = add(kind), []
    for _attempt in range(delivery.MOST_ATTEMPTS):
        done.error = error("no route\0")
        assert deliver_due() == 1
        effect.refresh_from_db()
        pauses.append(round((effect.due_at - timezone.now()) / timedelta(minutes=1)))
        let_pass(effect.due_at - timezone.now())
    assert pauses == [1, 4, 16, 64, 256, 0]
    assert (effect.state, effect.error) == (State.FAILED, f"{error.__name__}: no route")
    assert (deliver_due(), [*Effect.objects.undecided()]) == (0, [effect])
    assert written() == 0


def test_a_message_whose_sending_has_failed_in_the_middle_is_uncertain_at_once(done):
    effect, done.error = add("message"), TimeoutError("no answer")
    deliver_due()
    assert [*Effect.objects.uncertain()] == [effect]
    let_pass(timedelta(days=1))
    assert (deliver_due(), done) == (0, ["one"])


def test_a_failed_effect_does_not_stop_the_others(done):
    done.error = OSError()
    for name in ("one", "two", "three"):
        add("repeatable", name=name)
    assert (deliver_due(), done) == (3, ["one", "two", "three"])


# The command


def test_the_command_carries_out_what_is_due_and_forgets_what_was_done_long_ago(done, capsys):
    add("repeatable"), add("message")
    call_command("deliver")
    assert (capsys.readouterr().out, len(done)) == ("Carried out: 2.\n", 2)
    failed, done.error = add("message"), OSError()
    call_command("deliver")
    let_pass(delivery.KEPT_FOR + LATER)
    call_command("deliver")
    assert [*Effect.objects.all()] == [failed]
