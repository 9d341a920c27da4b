from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.forms import Script
from django.utils.translation import gettext_lazy as _

from newsroom.desk.passwords import PasswordForm
from newsroom.staff.models import User


class PermissionsOfTheDesk:
    """Offers the permissions that pages of the desk ask for. Those of other tables would change nothing."""

    class Media:
        js = [Script("desk/picker-names.js", type="module")]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Permission:
            types = ContentType.objects.get_for_models(*models_of(self.admin_site)).values()
            kwargs["queryset"] = Permission.objects.filter(content_type__in=types).select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def models_of(site):
    """Yield the models that have a list at the desk, or rows in the form of another."""
    for model, own in site._registry.items():
        yield model
        yield from (inline.model for inline in own.inlines)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(PermissionsOfTheDesk, GroupAdmin):
    pass


@admin.register(User)
class StaffAdmin(PermissionsOfTheDesk, UserAdmin):
    change_password_form = PasswordForm
    fieldsets = (*UserAdmin.fieldsets, (_("Newsroom"), {"fields": ["language"]}))
    list_display = ["username", "first_name", "last_name", "language", "is_active"]
