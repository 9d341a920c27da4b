from django import forms
from django.contrib import admin
from django.utils import timezone

from articles.admin.logged_rows import LoggedRows
from articles.editorial import drafts, front_lists, silence
from articles.models import BreakingLine, FrontPick
from newsroom.desk.edition_admin import EditionAdmin


class PickForm(forms.ModelForm):
    def clean(self):
        found = super().clean()
        article = found.get("article")
        if article and "article" in self.changed_data:
            silence.refuse_at(article, drafts.shared_draft_of(article), timezone.now())
        return found


@admin.register(FrontPick)
class FrontPickAdmin(LoggedRows, admin.ModelAdmin):
    form = PickForm
    list_display = ["position", "article"]
    list_display_links = ["article"]
    list_editable = ["position"]
    autocomplete_fields = ["article"]


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
