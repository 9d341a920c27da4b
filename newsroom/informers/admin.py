from django.contrib import admin

from newsroom.edition_admin import EditionAdmin
from newsroom.informers.models import Rate, Town, Weather


@admin.register(Rate)
class RateAdmin(admin.ModelAdmin):
    list_display = ["currency", "value", "valid_on", "source"]
    list_filter = ["currency"]
    date_hierarchy = "valid_on"


@admin.register(Town)
class TownAdmin(EditionAdmin):
    fields = ["name", "key", "position"]
    search_fields = ["name", "key"]


@admin.register(Weather)
class WeatherAdmin(admin.ModelAdmin):
    list_display = ["town", "degrees", "observed_on", "source"]
    list_filter = ["town"]
    autocomplete_fields = ["town"]
    date_hierarchy = "observed_on"
