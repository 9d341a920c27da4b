"""How many comments somebody reports in an hour. Without a limit, one program would fill the queue with reports.

Nobody's reports are linked by a row (`weights.py`), so the hash of whoever reports is compared with the latest ones.
"""

import datetime
from itertools import takewhile

from django.utils import timezone

from articles.comments.models import Report
from articles.comments.reports.weights import MOST_COMPARED, key_of, key_of_person
from newsroom.serving.client_address import network_of

HOUR = datetime.timedelta(hours=1)
MOST_OF_A_PERSON = 20
MOST_OF_STRANGERS = 40
"""Of all readers of a network who have not signed in. Behind one of a mobile operator there are hundreds."""


def has_reported_enough(person, address):
    """Return whether a `Commenter`, or without one a network, has reported as many comments as are taken in an hour."""
    if person:
        return sum(row.reporter == key_of_person(row.comment_id, person) for row in latest(True)) >= MOST_OF_A_PERSON
    network = str(network_of(address)) if address else ""
    return sum(row.network == key_of("reports", row.comment_id, network) for row in latest(False)) >= MOST_OF_STRANGERS


def latest(is_identified):
    """Return the reports of the last hour, the latest first."""
    since = timezone.now() - HOUR
    rows = Report.objects.filter(is_identified=is_identified).order_by("-pk")
    rows = rows.only("comment", "reporter", "network", "reported_at")[:MOST_COMPARED]
    return takewhile(lambda row: row.reported_at > since, rows.iterator(chunk_size=200))
