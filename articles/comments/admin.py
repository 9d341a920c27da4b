"""Comments at the desk: the moderators' list."""

from functools import partial

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.comments import (
    bans_admin,  # noqa: F401 (registers the bans)
    closing,
    moderation,
    notes_admin,  # noqa: F401 (registers the notes)
    settings_admin,  # noqa: F401 (registers the settings)
)
from articles.comments.desk import leases, own_stories_page, pages
from articles.comments.desk.deciding import undoable_by, words_of_missed
from articles.comments.desk.ways import ways
from articles.comments.log_admin import counted, number_of
from articles.comments.models import (
    Comment,
    Decision,
    RejectionReason,
    State,
)
from articles.comments.words import admin as words_admin  # noqa: F401 (registers the list of words)
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
    actions = ["approve"]
    search_fields = ["name", "text"]
    fields = readonly_fields = [
        "in_queue", "headline", "language", "name", "text", "state", "is_of_unknown_origin", "sent_at", "decided_at",
        "decided_by",
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def get_deleted_objects(self, objs, request):
        """Protect comments about which somebody has decided: with them, the log would lose its rows."""
        *found, protected = super().get_deleted_objects(objs, request)
        decisions = Decision.objects.filter(comment__in=[comment.pk for comment in objs])
        return *found, [*protected, *map(str, decisions)]

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
        context = {
            "last_act": counted(undoable_by(request.user)).first(),
            "ways": ways(request.user),
        }
        return super().changelist_view(request, (extra_context or {}) | context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show a comment. It is decided about in the queue."""
        shown = {"show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    @admin.display(description=_("Queue"))
    def in_queue(self, comment):
        address = f"{reverse('admin:comments_queue')}?view=all&item={comment.pk}"
        return format_html('<a href="{}">{}</a>', address, gettext("The comment in the queue"))

    def get_urls(self):
        own = [*pages.urls(self.admin_site), *own_stories_page.urls(self.admin_site)]
        return [*own, *super().get_urls()]

    def get_actions(self, request):
        """Add an action for each reason to reject, so that rejecting takes one choice."""
        actions = super().get_actions(request)
        if request.user.has_perm("comments.change_comment"):
            for reason in RejectionReason:
                name = f"reject {reason}"
                title = gettext("Reject: %(reason)s") % {"reason": reason.label}
                actions[name] = (partial(reject, reason=reason), name, title)
        return actions

    @admin.action(description=_("Approve the selected comments"), permissions=["change"])
    def approve(self, request, queryset):
        queryset = self.free(request, queryset)
        held = closing.held_back(queryset).count()
        self.report(request, moderation.approve(queryset, by=request.user))
        if held:
            said = ngettext(
                "%d comment is not approved: a day of silence concerns its story.",
                "%d comments are not approved: a day of silence concerns their stories.",
                held,
            )
            messages.warning(request, said % held)

    def free(self, request, queryset):
        """Return the comments that no other moderator has on the screen; say how many others there are."""
        free = queryset.exclude(leases.held_by_others(request.user))
        if taken := queryset.count() - free.count():
            messages.warning(request, words_of_missed(taken))
        return free

    def tell_of_days(self, request):
        for day in closing.days_now():
            said = gettext("%(name)s, until %(time)s: comments on material marked “%(matter)s” cannot be approved.")
            words = {"name": day, "time": zoned(day.ends_at), "matter": day.get_matter_display()}
            messages.warning(request, said % words)

    def report(self, request, act):
        count = number_of(act)
        messages.success(request, ngettext("%d comment decided.", "%d comments decided.", count) % count)


def reject(model_admin, request, queryset, *, reason):
    comments = model_admin.free(request, queryset)
    model_admin.report(request, moderation.reject(comments, by=request.user, reason=reason))
