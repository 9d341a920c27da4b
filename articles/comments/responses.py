"""Readers thank for comments of others, and report them. Nobody needs a cookie for that.

A browser is known by its address and its name. Their hash is another one for each comment, so it tells nobody what else
somebody reads. Behind one address of a mobile network there can be hundreds of readers, so several browsers of an
address count, but no more than a few: a program can call itself what it likes.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.comments.models import Comment, Report, Thanks
from newsroom.serving.client_address import network_of

MOST_OF_A_NETWORK = 5
"""Thanks for one comment."""
KEPT = datetime.timedelta(days=30)


def key_of(act, comment, *known):
    """Return a keyed hash that can't be compared with that of another comment."""
    return salted_hmac(f"comments.{act}", " ".join([str(comment.pk), *known]), algorithm="sha256").hexdigest()


def keys_of(act, comment, address, browser):
    """Return the hashes of a browser and of its network. Those whose address is not known share a network."""
    network = str(network_of(address)) if address else ""
    return key_of(act, comment, network, browser), key_of(act, comment, network)


@transaction.atomic
def thank(comment, *, address, browser):
    """Count a reader's thanks, but only once. Return whether it counts."""
    sender, network = keys_of("thanks", comment, address, browser)
    Comment.objects.select_for_update().only("pk").get(pk=comment.pk)
    known = Thanks.objects.filter(comment=comment)
    if known.filter(sender=sender).exists() or known.filter(network=network).count() >= MOST_OF_A_NETWORK:
        return False
    Thanks.objects.create(comment=comment, sender=sender, network=network, sent_at=timezone.now())
    Comment.objects.filter(pk=comment.pk).update(thanks=F("thanks") + 1)
    return True


def report(comment, *, reason, note, address, browser):
    """Keep a reader's report of a comment. The same reader's second one says nothing new, and is not kept."""
    reporter, _network = keys_of("reports", comment, address, browser)
    try:
        with transaction.atomic():
            row = {"comment": comment, "reason": reason, "note": note, "reporter": reporter}
            return Report.objects.create(**row, reported_at=timezone.now())
    except IntegrityError:
        return None


def forget_readers(now):
    """Erase the hashes that are a month old; return how many rows that was. Thanks and reports still count."""
    old = Report.objects.filter(reported_at__lte=now - KEPT).exclude(reporter=None)
    return Thanks.objects.filter(sent_at__lte=now - KEPT).delete()[0] + old.update(reporter=None)
