"""What a chief editor decides about an uncertain message or a failed effect."""

from django.utils import timezone

from newsroom.outbox import looks
from newsroom.outbox.models import Effect, State


def try_again(effect):
    """Carry out an effect once more, soon. Return whether there was still something to decide."""
    values = {"state": State.WAITING, "due_at": timezone.now(), "attempts": 0, "claim": ""}
    looks.look_soon()
    return bool(Effect.objects.undecided().filter(pk=effect.pk).update(**values))


def mark_done(effect):
    """Record that an effect needs nothing any more: the message has arrived. Return as `try_again` does."""
    values = {"state": State.DONE, "due_at": timezone.now(), "claim": ""}
    return bool(Effect.objects.undecided().filter(pk=effect.pk).update(**values))
