"""The log of what moderators have decided, which each of them reads and can undo."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.comments import moderation
from articles.comments.log_filters import ByModerator, OnDay
from articles.comments.models import Decision, DecisionAct, DecisionKind, State

MOST_SHOWN = 100
SHOWN_OF_TEXT = 70


def can_be_undone(act):
    return act.kind != DecisionKind.UNDO and not hasattr(act, "undone_by")


@admin.register(DecisionAct)
class DecisionActAdmin(admin.ModelAdmin):
    """The log, which every moderator reads. Each act can be undone, and nothing else can be changed."""

    list_display = ["at", "title", "by", "count", "is_undone"]
    list_display_links = ["title"]
    list_filter = [OnDay, ByModerator, "kind", "reason"]
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
        first = Decision.objects.select_related("comment").order_by("comment_id")[:1]
        acts = counted(super().get_queryset(request)).select_related("by", "undoes", "undone_by")
        return acts.prefetch_related("bans", "undoes__bans", Prefetch("decisions", first, to_attr="first"))

    @admin.display(description=_("decision"), ordering="kind")
    def title(self, act):
        return act.title

    @admin.display(description=_("comments"))
    def count(self, act):
        """The comment, if it is one, else how many there are."""
        if act.number != 1:
            return act.number_words if act.number else None
        comment = act.first[0].comment
        address = reverse("admin:comments_comment_change", args=[comment.pk])
        words = Truncator(comment.text).chars(SHOWN_OF_TEXT)
        return format_html('<a href="{}"><bdi>{}</bdi></a>: <bdi>{}</bdi>', address, comment.name, words)

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
        undone, refused = moderation.undo_all(chosen, by=request.user)
        count = sum(map(number_of, undone))
        messages.success(request, ngettext("%d comment is as before.", "%d comments are as before.", count) % count)
        for message in refused:
            messages.warning(request, message)

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
    return acts.annotate(number=Count("decisions"))


def number_of(act):
    return act.decisions.count() if act else 0
