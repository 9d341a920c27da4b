from django.contrib import admin

from newsroom.desk.edition_admin import EditionAdmin
from newsroom.identity.models import Link, Page, SiteIdentity


@admin.register(SiteIdentity)
class SiteIdentityAdmin(EditionAdmin):
    fields = ["name", "tagline", "imprint", "phone", "email", "age_mark"]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteIdentity.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Link)
class LinkAdmin(EditionAdmin):
    fields = ["place", "position", "label", "address", "key"]
    list_display = ["__str__", "place", "position", "address"]
    list_filter = ["place"]
    search_fields = ["label", "address"]


@admin.register(Page)
class PageAdmin(EditionAdmin):
    fields = ["title", "body", "key"]
    list_display = ["__str__", "key", "changed_at"]
    search_fields = ["title", "key"]
