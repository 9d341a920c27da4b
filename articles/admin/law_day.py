"""The calendar of days of silence at the desk."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html

from articles.editorial import law_calendar, silence
from articles.models import LawDay
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


def moved(held):
    """Say what waits for the end of a day, with a link to it."""
    address = f"{reverse('admin:articles_article_change', args=[held.article.pk])}?edition={held.edition.code}"
    words = address, held.article, held.edition.autonym, silence.reason_of(held)
    return format_html('<a href="{}">{}</a> · {}. {}', *words)
