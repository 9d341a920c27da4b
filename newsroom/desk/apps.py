from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.site.DeskSite"

    def ready(self):
        from newsroom.desk.admin_words import replace_english_words

        super().ready()
        replace_english_words()
