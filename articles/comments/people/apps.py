from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "articles.comments.people"
    label = "commenters"
    verbose_name = _("Commenters")

    def ready(self):
        from articles.comments.people import codes, ending  # noqa: F401 (their channel and chore register themselves)
