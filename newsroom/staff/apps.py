from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "newsroom.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self):
        from django.contrib.auth.models import Group, Permission

        from newsroom.staff import demo_accounts, mail  # noqa: F401 (its check and its channel register themselves)
        from newsroom.staff.names import permission_name, role_name

        # Pickers, filters, titles and deletion pages of the admin print these models, and only with `str()`.
        Group.__str__ = role_name
        Permission.__str__ = permission_name
