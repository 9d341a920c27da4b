from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("News")

    def ready(self):
        from articles import list_triggers
        from articles.share_cards import checks  # noqa: F401 (the check registers itself)

        pre_migrate.connect(list_triggers.drop_before_migrations, sender=self)
        post_migrate.connect(list_triggers.create_after_migrations, sender=self)
