from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from newsroom.staff.models import User


@admin.register(User)
class StaffAdmin(UserAdmin):
    fieldsets = (*UserAdmin.fieldsets, (_("Newsroom"), {"fields": ["language"]}))
    list_display = ["username", "first_name", "last_name", "language", "is_active"]
