"""Commenters at the desk, without their contacts; and the log of disclosures, in which contacts are asked for."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.comments.people import disclosing
from articles.comments.people.models import Commenter, Contact, Disclosure
from newsroom.desk.counted_texts import CountedTexts
from newsroom.desk.search import AnyCaseSearch


class Unchanged(admin.ModelAdmin):
    """Rows that nobody changes or deletes at the desk but by acts."""

    list_per_page = 50
    actions = None

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Commenter)
class CommenterAdmin(AnyCaseSearch, Unchanged):
    list_display = ["__str__", "state", "joined_at", "agreement", "ended_at"]
    list_filter = ["state"]
    search_fields = ["nickname"]
    fields = ["nickname", "state", "language", "joined_at", "agreement", "agreed_at", "ended_at"]
    change_form_template = "admin/commenters/commenter/change_form.html"

    def has_add_permission(self, request):
        return False

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_ask = request.user.has_perm(disclosing.ASK) and Contact.objects.filter(person=obj).exists()
        address = f"{reverse('admin:commenters_disclosure_add')}?person={obj.pk}" if may_ask else ""
        return super().render_change_form(request, context | {"ask_at": address}, add, change, form_url, obj)


@admin.register(Disclosure)
class DisclosureAdmin(CountedTexts, Unchanged):
    """The log. A new row asks; the buttons of its page decide and show."""

    list_display = ["asked_at", "person", "reason", "asked_by", "is_granted", "decided_by", "shown_at"]
    list_filter = ["is_granted"]
    list_select_related = ["person", "asked_by", "decided_by"]
    autocomplete_fields = ["person"]
    steps = ["asked_by", "asked_at", "is_granted", "decided_by", "decided_at", "shown_at"]
    readonly_fields = steps
    change_form_template = "admin/commenters/disclosure/change_form.html"

    def get_fields(self, request, obj=None):
        return ["person", "reason", *(self.steps if obj else [])]

    def save_model(self, request, obj, form, change):
        made = disclosing.ask(obj.person, reason=obj.reason, by=request.user)
        obj.pk, obj.asked_by, obj.asked_at = made.pk, made.asked_by, made.asked_at

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("DisclosureForm", (form,), {"clean_person": with_contact})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = self.get_object(request, object_id) if object_id else None
        may_decide = row and row.is_granted is None and row.asked_by != request.user
        may_see = row and row.can_be_seen and row.asked_by == request.user
        context = {
            "may_decide": bool(may_decide) and request.user.has_perm(disclosing.DECIDE),
            "may_see": bool(may_see) and request.user.has_perm(disclosing.SEE),
        }
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self):
        def act(name, view):
            guarded = self.admin_site.admin_view(require_POST(never_cache(view)))
            return path(f"<int:pk>/{name}/", guarded, name=f"commenters_{name}")

        return [act("decide", self.decide), act("see", self.see), *super().get_urls()]

    def decide(self, request, pk):
        disclosing.refuse_without(request.user, disclosing.DECIDE)
        row = get_object_or_404(Disclosure, pk=pk)
        try:
            disclosing.decide(row, is_granted=request.POST.get("decision") == "grant", by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(reverse("admin:commenters_disclosure_change", args=[pk]))

    def see(self, request, pk):
        disclosing.refuse_without(request.user, disclosing.SEE)
        row = get_object_or_404(Disclosure, pk=pk)
        try:
            value = disclosing.see(row, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("admin:commenters_disclosure_change", args=[pk]))
        context = self.admin_site.each_context(request) | {"title": _("Contact"), "disclosure": row, "value": value}
        return render(request, "admin/commenters/disclosure/contact.html", context)


def with_contact(form):
    """Refuse a person whose contact is erased, on the field of the form."""
    person = form.cleaned_data["person"]
    if not Contact.objects.filter(person=person).exists():
        raise ValidationError(_("The contact of this person has been erased."))
    return person
