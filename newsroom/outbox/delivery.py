"""Carry out effects, never within the transaction of their act. Several processes may do so at once.

A process takes an effect by a lease, which ends by itself if the process is killed. What happens then is the promise of
the effect's kind:

- own: the effect and the mark that it is done are one transaction, so it is carried out exactly once;
- repeatable: it is marked after it was carried out, so it is carried out at least once;
- a message to a person: it is marked before it is sent, so it is sent at most once. If nobody can know whether it was
  sent, it is not sent again until a chief editor decides (`decisions.py`).
"""

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from newsroom.outbox.channels import CHANNELS, Kind, NotDoneError
from newsroom.outbox.models import Effect, State

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than any channel takes."""
FIRST_PAUSE, FACTOR = timedelta(minutes=1), 4
"""Pauses between attempts: 1, 4, 16, 64, 256 minutes."""
MOST_ATTEMPTS = 6
KEPT_FOR = timedelta(days=30)
"""How long the row of an effect that is done is kept. So long the same act can't add it again."""
CLAIM_LENGTH = 20


def deliver_due(most=None, seconds=None):
    """Carry out what is due: at most so many, and none that would begin after so many seconds. Return how many."""
    ends, number = time.monotonic() + (seconds or 0), 0
    while number != most and (not seconds or time.monotonic() < ends) and (effect := claim_next()):
        carry_out(effect)
        number += 1
    return number


def claim_next():
    """Claim the effect that has been due longest. Return it; None if there is none."""
    for pk, kind in Effect.objects.due().order_by("due_at", "pk").values_list("pk", "kind")[:20]:
        claim = get_random_string(CLAIM_LENGTH)
        state = State.SENDING if kind == Kind.MESSAGE else State.WAITING
        lease = {"claim": claim, "state": state, "due_at": timezone.now() + LEASE, "attempts": F("attempts") + 1}
        if Effect.objects.due().filter(pk=pk).update(**lease):  # or another process was faster
            return Effect.objects.get(pk=pk)
    return None


def carry_out(effect):
    """Carry out an effect that the caller has claimed."""
    try:
        if effect.attempts > MOST_ATTEMPTS:  # each of them was killed
            note(effect, state=State.FAILED)
        elif effect.kind == Kind.OWN:
            carry_out_own(effect)
        else:
            run(effect)
            note_done(effect)
    except Exception as error:
        logger.exception("Effect %s (%s) has failed", effect.pk, effect.channel)
        note_failure(effect, error)


def run(effect):
    CHANNELS[effect.channel].carry_out(**effect.payload)


@transaction.atomic
def carry_out_own(effect):
    if claimed(effect).select_for_update().exists():
        run(effect)
        note_done(effect)


def claimed(effect):
    """The row of an effect, if nobody else has claimed it since, and no chief editor has decided about it."""
    return Effect.objects.filter(pk=effect.pk, claim=effect.claim, state=effect.state)


def note(effect, **values):
    return claimed(effect).update(**values)


def note_done(effect):
    note(effect, state=State.DONE, due_at=timezone.now(), error="")


def note_failure(effect, error):
    """Record an error, and what follows from it."""
    values = {"error": f"{type(error).__name__}: {error}".replace("\0", "")[:500], "due_at": timezone.now()}
    if effect.kind == Kind.MESSAGE and not isinstance(error, NotDoneError):
        note(effect, **values)  # still being sent, without a lease: uncertain
    elif effect.attempts >= MOST_ATTEMPTS:
        note(effect, **values | {"state": State.FAILED})
    else:
        pause = FIRST_PAUSE * FACTOR ** (effect.attempts - 1)
        note(effect, **values | {"state": State.WAITING, "due_at": timezone.now() + pause})


def forget_done(most=1000):
    """Delete rows of effects that were done long ago, at most so many."""
    old = Effect.objects.filter(state=State.DONE, due_at__lt=timezone.now() - KEPT_FOR)
    Effect.objects.filter(pk__in=[*old.order_by("due_at").values_list("pk", flat=True)[:most]]).delete()
