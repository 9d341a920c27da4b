"""The list of checks before publication, in which the chief editor chooses what each of them does."""

from django.contrib import admin

from articles.models import PublishRule


@admin.register(PublishRule)
class PublishRuleAdmin(admin.ModelAdmin):
    list_display = ["rule", "level"]
    list_display_links = None
    list_editable = ["level"]
    ordering = ["pk"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
