"""Comments at the desk: the moderators' list, and the log of their decisions."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.comments import (
    bans_admin,  # noqa: F401 (registers the bans)
    closing,
    moderation,
    notes_admin,  # noqa: F401 (registers the notes)
    settings_admin,  # noqa: F401 (registers the settings)
)
from articles.comments.desk import pages
from articles.comments.desk.deciding import undoable_by
from articles.comments.log_filters import ByModerator, OnDay
from articles.comments.models import (
    Comment,
    CommentSettings,
    DecisionAct,
    DecisionKind,
    DiscussionRules,
    RejectionReason,
    State,
)
from articles.comments.words import admin as words_admin  # noqa: F401 (registers the list of words)
from newsroom import editions
from newsroom.desk.colleagues import zoned
from newsroom.desk.search import AnyCaseSearch

MOST_SHOWN = 100


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
        context = {
            "last_act": counted(undoable_by(request.user)).first(),
            "ways": ways(request.user),
        }
        return super().changelist_view(request, (extra_context or {}) | context)

    def get_urls(self):
        return [*pages.urls(self.admin_site), *super().get_urls()]

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
        held = closing.held_back(queryset).count()
        self.report(request, moderation.approve(queryset, by=request.user))
        if held:
            said = ngettext(
                "%d comment is not approved: a day of silence concerns its story.",
                "%d comments are not approved: a day of silence concerns their stories.",
                held,
            )
            messages.warning(request, said % held)

    def tell_of_days(self, request):
        for day in closing.days_now():
            said = gettext("%(name)s, until %(time)s: comments on material marked “%(matter)s” cannot be approved.")
            words = {"name": day, "time": zoned(day.ends_at), "matter": day.get_matter_display()}
            messages.warning(request, said % words)

    def report(self, request, act):
        count = number_of(act)
        messages.success(request, ngettext("%d comment decided.", "%d comments decided.", count) % count)


def ways(user):
    """Return where the list leads a user: (address, words)."""
    names = {DecisionAct: gettext("All decisions")}
    names |= {model: capfirst(model._meta.verbose_name_plural) for model in (CommentSettings, DiscussionRules)}
    seen = {model: words for model, words in names.items() if user.has_perm(f"comments.view_{model._meta.model_name}")}
    return [(reverse(admin_urlname(model._meta, "changelist")), words) for model, words in seen.items()]


def reject(model_admin, request, queryset, *, reason):
    model_admin.report(request, moderation.reject(queryset, by=request.user, reason=reason))


def can_be_undone(act):
    return act.kind != DecisionKind.UNDO and not hasattr(act, "undone_by")


@admin.register(DecisionAct)
class DecisionActAdmin(admin.ModelAdmin):
    """The log, which every moderator reads. Each act can be undone, and nothing else can be changed."""

    list_display = ["at", "title", "by", "count", "is_undone"]
    list_display_links = ["title"]
    list_filter = [OnDay, ByModerator, "kind", "reason"]
    list_select_related = ["by", "undone_by"]
    list_per_page = 50
    ordering = ["-at", "-pk"]
    actions = ["undo_selected"]
    fields = readonly_fields = ["at", "title", "by", "is_undone", "decided"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return counted(super().get_queryset(request)).prefetch_related("bans")

    @admin.display(description=_("decision"), ordering="kind")
    def title(self, act):
        return act.title

    @admin.display(description=_("comments"))
    def count(self, act):
        """The comment, if it is one, else how many there are."""
        if act.number != 1:
            return act.number
        address = reverse("admin:comments_comment_change", args=[act.one])
        return format_html('<a href="{}">№ {}</a>', address, act.one)

    @admin.display(description=_("undone"), boolean=True)
    def is_undone(self, act):
        return hasattr(act, "undone_by")

    @admin.display(description=_("comments"))
    def decided(self, act):
        """The comments, each with its states before and after."""
        rows = act.decisions.select_related("comment").order_by("comment_id")[:MOST_SHOWN]
        return render_to_string("admin/comments/decisions.html", {"decisions": rows, "more": act.number - len(rows)})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        act = self.get_object(request, object_id)
        may_undo = act is not None and can_be_undone(act) and request.user.has_perm("comments.change_comment")
        return super().changeform_view(request, object_id, form_url, {"may_undo": may_undo})

    def get_urls(self):
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(require_POST(self.undo)), name="comments_undo")
        return [undo, *super().get_urls()]

    def has_undo_permission(self, request):
        return request.user.has_perm("comments.change_comment")

    @admin.action(description=_("Undo the selected decisions"), permissions=["undo"])
    def undo_selected(self, request, queryset):
        """Undo all in one act, as after a raid."""
        chosen = DecisionAct.objects.filter(pk__in=queryset.order_by().values("pk"))
        count = sum(number_of(act) for act in moderation.undo_all(chosen, by=request.user))
        messages.success(request, ngettext("%d comment is as before.", "%d comments are as before.", count) % count)

    def undo(self, request, pk):
        moderation.refuse_others(request.user)
        act = get_object_or_404(DecisionAct, pk=pk)
        try:
            count = number_of(moderation.undo(act, by=request.user))
            messages.success(request, ngettext("%d comment is as before.", "%d comments are as before.", count) % count)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(f"{reverse('admin:comments_comment_changelist')}?state__exact={State.WAITING}")


def counted(acts):
    return acts.annotate(number=Count("decisions"), one=Max("decisions__comment"))


def number_of(act):
    return act.decisions.count() if act else 0
