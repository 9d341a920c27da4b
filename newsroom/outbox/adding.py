"""Add an effect to the outbox, in the transaction of the act."""

from uuid import uuid4

from django.db import router, transaction
from django.db.transaction import TransactionManagementError

from newsroom.outbox import looks
from newsroom.outbox.channels import CHANNELS
from newsroom.outbox.models import Effect


def add(channel, *, act=None, **payload):
    """Add an effect, to be carried out after the transaction by whoever looks next (`delivery.py`).

    `act` is the key of the act, such as "act 17". The same act adds an effect to a channel once; None is an act of its
    own. An effect that is to reach several people needs a key for each.
    """
    using = router.db_for_write(Effect)
    if not transaction.get_connection(using).in_atomic_block:
        raise TransactionManagementError("An effect is added in the transaction of its act, or it could get lost.")
    effect = Effect(act=act or uuid4().hex, channel=channel, kind=CHANNELS[channel].kind, payload=payload)
    Effect.objects.bulk_create([effect], ignore_conflicts=True)
    transaction.on_commit(looks.look_soon, using=using, robust=True)
