from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "articles.comments"
    label = "comments"
    verbose_name = _("Comments")
    roles = {
        "editor": {"comments.comment": "CV"},
        "chief editor": {"comments.comment": "CDV"},
        "moderator": {"comments.comment": "CV"},
    }
    """Permissions in the format of `articles/editorial/roles.py`."""
    desk_notices = ["articles.comments.notices.waiting"]
