from django.contrib import admin

from articles.admin.of_story import OfStory
from articles.models import BreakingLine, FrontPick
from newsroom.desk.edition_admin import EditionAdmin


@admin.register(FrontPick)
class FrontPickAdmin(OfStory, admin.ModelAdmin):
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
