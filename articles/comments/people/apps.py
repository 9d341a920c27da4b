from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "articles.comments.people"
    label = "commenters"
    verbose_name = _("Commenters")
    roles = {
        "chief editor": {
            "commenters.commenter": "V",
            "commenters.contact": "V",
            "commenters.disclosure": "ACV",
        },
        "moderator": {"commenters.commenter": "V"},
    }
    """Permissions in the format of `articles/editorial/roles.py`. To change a disclosure is to decide about it."""
    desk_notices = ["articles.comments.people.notices.undecided"]

    def ready(self):
        from articles.comments.people import codes, ending  # noqa: F401 (their channel and chore register themselves)
