from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("News")

    def ready(self):
        from articles.list_triggers import TRIGGERS
        from articles.share_cards import checks  # noqa: F401 (the check registers itself)

        TRIGGERS.connect(self)
