"""The outbox at the desk: what a chief editor has to decide, and what waits or was done."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.outbox import decisions
from newsroom.outbox.models import Effect, Kind, State

LIST = "admin:outbox_effect_changelist"
DONE = {
    "try_again": gettext_lazy("It will be tried again now."),
    "mark_done": gettext_lazy("It was marked as done."),
}


def may_decide(user):
    return user.has_perm("outbox.change_effect")


class UndecidedFilter(admin.SimpleListFilter):
    """Shows what has to be decided, unless something else is asked for."""

    title = gettext_lazy("effects shown")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [("waiting", _("waiting")), ("done", _("done")), ("all", _("all"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": _("to be decided")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "waiting":
            return queryset.open()
        if self.value() in ("done", "all"):
            return queryset.filter(state=State.DONE) if self.value() == "done" else queryset
        return queryset.undecided()


@admin.register(Effect)
class EffectAdmin(admin.ModelAdmin):
    """Nothing can be changed here but by the two decisions."""

    list_display = ["__str__", "added_at", "what_happened", "attempts", "decisions"]
    list_filter = [UndecidedFilter, "kind"]
    list_per_page = 50
    ordering = ["-pk"]
    actions = None
    fields = ["words", "kind", "what_happened", "attempts", "error", "added_at"]
    readonly_fields = fields

    @admin.display(description=gettext_lazy("what is to be done"))
    def words(self, effect):
        return str(effect)

    @admin.display(description=gettext_lazy("state"))
    def what_happened(self, effect):
        if effect.is_uncertain:
            return _("uncertain: it may have arrived")
        return effect.get_state_display()

    @admin.display(description=gettext_lazy("decision"))
    def decisions(self, effect):
        if not effect.is_undecided:
            return ""
        return render_to_string("admin/outbox/effect/decisions.html", {"effect": effect, "kinds": Kind})

    def get_urls(self):
        return [
            *(
                path(f"<int:pk>/{name.replace('_', '-')}/", self.act(name), name=f"outbox_effect_{name}")
                for name in DONE
            ),
            *super().get_urls(),
        ]

    def act(self, name):
        """Return the view that carries out a decision and logs it."""

        def view(request, pk):
            if not may_decide(request.user):
                raise PermissionDenied
            effect = get_object_or_404(Effect, pk=pk)
            if getattr(decisions, name)(effect):
                self.log_change(request, effect, str(DONE[name]))
                messages.success(request, DONE[name])
            else:
                messages.warning(request, _("Somebody else has decided this already, or it was sent after all."))
            return HttpResponseRedirect(reverse(LIST))

        return self.admin_site.admin_view(require_POST(view))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
