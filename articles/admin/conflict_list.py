"""The list of conflicts, for administrators: how often two people change the same part at once."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.conflict_page import name_of_part
from articles.admin.of_story import OfStory
from articles.models import DraftChange, DraftConflict

COUNTED = timedelta(days=30)


@admin.register(DraftConflict)
class DraftConflictAdmin(OfStory, admin.ModelAdmin):
    """Nothing can be changed here: the two people decide on the page of the story."""

    change_list_template = "admin/articles/draftconflict/change_list.html"
    list_display = ["at", "article", "edition", "name", "by", "other", "is_decided"]
    list_display_links = None
    list_filter = ["language"]
    list_select_related = ["article", "by", "other"]
    list_per_page = 50
    actions = None

    @admin.display(description=_("edition"))
    def edition(self, conflict):
        return conflict.language or _("all")

    @admin.display(description=_("part"))
    def name(self, conflict):
        return name_of_part(conflict)

    @admin.display(description=_("decided"), boolean=True)
    def is_decided(self, conflict):
        return conflict.decided_at is not None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        since = timezone.now() - COUNTED
        counts = {
            "days": COUNTED.days,
            "conflicts": DraftConflict.objects.filter(at__gte=since).count(),
            "undecided": DraftConflict.objects.filter(at__gte=since, decided_at=None).count(),
            "changes": DraftChange.objects.filter(at__gte=since).count(),
        }
        return super().changelist_view(request, (extra_context or {}) | {"counts": counts})
