from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.comments import closing, moderation
from articles.comments.models import Comment, State
from newsroom import editions
from newsroom.desk.colleagues import zoned
from newsroom.desk.search import AnyCaseSearch


@admin.register(Comment)
class CommentAdmin(AnyCaseSearch, admin.ModelAdmin):
    """The list for moderators. It shows whole texts, opens with the waiting comments, and decides several at once."""

    list_display = ["text", "name", "headline", "language", "state", "is_of_unknown_origin", "sent_at"]
    list_filter = ["state", "language", "is_of_unknown_origin"]
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["-sent_at", "-pk"]
    actions = ["approve", "reject"]
    search_fields = ["name", "text"]
    fields = readonly_fields = [
        "headline", "language", "name", "text", "state", "is_of_unknown_origin", "sent_at", "decided_at", "decided_by",
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("article"))
    def headline(self, comment):
        """The headline that readers of the comment's edition see, with a link to the story.

        Moderators may not see stories, so those that readers can't see are not named.
        """
        story = comment.article.edition(editions.BY_CODE[comment.language])
        if not story.is_live:
            return _("not public")
        return format_html('<a href="{}">{}</a>', story.address, story.title)

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and not request.GET:
            return HttpResponseRedirect(f"{request.path}?state__exact={State.WAITING}")
        if request.method == "GET":
            self.tell_of_days(request)
        return super().changelist_view(request, extra_context)

    @admin.action(description=_("Approve the selected comments"), permissions=["change"])
    def approve(self, request, queryset):
        held = closing.held_back(queryset).count()
        self.report(request, moderation.approve(queryset, by=request.user))
        if held:
            said = ngettext(
                "%d comment is not approved: a day of silence concerns its story.",
                "%d comments are not approved: a day of silence concerns their stories.",
                held,
            )
            messages.warning(request, said % held)

    @admin.action(description=_("Reject the selected comments"), permissions=["change"])
    def reject(self, request, queryset):
        self.report(request, moderation.reject(queryset, by=request.user))

    def tell_of_days(self, request):
        for day in closing.days_now():
            said = gettext("%(name)s, until %(time)s: comments on material marked “%(matter)s” cannot be approved.")
            words = {"name": day, "time": zoned(day.ends_at), "matter": day.get_matter_display()}
            messages.warning(request, said % words)

    def report(self, request, count):
        messages.success(request, ngettext("%d comment decided.", "%d comments decided.", count) % count)
