from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "newsroom.outbox"
    label = "outbox"
    verbose_name = _("Outside effects")
    roles = {"chief editor": {"outbox.effect": "CV"}}
    """Permissions in the format of `articles/editorial/roles.py`."""
    desk_notices = ["newsroom.outbox.notices.undecided"]
