"""Not too many comments come from one sender, under one story or at all.

Comments with a proof of work have a limit of their own. So a flood of the others doesn't keep a reader away.
"""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.models import Comment


def rate(attempt):
    if attempt.recent.own >= attempt.settings.most_from_sender or (attempt.slow and attempt.recent.slow):
        return from_busy_sender()
    is_full = attempt.recent.here >= attempt.most_here
    if is_full or (not attempt.is_proved and many_wait(attempt.settings.most_waiting)):
        return too_many(_("Very many comments have just come in. Please send this one again in a minute."))
    return PASSED


def from_busy_sender():
    return too_many(_("Too many comments have just come from your network. Please send this one again in a minute."))


def many_wait(most):
    return Comment.objects.waiting().order_by("-sent_at")[most - 1 : most].exists()


def too_many(message):
    return refuse("rate", message, status=429)
