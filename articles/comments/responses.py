"""Readers thank for comments of others, and report them. Nobody needs an account for that.

A browser is known by its address and its name. Their hash is another one for each comment, so it tells nobody what else
somebody reads. Behind one address of a mobile network there can be hundreds of readers, so several browsers of an
address count, but no more than a few: a program can call itself what it likes.
"""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.comments.models import Comment, Report, Thanks
from articles.comments.reports.holding import hold_if_heavy
from articles.comments.reports.limits import has_reported_enough
from articles.comments.reports.weights import key_of, key_of_person, weight_of
from newsroom.serving.client_address import network_of

MOST_OF_A_NETWORK = 5
"""Thanks for one comment, and reports of people who have not signed in."""
KEPT = datetime.timedelta(days=30)


def keys_of(act, comment, address, browser):
    """Return the hashes of a browser and of its network. Those whose address is not known share a network."""
    network = str(network_of(address)) if address else ""
    return key_of(act, comment.pk, network, browser), key_of(act, comment.pk, network)


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


@transaction.atomic
def report(comment, *, reason, note, address, browser, person=None, limit=0):
    """Keep a reader's report of a comment, which may hide it: `limit` is the weight for that.

    `person` is the `Commenter` who reports it, if somebody has signed in. Return the report. The same reader's second
    one says nothing new: return the first. Return None if the network has sent too many, or if whoever reports has done
    so with many other comments within an hour.
    """
    reporter, network = keys_of("reports", comment, address, browser)
    reporter = key_of_person(comment.pk, person) if person else reporter
    Comment.objects.select_for_update().only("pk").get(pk=comment.pk)
    known = Report.objects.filter(comment=comment)
    if earlier := known.filter(reporter=reporter).first():
        return earlier
    if not person and known.filter(network=network, is_identified=False).count() >= MOST_OF_A_NETWORK:
        return None
    if has_reported_enough(person, address):
        return None
    keys = {"reporter": reporter, "network": network, "is_identified": person is not None}
    words = {"reason": reason, "note": note, "weight": weight_of(person)}
    made = Report.objects.create(comment=comment, **keys, **words, reported_at=timezone.now())
    hold_if_heavy(comment, limit)
    return made


def forget_readers(now):
    """Erase the hashes that are a month old; return how many rows that was. Thanks and reports still count."""
    old = Report.objects.filter(reported_at__lte=now - KEPT).exclude(reporter=None)
    return Thanks.objects.filter(sent_at__lte=now - KEPT).delete()[0] + old.update(reporter=None, network=None)
