from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("News")
    desk_panels = [
        "articles.admin.first_page.waiting.waiting",
        "articles.admin.first_page.notes.notes",
        "articles.admin.first_page.notes.mistakes",
        "articles.admin.first_page.reminders.due_reminders",
        "articles.admin.first_page.waiting.drafts",
        "articles.admin.first_page.day.day",
        "articles.admin.first_page.notices.people",
        "articles.admin.first_page.most_read.most_read",
        "articles.admin.first_page.notices.popular",
    ]
    desk_notices = [
        "articles.admin.first_page.notices.conflict_notices",
        "articles.admin.first_page.notices.photo_notices",
        "articles.admin.first_page.notices.package_notices",
    ]
    """What the first page of the desk shows: see `newsroom/desk/first_page.py`."""

    def ready(self):
        from articles import (
            address_triggers,
            history_triggers,
            list_triggers,
            name_triggers,
            silence_triggers,
            words_triggers,
            work_triggers,
        )
        from articles.editorial import effects, roles, work_in_hand  # noqa: F401 (two register themselves)
        from articles.pictures import private_files  # noqa: F401 (the check registers itself)
        from articles.share_cards import checks  # noqa: F401 (the check registers itself)

        # The signal of this app comes before permissions of later ones are created.
        post_migrate.connect(roles.give_new_permissions, sender=apps.get_app_config("auth"))
        modules = (
            list_triggers, address_triggers, work_triggers, words_triggers, name_triggers, history_triggers,
            silence_triggers,
        )  # fmt: skip
        for module in modules:
            module.TRIGGERS.connect(self)
