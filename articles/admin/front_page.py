from django import forms
from django.contrib import admin
from django.utils import timezone

from articles.admin.of_story import OfStory
from articles.editorial import drafts, silence
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
class FrontPickAdmin(OfStory, admin.ModelAdmin):
    form = PickForm
    list_display = ["position", "article"]
    list_display_links = ["article"]
    list_editable = ["position"]
    autocomplete_fields = ["article"]


@admin.register(BreakingLine)
class BreakingLineAdmin(OfStory, EditionAdmin):
    fields = ["article", "text", "until"]
    list_display = ["__str__", "until"]
    autocomplete_fields = ["article"]
    search_fields = ["text"]
