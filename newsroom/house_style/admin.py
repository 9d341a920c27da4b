from django.contrib import admin
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.database.cached_values import cached_values
from newsroom.desk.search import AnyCaseSearch
from newsroom.house_style.current import rules_for_browser
from newsroom.house_style.models import Rule

YEAR = 365 * 24 * 60 * 60


def in_its_language(rule, text):
    return format_html('<span lang="{}">{}</span>', rule.language, text)


@admin.register(Rule)
class RuleAdmin(AnyCaseSearch, admin.ModelAdmin):
    fields = ["language", "pattern", "suggestion", "reason", "must_match", "must_not_match", "is_active"]
    list_display = ["found", "instead", "language", "why", "is_active", "is_used"]
    list_filter = ["language", "is_active"]
    search_fields = ["pattern", "suggestion", "reason"]

    # Words of an edition, which have its language for voices and spell checkers.

    @admin.display(description=_("what is found"), ordering="pattern")
    def found(self, rule):
        return in_its_language(rule, rule.pattern)

    @admin.display(description=_("what to write instead"), ordering="suggestion")
    def instead(self, rule):
        return in_its_language(rule, rule.suggestion) if rule.suggestion else "–"

    @admin.display(description=_("reason"))
    def why(self, rule):
        return in_its_language(rule, rule.reason)

    @admin.display(description=_("used"), boolean=True)
    def is_used(self, rule):
        """Whether texts are compared with it. Rows that no form has checked can be invalid."""
        return rule.is_active and rule.is_valid()

    def get_urls(self):
        view = self.admin_site.admin_view(self.rules, cacheable=True)
        return [path("rules/<str:language>/<str:version>/", view, name="house_style_rules"), *super().get_urls()]

    def rules(self, request, language, version):
        """Return the rules of an edition for everybody who writes. `version` is that of the table."""
        if editions.stored(language) is None:
            raise Http404
        rules = cached_values(request).get(rules_for_browser, language)
        response = JsonResponse({"rules": rules})
        patch_cache_control(response, private=True, immutable=True, max_age=YEAR)
        return response

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("pattern", "suggestion", "reason"):
            field.widget.attrs |= {"dir": "auto", "class": "vLargeTextField"}
        elif db_field.name in ("must_match", "must_not_match"):
            field.widget.attrs |= {"dir": "auto", "rows": 4}
        return field
