"""The desk's search: in all stored editions, ignoring case, with the same result on both databases."""

from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal
from modeltranslation.translator import NotRegistered, translator

from newsroom.content.word_patterns import word_pattern
from newsroom.editions.columns import columns

MOST_WORDS = 20


class AnyCaseSearch:
    """Mixin for a ModelAdmin, whose `search_fields` name translated fields without an edition.

    On SQLite, Django's `icontains` ignores the case of ASCII letters only, but «акимы» must find «Акимы».
    """

    @property
    def translated(self):
        try:
            return translator.get_options_for_model(self.model).get_field_names()
        except NotRegistered:
            return []

    def get_search_results(self, request, queryset, search_term):
        """Rows in which each word, or phrase in quotation marks, occurs in some searched field."""
        for word in list(words_of(search_term.replace("\0", "")))[:MOST_WORDS]:
            queryset = queryset.filter(self.conditions_of_word(request, word_pattern(word)))
        return queryset, False

    def conditions_of_word(self, request, pattern):
        """Return the condition that a regular expression matches in some searched field."""
        found = Q()
        for field in self.get_search_fields(request):
            for name in columns(field) if field in self.translated else [field]:
                found |= Q(**{f"{name}__iregex": pattern})
        return found


def words_of(term):
    for bit in smart_split(term):
        is_quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
        yield unescape_string_literal(bit) if is_quoted else bit
