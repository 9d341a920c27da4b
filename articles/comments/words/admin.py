"""The list of words at the desk. A word is tried on the last comments before it is saved."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.comments.models import BannedWord
from articles.comments.words.trying import Trial
from newsroom.desk.counted_texts import CountedTexts
from newsroom.desk.search import AnyCaseSearch

TRY = "_try"
"""The name of the buttons that try a word. Their value is the number of the page that is shown."""


class OnlyTried:
    """Mixin for the form of a word that is tried: it is shown again with what was typed, and nothing is saved."""

    def is_valid(self):
        self.full_clean()
        return False


@admin.register(BannedWord)
class BannedWordAdmin(CountedTexts, AnyCaseSearch, admin.ModelAdmin):
    fields = ["stem", "kind", "match", "exceptions", "is_active", "note", "changed_at", "changed_by"]
    readonly_fields = ["changed_at", "changed_by"]
    list_display = ["word", "kind", "match", "is_active", "note", "changed_at", "changed_by"]
    list_filter = ["kind", "match", "is_active"]
    list_select_related = ["changed_by"]
    search_fields = ["stem", "exceptions", "note"]
    change_form_template = "admin/comments/bannedword/change_form.html"

    @admin.display(description=_("word"), ordering="stem")
    def word(self, row):
        return row.stem

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-2]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (OnlyTried, form), {}) if TRY in request.POST else form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("stem", "exceptions", "note"):
            field.widget.attrs["dir"] = "auto"
        if db_field.name == "exceptions":
            field.widget.attrs["rows"] = 4
        return field

    def render_change_form(self, request, context, *arguments, **options):
        form = context["adminform"].form
        if TRY in request.POST and not form.errors:
            context["trial"] = Trial(form.instance.as_rule(), request.POST[TRY])
        return super().render_change_form(request, context, *arguments, **options)

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)
