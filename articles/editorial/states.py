"""The possible status changes of an edition, as {(from, to): required permission}."""

from django.utils.translation import gettext_lazy as _

from articles.models import Status

MOVES = {
    (Status.DRAFT, Status.IN_REVIEW): "articles.change_article",
    (Status.IN_REVIEW, Status.DRAFT): "articles.change_article",
    (Status.DRAFT, Status.PUBLISHED): "articles.publish_article",
    (Status.IN_REVIEW, Status.PUBLISHED): "articles.publish_article",
    (Status.PUBLISHED, Status.WITHDRAWN): "articles.publish_article",
    (Status.WITHDRAWN, Status.PUBLISHED): "articles.publish_article",
    (Status.WITHDRAWN, Status.DRAFT): "articles.change_article",
}

# The label of the button for each new status.
BUTTON_LABELS = {
    Status.DRAFT: _("Return to draft"),
    Status.IN_REVIEW: _("Send for review"),
    Status.PUBLISHED: _("Publish"),
    Status.WITHDRAWN: _("Withdraw"),
}


def moves_open_to(user, status):
    """Return the statuses to which `user` may move an edition that has `status`."""
    return [to for (origin, to), permission in MOVES.items() if origin == status and user.has_perm(permission)]
