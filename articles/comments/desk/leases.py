"""No two moderators get the same comment: what is on somebody's screen is leased to them for some minutes.

A lease is a row that one statement makes, extends or takes over if its time is over. So of two who want a comment at
the same moment, the database gives it to one.
"""

import datetime

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.comments.models import Lease

LASTS = datetime.timedelta(minutes=10)
TAKE = """
    INSERT INTO comments_lease (comment_id, holder_id, until)
    SELECT id, %s, {until} FROM comments_comment WHERE id IN ({ids}) ORDER BY id
    ON CONFLICT (comment_id) DO UPDATE SET holder_id = excluded.holder_id, until = excluded.until
    WHERE comments_lease.until <= {now} OR comments_lease.holder_id = excluded.holder_id
    RETURNING comment_id
"""


def claim(ids, *, by):
    """Lease comments to a moderator; return the set of the ids of those that nobody else has."""
    if not ids:
        return set()
    now = timezone.now()
    moment = "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"
    statement = TAKE.format(ids=", ".join(["%s"] * len(ids)), until=moment, now=moment)
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(statement, [by.pk, adapt(now + LASTS), *sorted(ids), adapt(now)])
        return {pk for (pk,) in cursor.fetchall()}


def held_by_others(user):
    """Return a condition on comments: another moderator has it on the screen."""
    now = timezone.now()
    return Exists(Lease.objects.filter(comment=OuterRef("pk"), until__gt=now).exclude(holder=user))


def held(ids, *, by):
    """Return those of a set of ids that a moderator has on the screen."""
    return set(Lease.objects.filter(holder=by, comment__in=ids).values_list("comment", flat=True)) if ids else set()


def extend(*, by):
    """Let a moderator who is at work keep what is on the screen."""
    now = timezone.now()
    Lease.objects.filter(holder=by, until__gt=now).update(until=now + LASTS)


def release(ids):
    Lease.objects.filter(comment__in=ids).delete()


def leave(*, by, until=None, keep=()):
    """Release what a moderator has. With `until`, only leases that are not newer: another page may have begun since."""
    mine = Lease.objects.filter(holder=by).exclude(comment__in=keep)
    (mine.filter(until__lte=until) if until else mine).delete()
