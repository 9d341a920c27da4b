"""The same was not posted minutes ago. Two at the same moment pass; then the database refuses the second."""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse


def repeated(attempt):
    return refusal() if attempt.recent.is_same else PASSED


def refusal():
    message = _("This comment has already been sent. It will appear once a moderator has read it.")
    return refuse("repeated", message, status=409)
