"""The settings of comments at the desk: of the site, and what is different under one story or in one section."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.comments.models import CommentSettings, DiscussionRules, Policy
from newsroom.desk.counted_texts import CountedTexts
from newsroom.desk.edition_admin import EditionAdmin


@admin.register(CommentSettings)
class CommentSettingsAdmin(CountedTexts, EditionAdmin):
    """One row, which its list opens."""

    fields = [
        "policy", "rules", "read_first_after", "closes_after", "links", "first_held", "most_from_sender",
        "most_under_story", "most_on_site", "most_proved", "busy_from", "most_waiting", "difficulty", "report_limit",
        "late_after",
    ]  # fmt: skip

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return self.page_of_row(request) or super().changelist_view(request, extra_context)

    def add_view(self, request, form_url="", extra_context=None):
        return self.page_of_row(request) or super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = (extra_context or {}) | {"show_save_and_add_another": False}  # there is one row
        return super().change_view(request, object_id, form_url, context)

    def page_of_row(self, request):
        """Return a redirect to the one row; None if there is none, or if the user may not see it."""
        row = CommentSettings.objects.first() if self.has_view_or_change_permission(request) else None
        return row and HttpResponseRedirect(reverse("admin:comments_commentsettings_change", args=[row.pk]))


class DiscussionRulesForm(forms.ModelForm):
    policy = forms.ChoiceField(
        label=_("comments are"),
        choices=[("", _("as in the section, else as on the whole site")), *Policy.choices],
        required=False,
    )

    class Meta:
        model = DiscussionRules
        fields = ["article", "section", "policy"]  # and the others of the page
        help_texts = {"article": _("Choose either a story or a section.")}


@admin.register(DiscussionRules)
class DiscussionRulesAdmin(admin.ModelAdmin):
    form = DiscussionRulesForm
    fields = [
        "article", "section", "policy", "read_first_after", "closes_at", "closes_after", "slow_seconds", "slow_until",
    ]  # fmt: skip
    list_display = ["__str__", "policy", "closes_at", "closes_after", "slow_mode"]
    list_filter = ["policy"]
    list_select_related = ["article", "section"]
    autocomplete_fields = ["article", "section"]

    @admin.display(description=_("slow mode"), ordering="slow_seconds")
    def slow_mode(self, rules):
        return rules.slow_seconds
