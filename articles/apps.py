from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("News")

    def ready(self):
        from articles import address_triggers, list_triggers, work_triggers
        from articles.editorial import effects  # noqa: F401 (its channels register themselves)
        from articles.pictures import private_files  # noqa: F401 (the check registers itself)
        from articles.share_cards import checks  # noqa: F401 (the check registers itself)

        for triggers in (list_triggers.TRIGGERS, address_triggers.TRIGGERS, work_triggers.TRIGGERS):
            triggers.connect(self)
