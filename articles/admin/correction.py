"""Corrections that readers have. New ones are published with the changed text, on the edit page of the story."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.correction_form import CorrectionForm
from articles.admin.of_story import OfStory
from articles.editorial import story_log
from articles.models import Act, Article, Correction
from newsroom.desk.ids import is_possible


class StoryFilter(admin.SimpleListFilter):
    """The corrections of one story. Its links are on edit pages: a list of all stories would be endless."""

    title = _("article")
    parameter_name = "article"

    def lookups(self, request, model_admin):
        return [(self.value(), str(self.story() or "–"))] if self.value() else []

    def queryset(self, request, queryset):
        return queryset.filter(article=self.story()) if self.value() else queryset

    def story(self):
        pk = self.value()
        return Article.objects.filter(pk=pk).first() if is_possible(Article._meta.pk, pk) else None


@admin.register(Correction)
class CorrectionAdmin(OfStory, admin.ModelAdmin):
    # A correction stays with its edition. Readers elsewhere would not know what it is about.
    form = CorrectionForm
    fields = ["story", "language", "kind", "text", "corrected_at"]
    readonly_fields = ["story", "language"]
    list_display = ["text", "kind", "story", "language", "corrected_at"]
    list_filter = [StoryFilter, "kind", "language"]
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["-corrected_at", "-pk"]
    search_fields = ["text"]

    @admin.display(description=_("article"))
    def story(self, correction):
        return str(correction.article)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        log(Act.CHANGE_CORRECTION, obj, request.user)

    def delete_model(self, request, obj):
        log(Act.DELETE_CORRECTION, obj, request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for correction in queryset.select_related("article"):
            log(Act.DELETE_CORRECTION, correction, request.user)
        super().delete_queryset(request, queryset)

    # Readers see corrections, so only those who may publish change them.

    def has_add_permission(self, request):
        """A new one is written on the page of its story."""
        return False

    def has_change_permission(self, request, obj=None):
        return may_publish(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return may_publish(request) and super().has_delete_permission(request, obj)


def log(act, correction, by):
    language, key = correction.language, correction.key
    story_log.record(correction.article, act, by=by, language=language, correction=key, text=correction.text)


def may_publish(request):
    return request.user.has_perm("articles.publish_article")
