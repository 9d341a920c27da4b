"""The list of notes on writers at the desk: those of today, and all others. They are written in the queue."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.comments import noting
from articles.comments.models import WriterNote


class LookAgain(admin.SimpleListFilter):
    title, parameter_name = _("look again"), "look"

    def lookups(self, request, model_admin):
        return [("due", _("today")), ("later", _("later"))]

    def queryset(self, request, notes):
        open_ones = notes.filter(done_at=None, look_on__isnull=False)
        due = notes.due().values("pk")
        return {"due": notes.filter(pk__in=due), "later": open_ones.exclude(pk__in=due)}.get(self.value(), notes)


@admin.register(WriterNote)
class WriterNoteAdmin(admin.ModelAdmin):
    list_display = ["text", "writer", "look_on", "done_at", "by", "at"]
    list_filter = [LookAgain]
    list_select_related = ["person", "by"]
    list_per_page = 50
    actions = ["look_at"]
    fields = readonly_fields = ["text", "writer", "look_on", "by", "at", "done_by", "done_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_look_permission(self, request):
        return request.user.has_perm("comments.change_writernote")

    @admin.display(description=_("writer"))
    def writer(self, note):
        return note.person or _("the network of a comment")

    @admin.action(description=_("Looked at: remind nobody any more"), permissions=["look"])
    def look_at(self, request, queryset):
        count = noting.look_at(queryset, by=request.user)
        messages.success(request, ngettext("%d note is done.", "%d notes are done.", count) % count)
