"""Pages about accounts: one's own sessions, and what an administrator does with the accounts of others."""

from functools import partial
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.staff import account_acts
from newsroom.staff.models import Event, SignInEvent, User
from newsroom.staff.sign_in_log import note
from newsroom.staff.work_in_hand import work_of

MOST_SHOWN = 20
DONE = {
    "reset_second_factor": gettext_lazy("The second factor was reset."),
    "end_sessions": gettext_lazy("All sessions were ended."),
    "close_account": gettext_lazy("The account is closed."),
}


def mark_of(session):
    """Return what stands for a session on a page. Its key must not be there: it is all that a thief needs."""
    return sha256(f"session {session.session_key}".encode()).hexdigest()[:32]


def sessions_of(person, current=None):
    """Return [(session, its mark, whether it is the one with the key `current`)] of those that have not expired."""
    rows = person.sessions.filter(expire_date__gt=timezone.now()).order_by("-began_at")
    return [(row, mark_of(row), row.session_key == current) for row in rows]


def recent_events(person):
    return SignInEvent.objects.filter(user=person).order_by("-pk")[:MOST_SHOWN]


@require_POST
@login_required
def end_session(request, mark):
    """End one of the sessions of the person who asks."""
    found = [row for row, its_mark, _current in sessions_of(request.user) if its_mark == mark]
    if not found:
        raise Http404
    found[0].delete()
    note(Event.ENDED, request.user, request=request)
    return HttpResponseRedirect(reverse("mfa:security_settings"))


class AccountActs:
    """Mixin for the admin class of staff."""

    change_form_template = "admin/staff/user/change_form.html"

    def get_urls(self):
        view, name = self.admin_site.admin_view, "staff_user"
        return [
            path("<int:pk>/reset-second-factor/", view(self.act("reset_second_factor")), name=f"{name}_reset"),
            path("<int:pk>/end-sessions/", view(self.act("end_sessions")), name=f"{name}_end_sessions"),
            path("<int:pk>/close/", view(self.close), name=f"{name}_close"),
            *super().get_urls(),
        ]

    def act(self, name):
        return require_POST(partial(self.do, name))

    def do(self, name, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(User, pk=pk)
        try:
            getattr(account_acts, name)(person, by=request.user, request=request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            self.log_change(request, person, str(DONE[name]))
            messages.success(request, DONE[name])
        return HttpResponseRedirect(reverse("admin:staff_user_change", args=[pk]))

    def close(self, request, pk):
        """Show what somebody who leaves has in hand, and close their account."""
        if request.method == "POST":
            return self.do("close_account", request, pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(User, pk=pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Close the account"), "subtitle": str(person), "person": person,
            "work": work_of(person),
        }  # fmt: skip
        return render(request, "admin/staff/user/close.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            context |= {"sessions": sessions_of(obj), "events": recent_events(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)
