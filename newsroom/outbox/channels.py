"""The table of channels: which function carries out an effect, and what is promised about it.

An app registers its channels when it starts, so that every process has all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

CHANNELS = {}


class Kind(models.TextChoices):
    """What is promised about an effect, however often a process is killed."""

    OWN = "own", _("in our own database: exactly once")
    REPEATABLE = "repeatable", _("can be repeated: at least once")
    MESSAGE = "message", _("message to a person: at most once")


class NotDoneError(Exception):
    """Raised by a channel that knows that nothing has left us, so that it can be tried again, even with a message."""


@dataclass(frozen=True)
class Channel:
    kind: Kind
    carry_out: Callable
    words: Callable
    """Returns, for the same arguments, what people read: «Mail to Dana: …»."""


def channel(name, kind, words):
    """Decorator: let a function carry out the effects of a channel. It gets their payload as arguments."""

    def register(function):
        CHANNELS[name] = Channel(kind, function, words)
        return function

    return register
