"""Channels of the tests, one of each kind. They write down what they have done where a rollback can't undo it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from newsroom.outbox import adding
from newsroom.outbox.channels import CHANNELS, Channel, Kind
from newsroom.outbox.models import Effect

LATER = timedelta(minutes=6)
"""Longer than a lease."""


class Killed(BaseException):
    """Ends a process at this point: no code of ours catches it, as no code runs after a kill."""


class Done(list):
    """What the channels have done. `error` is raised once, after something was done."""

    error = None

    def note(self, name):
        self.append(name)
        error, self.error = self.error, None
        if error:
            raise error

    def own(self, name):
        Group.objects.create(name=f"{name} {len(self)}")
        self.note(name)


@pytest.fixture
def done(monkeypatch):
    done = Done()
    for kind in Kind:
        function = done.own if kind == Kind.OWN else done.note
        monkeypatch.setitem(CHANNELS, kind.value, Channel(kind, function, lambda name: f"Effect {name}"))
    return done


def add(channel, act=None, name="one"):
    with transaction.atomic():
        adding.add(channel, act=act, name=name)
    return Effect.objects.latest("pk")


def let_pass(delta):
    """As if all times of the outbox were so much earlier."""
    for effect in Effect.objects.all():
        Effect.objects.filter(pk=effect.pk).update(due_at=effect.due_at - delta, added_at=effect.added_at - delta)
