from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.forms import Script
from django.utils.translation import gettext_lazy as _
from django_mfa.models import Authenticator, MfaExemption

from newsroom.desk.deletion import without_rows_of
from newsroom.desk.passwords import PasswordForm
from newsroom.staff.account_pages import AccountActs
from newsroom.staff.models import SecondFactorRule, SignInEvent, StaffSession, User


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


admin.site.unregister([Group, Authenticator, MfaExemption])  # django-mfa's lists are not translated


@admin.register(Group)
class RoleAdmin(PermissionsOfTheDesk, GroupAdmin):
    pass


@admin.register(User)
class StaffAdmin(AccountActs, PermissionsOfTheDesk, UserAdmin):
    change_password_form = PasswordForm
    fieldsets = (*UserAdmin.fieldsets, (_("Newsroom"), {"fields": ["language"]}))
    list_display = ["username", "first_name", "last_name", "language", "is_active"]

    def get_deleted_objects(self, objs, request):
        """Leave out what only belongs to an account: its sessions and its factors."""
        tree, counts, *rest = super().get_deleted_objects(objs, request)
        own = [StaffSession, *apps.get_app_config("django_mfa").get_models()]
        names = {str(model._meta.verbose_name_plural) for model in own}
        left = {name: count for name, count in counts.items() if str(name) not in names}
        return without_rows_of(own, tree), left, *rest


@admin.register(SecondFactorRule)
class SecondFactorRuleAdmin(admin.ModelAdmin):
    list_display = ["role"]


@admin.register(SignInEvent)
class SignInEventAdmin(admin.ModelAdmin):
    """The log of sign-ins. Nothing can be changed in it."""

    list_display = ["at", "event", "name", "by", "address", "detail", "browser"]
    list_display_links = None
    list_filter = ["event"]
    list_select_related = ["by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["name", "address"]
    ordering = ["-pk"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
