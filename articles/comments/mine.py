"""Which comments are whose: those of a browser, by a signed cookie, and those of an account.

The answer to a comment gives the cookie. It has the numbers of comments and until when each can be changed, as the
addresses of their pages have. Only the list of the own comments reads it, and whatever adds to it.
"""

import datetime

from django.conf import settings
from django.core import signing
from django.utils import timezone

from articles.comments.models import Comment
from articles.comments.own import KEPT, changeable_until
from articles.comments.people.cookies import person_of

COOKIE = "comments"
MOST = 30


def remember(request, response, comment, until=None):
    """Let a browser know a comment that was sent with it. Its writer can change it until `until`."""
    until, known = int((until or changeable_until(comment)).timestamp()), of_browser(request)
    known.pop(comment.replaces_id, None)
    known = {comment.pk: max(until, known.pop(comment.pk, 0))} | known
    value = signing.dumps([*known.items()][:MOST], salt=__name__)
    options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    response.set_cookie(COOKIE, value, max_age=int(KEPT.total_seconds()), **options)
    return response


def of_browser(request):
    """Return {id of a comment that was sent with a browser: the second until when it can be changed}."""
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=__name__, max_age=KEPT))
    except signing.BadSignature:
        return {}


def own_comments(request):
    """Return pairs of the latest comments of whoever asks and until when each can be changed, the latest first.

    Those that only the account knows can't be changed: a correction would give more time for the next one.
    """
    known, person = of_browser(request), person_of(request)
    found = of(pk__in=known)
    found += of(person=person) if person else []
    rows = sorted({row.pk: row for row in found}.values(), key=lambda row: (row.sent_at, row.pk), reverse=True)
    return [(row, end_of(known[row.pk]) if row.pk in known else row.sent_at) for row in rows[:MOST]]


def of(**which):
    lately = Comment.objects.filter(sent_at__gt=timezone.now() - KEPT, corrections=None, **which)
    return list(lately.select_related("article")[:MOST])


def end_of(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
