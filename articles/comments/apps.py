from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "articles.comments"
    label = "comments"
    verbose_name = _("Comments")
    roles = {
        "editor": {
            "comments.comment": "CV",
            "comments.decisionact": "V",
            "comments.ban": "V",
            "comments.discussionrules": "ACDV",
            "comments.writernote": "CV",
        },
        "chief editor": {
            "comments.comment": "CDV",
            "comments.decisionact": "V",
            "comments.ban": "ACV",
            "comments.bannedword": "ACDV",
            "comments.commentsettings": "ACV",
            "comments.discussionrules": "ACDV",
            "comments.writernote": "CV",
        },
        "moderator": {
            "comments.comment": "CV",
            "comments.decisionact": "V",
            "comments.ban": "ACV",
            "comments.bannedword": "ACDV",
            "comments.writernote": "CV",
        },
    }
    """Permissions in the format of `articles/editorial/roles.py`."""
    desk_notices = [
        "articles.comments.notices.waiting",
        "articles.comments.notices.appeals",
        "articles.comments.notices.notes_to_look_at",
        "articles.comments.notices.on_own_stories",
    ]

    def ready(self):
        from articles.comments import count_triggers, forgetting, late  # noqa: F401 (the chores register themselves)
        from articles.comments.replies import telling  # noqa: F401 (registers the channel)

        count_triggers.TRIGGERS.connect(self)
