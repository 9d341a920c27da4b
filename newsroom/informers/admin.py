from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.desk.edition_admin import EditionAdmin
from newsroom.informers.models import Rate, Town, Weather
from newsroom.informers.sources import NAMES


class ReadingAdmin(admin.ModelAdmin):
    """A reading typed in here gets the name of the editor, and no source overwrites it."""

    readonly_fields = ["entered_by"]

    def save_model(self, request, obj, form, change):
        if form.changed_data or not change:
            obj.entered_by = request.user
            if obj.source in NAMES:  # otherwise the source's next answer would overwrite the editor's value
                obj.source = ""
        super().save_model(request, obj, form, change)

    @admin.display(description=_("source"))
    def credit(self, reading):
        return reading.credit

    @admin.display(description=_("entered by"), ordering="entered_by")
    def editor(self, reading):
        return reading.entered_by and (reading.entered_by.get_full_name() or reading.entered_by)


@admin.register(Rate)
class RateAdmin(ReadingAdmin):
    fields = ["currency", "value", "valid_on", "is_confirmed", "source", "entered_by"]
    list_display = ["currency", "value", "valid_on", "credit", "editor"]
    list_filter = ["currency"]
    list_select_related = ["entered_by"]
    date_hierarchy = "valid_on"


@admin.register(Town)
class TownAdmin(EditionAdmin):
    fields = ["name", "key", "position", "latitude", "longitude"]
    search_fields = ["name", "key"]


@admin.register(Weather)
class WeatherAdmin(ReadingAdmin):
    fields = ["town", "observed_on", "low", "high", "source", "entered_by"]
    list_display = ["town", "temperature", "observed_on", "credit", "editor"]
    list_filter = ["town"]
    list_select_related = ["town", "entered_by"]
    autocomplete_fields = ["town"]
    date_hierarchy = "observed_on"

    @admin.display(description=_("temperature"))
    def temperature(self, reading):
        return reading.degrees
