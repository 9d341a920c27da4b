from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "newsroom.database"
    label = "database"

    def ready(self):
        from newsroom.database.version_triggers import triggers_of
        from newsroom.database.versioned import VERSIONED

        triggers_of(VERSIONED).connect(self)
