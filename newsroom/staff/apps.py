from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "newsroom.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self):
        from django.contrib.auth.models import Group, Permission
        from django_mfa.registry import registry

        from newsroom.staff import demo_accounts, mail, sign_in_log  # noqa: F401 (they register themselves)
        from newsroom.staff.names import permission_name, role_name
        from newsroom.staff.second_factor.sealed_totp import SealedTOTP

        registry.unregister("totp")
        registry.register(SealedTOTP())
        # Pickers, filters, titles and deletion pages of the admin print these models, and only with `str()`.
        Group.__str__ = role_name
        Permission.__str__ = permission_name
