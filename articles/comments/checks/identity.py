"""Who the sender is: at a site where readers identify themselves, somebody who has signed in."""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.models import Comment, State
from articles.comments.people.ways import is_identity_required


def identity(attempt):
    if is_identified(attempt) or not is_identity_required():
        return PASSED
    message = _("Please sign in to comment, and then send this again. Your text stays here.")
    return refuse("unidentified", message, status=403)


def is_identified(attempt):
    """Whether the newsroom knows the person: then no proof of work is asked for."""
    return attempt.comment.person is not None


def approved_before(attempt, most):
    """Return how many comments of this person were approved, but not more than `most`."""
    approved = Comment.objects.filter(person=attempt.comment.person, state=State.APPROVED)
    return len(approved.values_list("pk")[:most])
