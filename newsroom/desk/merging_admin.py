"""Two people can have the same row open at the desk, and neither undoes what the other saves."""

from functools import cache
from http import HTTPStatus

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import transaction
from django.forms.models import BaseModelFormSet
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from newsroom.desk.colleagues import signature, who_deleted
from newsroom.desk.faults import faults_in
from newsroom.desk.ids import is_possible
from newsroom.desk.opened_forms import OpenedForm
from newsroom.desk.opened_formsets import OpenedFormSet
from newsroom.desk.opened_values import NAME, signed
from newsroom.desk.value_words import typed_words


@cache
def opened(base, mixin=OpenedForm):
    """Return a class of forms or formsets with the mixin before it."""
    return type(base.__name__, (mixin, base), {"__module__": base.__module__})


class WritesChanges(ModelAdmin):
    """Comes last before ModelAdmin, because classes of the admin change the row in their own `save_model`."""

    def save_model(self, request, obj, form, change):
        obj.save(update_fields=form.columns_to_write() if change else None)

    def page_of_deleted(self, request, row):
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        form = self.get_form(request, row, change=True, fields=fields)(request.POST, request.FILES)
        entry = who_deleted(self.model, row.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(self.opts.verbose_name),
            "opts": self.opts,
            "by": signature(entry),
            "name": entry.object_repr if entry else "",
            "typed": list(typed_words(form)),
        }
        return TemplateResponse(request, "admin/conflicts/deleted_page.html", context, status=HTTPStatus.GONE)


class MergingAdmin:
    """Mixin for a ModelAdmin. A form sends back the values that it was opened with (`opened_values.py`)."""

    def get_object(self, request, object_id, from_field=None):
        """Lock the row that a form saves or deletes, so that its values don't change between the check and the save.

        `no_key`, because other rows may refer to it meanwhile. Its values are read again after the wait.
        """
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return row
        locked = self.model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=row.pk)
        return super().get_object(request, object_id, from_field) if locked.exists() else None

    # Forms

    def get_changelist_form(self, request, **options):
        return super().get_changelist_form(request, **{"form": opened(forms.ModelForm)} | options)

    def get_changelist_formset(self, request, **options):
        return super().get_changelist_formset(request, **{"formset": opened(BaseModelFormSet, OpenedFormSet)} | options)

    # Pages

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # Django's own note has no links. It is shown if there are `errors`.
        context["opened"] = opened_page(context["adminform"].form, []) | {"errors": context.pop("errors", None)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        """Check and save a list that is edited in place within one transaction."""
        if request.method != "POST" or "_save" not in request.POST:
            return self.with_opened_values(super().changelist_view(request, extra_context))
        with transaction.atomic():
            return self.with_opened_values(super().changelist_view(request, extra_context))

    def with_opened_values(self, response):
        """Add the opened values to the page of a list that is edited in place.

        A refused form has the rows that were posted, in their order. Django prints them beside the rows of the list.
        """
        changelist = getattr(response, "context_data", None) and response.context_data.get("cl")
        if changelist and changelist.formset:
            if changelist.formset.is_bound:
                changelist.result_list = [form.instance for form in changelist.formset.forms if not form.is_new]
            response.context_data["opened"] = opened_page(None, [changelist.formset])
        return response

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Show what was typed into the form of a row that a colleague has deleted."""
        is_form = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        if is_form and is_possible(opts.pk, unquote(object_id)):
            return self.page_of_deleted(request, self.model(pk=opts.pk.to_python(unquote(object_id))))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)


def opened_page(form, formsets):
    """What the page of a form needs at its top: the opened values, and links to its faults."""
    forms_of_rows = [*([form] if form else []), *(row for formset in formsets for row in formset.initial_forms)]
    rows = [row for row in forms_of_rows if isinstance(row, OpenedForm)]  # Django's form for a new user isn't one
    return {
        "name": NAME,
        "values": signed([row for row in rows if not row.is_new]),
        "faults": faults_in(form, formsets),
        "has_files": any(row.files for row in rows),  # browsers don't keep them
        "is_overtaken": any(one.is_overtaken() for one in [*rows, *formsets]),
    }
