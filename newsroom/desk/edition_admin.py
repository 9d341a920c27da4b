"""The admin form of a row with translated fields: one edition at a time. The tabs are links."""

from urllib.parse import parse_qs, urlsplit

from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from js_asset import Media

from newsroom import editions
from newsroom.content.clean_html import CleanHTMLField
from newsroom.desk.search import AnyCaseSearch
from newsroom.editions.columns import column, editions_with, value_in
from newsroom.templatetags.site import as_html

# The hash of the style element that the editor's script creates (Tiptap's defaults). The policy allows no other.
EDITORS_OWN_STYLE = ["'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"]


class EditionAdmin(AnyCaseSearch, admin.ModelAdmin):
    """`fieldsets` and `search_fields` name translated fields without an edition.

    The form shows the columns of the edition in `?edition=`. The search covers those of all stored editions.
    """

    change_form_template = "admin/edition_change_form.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    # Which edition

    def edition_of(self, request, row=None):
        """The edition asked for, else the first that the row has content in, else the editor's own language."""
        # A submitted form names the edition that it showed. Meanwhile another one may have become the row's first.
        if edition := editions.stored(request.POST.get("_edition", request.GET.get("edition"))):
            return edition
        if "_popup" in request.GET and (edition := editions.stored(edition_before(request))):
            return edition
        written = editions_with(row, self.main_field(row)) if row else iter(())
        return next(written, editions.active())

    def tabs(self, request, row):
        current = self.edition_of(request, row)
        query = request.GET.copy()  # keeps `_popup`, so that all tabs of a pop-up are pop-ups
        tabs = []
        for edition in editions.STORED:
            query["edition"] = edition.code
            note = self.note_on(row, edition)
            tabs.append(
                {"edition": edition, "query": query.urlencode(), "is_current": edition == current, "note": note}
            )
        return tabs

    def note_on(self, row, edition):
        """A note on an edition's tab: whether the row has content in it."""
        return "✓" if row and value_in(row, self.main_field(row), edition) else ""

    def main_field(self, row):
        """The first translated field of the form: the headline, the name, the description."""
        shown = flatten_fieldsets(super().get_fieldsets(None, row))
        return next(field for field in shown if field in self.translated)

    # The form

    def get_fieldsets(self, request, obj=None):
        edition = self.edition_of(request, obj)
        return [
            (name, options | {"fields": [self.shown_as(field, edition) for field in options["fields"]]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def shown_as(self, field, edition):
        return column(field, edition) if field in self.translated else field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(db_field, "language"):
            edition = editions.BY_CODE[db_field.language]
            field.widget.attrs |= {"lang": edition.tag, "dir": edition.direction}
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"edition_tabs": self.tabs(request, obj), "current_edition": self.edition_of(request, obj)}
        # The editor's import map is inline, and the policy allows inline scripts only with a nonce.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_object(self, request, object_id, from_field=None):
        """Return the row. If the user may only view it, rich text is marked as safe, so that it is shown formatted.

        The admin prints such values itself, and escapes them. The field has cleaned them.
        """
        row = super().get_object(request, object_id, from_field)
        if row and not self.has_change_permission(request, row):
            for field in row._meta.concrete_fields:
                if isinstance(field, CleanHTMLField) and (html := getattr(row, field.attname)):
                    setattr(row, field.attname, as_html(html.replace("\n", " ")))  # or each would become a <br>
        return row

    @method_decorator(csp_update({"style-src": EDITORS_OWN_STYLE}))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    # Stay in the edition after «Save and continue»

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self.back_to_form(request, obj) if self.stays(request) else response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return self.back_to_form(request, obj) if self.stays(request) else response

    def stays(self, request):
        return "_continue" in request.POST

    def back_to_form(self, request, obj):
        options = self.model._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[obj.pk])
        return HttpResponseRedirect(f"{address}?edition={self.edition_of(request, obj).code}")


def edition_before(request):
    """Code of the edition of the form that opened this pop-up, because the new row is needed in that edition."""
    try:
        query = urlsplit(request.headers.get("Referer", "")).query
    except ValueError:  # as for "http://["
        return ""
    return parse_qs(query).get("edition", [""])[0]
