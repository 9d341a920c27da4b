"""Who may move an edition from which state to which, read as «from, to: permission needed»."""

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

# What the button says that leads there.
ACTS = {
    Status.DRAFT: _("Return to draft"),
    Status.IN_REVIEW: _("Send to review"),
    Status.PUBLISHED: _("Publish"),
    Status.WITHDRAWN: _("Withdraw"),
}


def moves_open_to(user, status):
    """The states into which `user` may move an edition that is in `status`."""
    return [to for (origin, to), permission in MOVES.items() if origin == status and user.has_perm(permission)]
