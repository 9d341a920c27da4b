from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.alphabets import ARABIC, LATIN, convert
from newsroom.desk.search import AnyCaseSearch
from newsroom.dictionary.models import Word


@admin.register(Word)
class WordAdmin(AnyCaseSearch, admin.ModelAdmin):
    fields = [
        "cyrillic",
        ("latin", "by_the_rules_in_latin"),
        ("arabic", "by_the_rules_in_arabic"),
        "is_kept",
        "takes_endings",
    ]
    readonly_fields = ["by_the_rules_in_latin", "by_the_rules_in_arabic"]
    list_display = ["word", "latin", "arabic", "is_kept", "takes_endings", "is_used", "changed_at"]
    list_filter = ["is_kept"]
    search_fields = ["cyrillic", "latin", "arabic"]

    @admin.display(description=_("word"), ordering="cyrillic_order")
    def word(self, word):
        return word.cyrillic

    @admin.display(description=_("used"), boolean=True)
    def is_used(self, word):
        """Whether pages use it. They leave out a word with signs that are not allowed."""
        return word.is_valid()

    @admin.display(description=_("by the rules"))
    def by_the_rules_in_latin(self, word):
        return convert(word.cyrillic, LATIN, settings.SPELLING) or "–"

    @admin.display(description=_("by the rules"))
    def by_the_rules_in_arabic(self, word):
        return convert(word.cyrillic, ARABIC, settings.SPELLING) or "–"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("cyrillic", "latin", "arabic"):
            field.widget.attrs["lang"] = {"cyrillic": "kk", "latin": LATIN, "arabic": ARABIC}[db_field.name]
            field.widget.attrs["dir"] = "rtl" if db_field.name == "arabic" else "ltr"
        return field
