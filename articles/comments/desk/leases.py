"""No two moderators get the same comment: what is on somebody's screen is leased to them for some minutes.

A lease is a row that one statement makes, extends or takes over if its time is over. So of two who want a comment at
the same moment, the database gives it to one. The row knows all pages of its holder that show the comment: each page
has a token of its own, and gives back only what no other page of the same person shows.
"""

import datetime
import re
import secrets

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.comments.appeals.rules import not_for
from articles.comments.models import Lease

LASTS = datetime.timedelta(minutes=10)
TOKEN = re.compile(r"\A[0-9a-f]{16}\Z")
TAKE = """
    INSERT INTO comments_lease (comment_id, holder_id, until, pages)
    SELECT id, %s, {until}, '{{}}' FROM comments_comment WHERE id IN ({ids}) ORDER BY id
    ON CONFLICT (comment_id) DO UPDATE SET holder_id = excluded.holder_id, until = excluded.until
    WHERE comments_lease.until <= {now} OR comments_lease.holder_id = excluded.holder_id
    RETURNING comment_id
"""


def new_page():
    """Return the token of a page. It says nothing of who has opened it, and opens nothing."""
    return secrets.token_hex(8)


def page_in(sent):
    """Return the token that a page has sent; "" if there is none, such as from a page of an earlier release."""
    page = sent.get("page", "")
    return page if TOKEN.match(page) else ""


@transaction.atomic
def claim(ids, *, by, page):
    """Lease comments to a page of a moderator; return the set of the ids of those that nobody else has.

    Among these are comments about whose appeals the moderator may not decide: they are leased to those who may.
    """
    if not ids:
        return set()
    now = timezone.now()
    of_others = set(not_for(by).filter(pk__in=ids).values_list("pk", flat=True))
    mine = take({*ids} - of_others, by, now)
    hold(Lease.objects.filter(comment__in=mine), page, now)
    return mine | of_others


def take(ids, by, now):
    if not ids:
        return set()
    moment = "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"
    statement = TAKE.format(ids=", ".join(["%s"] * len(ids)), until=moment, now=moment)
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(statement, [by.pk, adapt(now + LASTS), *sorted(ids), adapt(now)])
        return {pk for (pk,) in cursor.fetchall()}


def hold(locked, page, now):
    """Note on leases that a page has them from now on."""
    rows, until = list(locked), now + LASTS
    for row in rows:
        row.until, row.pages = until, still_held(row, now) | {page: until.timestamp()}
    Lease.objects.bulk_update(rows, ["until", "pages"])


def still_held(lease, now):
    return {page: end for page, end in lease.pages.items() if end > now.timestamp()}


def held_by_others(user):
    """Return a condition on comments: another moderator has it on the screen."""
    now = timezone.now()
    return Exists(Lease.objects.filter(comment=OuterRef("pk"), until__gt=now).exclude(holder=user))


def of_page(by, page):
    return Lease.objects.filter(holder=by, pages__has_key=page)


def held(ids, *, by, page):
    """Return those of a set of ids that a page of a moderator shows."""
    return set(of_page(by, page).filter(comment__in=ids).values_list("comment", flat=True)) if ids else set()


@transaction.atomic
def extend(*, by, page):
    """Let a moderator who is at work keep what a page shows."""
    now = timezone.now()
    hold(of_page(by, page).filter(until__gt=now).select_for_update().order_by("comment"), page, now)


@transaction.atomic
def leave(*, by, page, only=None, keep=()):
    """Release what a page shows, or `only` some of it. What another page of the same person shows stays leased."""
    mine = of_page(by, page).exclude(comment__in=keep)
    mine = mine if only is None else mine.filter(comment__in=only)
    rows, now = list(mine.select_for_update().order_by("comment")), timezone.now()
    for row in rows:
        row.pages.pop(page)
        row.pages = still_held(row, now)
    Lease.objects.filter(pk__in=[row.pk for row in rows if not row.pages]).delete()
    kept = [row for row in rows if row.pages]
    for row in kept:
        row.until = datetime.datetime.fromtimestamp(max(row.pages.values()), datetime.UTC)
    Lease.objects.bulk_update(kept, ["until", "pages"])
