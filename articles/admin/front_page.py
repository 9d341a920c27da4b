from django import forms
from django.contrib import admin

from articles.admin.logged_rows import LoggedRows
from articles.admin.placed_form import PlacedForm
from articles.editorial import front_lists
from articles.models import BreakingLine, FrontPick
from newsroom.desk.edition_admin import EditionAdmin
from newsroom.desk.merging_admin import opened


@admin.register(FrontPick)
class FrontPickAdmin(LoggedRows, admin.ModelAdmin):
    form = PlacedForm
    list_display = ["position", "article"]
    list_display_links = ["article"]
    list_editable = ["position"]
    autocomplete_fields = ["article"]

    def get_changelist_form(self, request, **options):
        return super().get_changelist_form(request, **options | {"form": opened(PlacedForm)})


class LineForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("article") and cleaned.get("until"):
            front_lists.refuse_silent(cleaned["article"], cleaned["until"])
        return cleaned


@admin.register(BreakingLine)
class BreakingLineAdmin(LoggedRows, EditionAdmin):
    form = LineForm
    fields = ["article", "text", "until"]
    list_display = ["__str__", "until"]
    autocomplete_fields = ["article"]
    search_fields = ["text"]

    def language_of(self, request, row):
        return self.edition_of(request, row).stored_in
