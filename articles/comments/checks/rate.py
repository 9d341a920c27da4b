"""Not too many comments come from one sender, under one story, on the site, or at all.

Comments with a proof of work have a limit of their own. So a flood of the others doesn't keep a reader away.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.models import Comment, RecentComment
from articles.comments.recent import MINUTE


def rate(attempt):
    if attempt.recent.own >= attempt.settings.most_from_sender:
        return from_busy_sender()
    if attempt.slow and attempt.recent.slow:
        return too_soon(attempt.rules.slow_seconds)
    is_full = attempt.recent.here >= attempt.most_here
    if is_full or (not attempt.is_proved and (is_flooded(attempt) or many_wait(attempt.settings.most_waiting))):
        return too_many(_("Very many comments have just come in. Please send this one again in a minute."))
    return PASSED


def from_busy_sender():
    return too_many(_("Too many comments have just come from your network. Please send this one again in a minute."))


def too_soon(seconds):
    message = ngettext(
        "This discussion is in slow mode: one comment in %d second. Please send this one again later.",
        "This discussion is in slow mode: one comment in %d seconds. Please send this one again later.",
        seconds,
    )
    return too_many(message % seconds, wait=seconds)


def is_flooded(attempt):
    """Whether too many comments without proof of work have come to the whole site in the last minute."""
    most = attempt.settings.most_on_site
    lately = RecentComment.objects.filter(is_proved=False, sent_at__gt=attempt.now - MINUTE)
    return lately.order_by()[most - 1 : most].exists()


def many_wait(most):
    return Comment.objects.waiting().order_by("-sent_at")[most - 1 : most].exists()


def too_many(message, wait=60):
    return refuse("rate", message, status=429, wait=wait)
