"""The admin site of the desk. What holds for every list and form of the desk is in `GuardedAdmin`."""

from contextlib import suppress
from functools import update_wrapper

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import PasswordChangeView, redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from newsroom import editions
from newsroom.desk import script_answers
from newsroom.desk.choices import ChoicesWithPictures
from newsroom.desk.colleagues import zoned
from newsroom.desk.deletion import counts_with_names, without_rows_only_counted
from newsroom.desk.first_page import notices_for, panels_for
from newsroom.desk.history import change_words
from newsroom.desk.ids import PossibleIds, refuse_impossible_ids
from newsroom.desk.lists import GuardedChangeList
from newsroom.desk.merging_admin import MergingAdmin, WritesChanges, opened
from newsroom.desk.not_saved import may_be_repeated, not_saved
from newsroom.desk.passwords import OwnPasswordForm
from newsroom.desk.proposed_values import possible_values
from newsroom.desk.public_address import public_address
from newsroom.desk.sent_forms import SavedOnce
from newsroom.desk.sign_in import SignInForm
from newsroom.desk.times import SiteTimes
from newsroom.desk.visible_texts import VisibleTexts
from newsroom.editions.collation import sort_key
from newsroom.serving.compression import best_coding, compress
from newsroom.staff.second_factor.rules import missing_step

PREPOPULATION = [
    "admin/js/prepopulate.js",
    "admin/js/urlify.js",
    "admin/js/vendor/xregexp/xregexp.js",
    "admin/js/vendor/xregexp/xregexp.min.js",
]
"""Scripts that would fill in a slug while a title is typed: half of the weight of a list."""


class DeskSite(AdminSite):
    """Adds `GuardedAdmin` to each class that is registered, Django's own too."""

    site_header = site_title = index_title = _("Newsroom")
    login_form = SignInForm

    def register(self, model_or_iterable, admin_class=None, **options):
        own = admin_class or WritesChanges
        ours = {"__module__": own.__module__, "__doc__": own.__doc__, "form": opened(own.form)}
        guarded = type(own.__name__, (GuardedAdmin, own, WritesChanges), ours)
        super().register(model_or_iterable, guarded, **options)

    def password_change(self, request, extra_context=None):
        """Django's view, with a form of our own, which Django has no attribute for."""
        request.current_app = self.name
        context = {**self.each_context(request), **(extra_context or {})}
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context=context,
        )
        return view(request)

    def i18n_javascript(self, request, extra_context=None):
        """Compress Django's words for scripts: there is nothing of the visitor in them, and nothing of the request."""
        response = super().i18n_javascript(request, extra_context)
        patch_vary_headers(response, ["Accept-Encoding"])
        compress(response, best_coding(request.headers.get("Accept-Encoding", "")))
        return response

    def get_urls(self):
        view = self.admin_view(self.view_on_site)
        own = [
            path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site"),
            path("session/", self.session, name="session"),
        ]
        return [*own, *super().get_urls()]  # the first one that matches answers

    def admin_view(self, view, cacheable=False):
        """Answer forms in a way that loses nothing that was typed, whether a script sent them or the browser."""
        shown = super().admin_view(view, cacheable)

        def answer(request, *args, **kwargs):
            is_signed_in = self.has_permission(request) and not script_answers.is_of_another(request)
            if script_answers.is_from_script(request):
                return (
                    script_answers.answer(shown(request, *args, **kwargs))
                    if is_signed_in
                    else script_answers.signed_out()
                )
            if not may_be_repeated(request):
                return shown(request, *args, **kwargs)
            try:
                return shown(request, *args, **kwargs) if is_signed_in else not_saved(request, "signed out")
            except PermissionDenied:
                return not_saved(request, "forbidden")

        return update_wrapper(answer, shown)

    @method_decorator(never_cache)
    def session(self, request):
        return script_answers.session(request)

    def login(self, request, extra_context=None):
        """Sign in. Who has signed in, but lacks the second factor, is led to the page for it."""
        if request.method == "GET" and request.user.is_anonymous and request.missing_step:
            index = reverse("admin:index")
            return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, index), reverse(request.missing_step))
        response = super().login(request, extra_context)
        if request.method != "POST" or not script_answers.is_from_script(request):
            return response
        if request.user.is_authenticated and missing_step(request, request.user):
            return script_answers.second_factor_needed()
        return script_answers.sign_in(request, response)

    def logout(self, request, extra_context=None):
        """Log out. The page names who it was, so that the browser deletes the texts that it kept for them."""
        return super().logout(request, {"left": request.user.pk} | (extra_context or {}))

    def index(self, request, extra_context=None):
        """Show what waits for the user, and below it the list of all tables."""
        panels = panels_for(request)
        context = {
            "panels": [panel for panel in panels if not panel.is_beside],
            "panels_beside": [panel for panel in panels if panel.is_beside],
            "notices": notices_for(request),
            "now": zoned(timezone.now()),
        }
        return super().index(request, context | (extra_context or {}))

    def autocomplete_view(self, request):
        return ChoicesWithPictures.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """List apps and their models in the alphabetical order of the desk's language. Django compares code points."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=place_of)
        return sorted(apps, key=place_of)

    def view_on_site(self, request, content_type_id, object_id):
        """Redirect to the public page of a row.

        The answer is the same for a row that doesn't exist, that isn't public, or that the user may not view.
        """
        row = self.row_to_view(request, content_type_id, object_id)
        address = row and public_address(row)
        if not address:
            raise Http404
        return HttpResponseRedirect(address)

    def row_to_view(self, request, content_type_id, object_id):
        """Return the row; None if it doesn't exist or the user may not view it."""
        with suppress(ContentType.DoesNotExist, ValueError):
            model = ContentType.objects.get_for_id(content_type_id).model_class()
            admin = self._registry.get(model)
            row = admin and admin.get_object(request, object_id)
            return row if row and admin.has_view_permission(request, row) else None


def place_of(entry):
    return sort_key(str(entry["name"]), editions.active().stored_in)


class GuardedAdmin(SavedOnce, MergingAdmin, PossibleIds, SiteTimes, VisibleTexts):
    """Refuses what no link of the desk asks for.

    Django lets a list be filtered by any lookup of any field. So a regular expression in the query string could occupy
    a process, and filters on a field that a list doesn't show could reveal its values. Django also fills the form for a
    new row with any values from the query string.
    """

    @property
    def media(self):
        """The scripts and styles of lists and forms, without scripts for fields that no form has."""
        media = super().media
        return forms.Media(css=media._css, js=[script for script in media._js if script not in PREPOPULATION])

    def get_changelist(self, request, **options):
        return GuardedChangeList

    def lookup_allowed(self, lookup, value, request):
        # PostgreSQL cannot compare texts that have this character.
        return "\0" not in value and super().lookup_allowed(lookup, value, request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field without a link that deletes the chosen row: its cross reads as «choose nothing».

        A link to view the row is left out if there is one to change it.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related &= not field.widget.can_change_related
        return field

    def get_changeform_initial_data(self, request):
        return possible_values(self.model, super().get_changeform_initial_data(request))

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field or None)  # `?_to_field=` names the field ""

    def get_deleted_objects(self, objs, request):
        tree, counts, *rest = super().get_deleted_objects(objs, request)
        return without_rows_only_counted(tree), counts_with_names(counts), *rest

    def log_change(self, request, obj, message):
        """Log a change, but not that a form was saved as it was, which is also sent to move a story."""
        return super().log_change(request, obj, message) if message else None

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if hasattr(response, "context_data"):  # it redirects if there is no such row
            for entry in response.context_data["action_list"]:
                entry.change_message = change_words(entry)
        return response

    def get_changelist_formset(self, request, **kwargs):
        """Name the fields of a list whose rows can be edited. Django prints them without labels."""
        formset = super().get_changelist_formset(request, **kwargs)
        for field in formset.form.base_fields.values():
            field.widget.attrs["aria-label"] = field.label
        return formset

    def changelist_view(self, request, extra_context=None):
        refuse_impossible_ids(self.model, request.POST)
        return super().changelist_view(request, extra_context)
