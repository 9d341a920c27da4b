from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "newsroom.database"
    label = "database"

    def ready(self):
        from newsroom.database.table_versions import version_triggers

        version_triggers().connect(self)
