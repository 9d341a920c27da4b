"""The calendar of days of silence at the desk."""

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.urls import reverse
from django.utils.html import format_html

from articles.editorial import law_calendar, silence
from articles.models import LawDay
from newsroom.desk.colleagues import zoned
from newsroom.desk.edition_admin import EditionAdmin

MOST_TOLD = 20


@admin.register(LawDay)
class LawDayAdmin(EditionAdmin):
    fields = ["name", "matter", "starts_at", "ends_at"]
    list_display = ["__str__", "matter", "starts_at", "ends_at"]
    list_filter = ["matter"]
    search_fields = ["name"]

    def save_model(self, request, obj, form, change):
        columns = form.columns_to_write() if change else None
        for held in law_calendar.save_day(obj, by=request.user, fields=columns)[:MOST_TOLD]:
            messages.warning(request, moved(held))

    def delete_model(self, request, obj):
        law_calendar.delete_day(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for day in queryset:
            law_calendar.delete_day(day, by=request.user)

    # No story has the calendar in its history, so Django's log says which days there were.

    def construct_change_message(self, request, form, formsets, add=False):
        told = {"name": str(self.opts.verbose_name), "object": day_words(form.instance)}
        changes = super().construct_change_message(request, form, formsets, add)
        return [{kind: values | told for kind, values in change.items()} for change in changes]

    def log_deletions(self, request, queryset):
        for day in queryset:
            LogEntry.objects.log_actions(request.user.pk, [day], DELETION, day_words(day), single_object=True)


def day_words(day):
    return f"{day}, {day.get_matter_display()}: {zoned(day.starts_at)} – {zoned(day.ends_at)}"


def moved(held):
    """Say what waits for the end of a day, with a link to it."""
    address = f"{reverse('admin:articles_article_change', args=[held.article.pk])}?edition={held.edition.code}"
    words = address, held.article, held.edition.autonym, silence.reason_of(held)
    return format_html('<a href="{}">{}</a> · {}. {}', *words)
