"""A form field that finds a tag or an author by its name. A select of thousands would make the page too large."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _

from articles.models.article_queries import MOST_WORDS, in_any_letters
from newsroom.content.word_patterns import word_pattern, words_of
from newsroom.editions.names import name_and_lender, name_in_letters
from newsroom.templatetags.editions import name_text

MOST_NAMES = 10
"""How many matching names an error message lists."""


class NamedRowField(forms.CharField):
    """Takes the name of a row of `model` as readers of the active edition see it, words of it, or the key.

    Its value is the row, or None if it is empty. Rows without stories in the edition are not found.
    """

    default_error_messages = {
        "none": _("No stories are listed under this name."),
        "several": _("Several names match: %(names)s. Type one of them."),
    }

    def __init__(self, *, model, request, **options):
        super().__init__(max_length=120, widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}), **options)
        self.model, self.request, self.row = model, request, None

    def clean(self, value):
        text = super().clean(value)
        self.row = self.row_called(text) if text else None
        return self.row

    def prepare_value(self, value):
        """Show the name where the URL has the key."""
        return name_in_letters(self.request, self.row) if self.row else value

    def row_called(self, text):
        rows = self.model.objects.with_stories()
        if slug_re.fullmatch(text) and (row := rows.filter(key=text).first()):
            return row
        found = list(rows.filter(pk__in=self.ids_matching(text))[: MOST_NAMES + 1])
        same = [row for row in found if name_and_lender(row)[0].casefold() == text.casefold()]
        for matches in (same, found):
            if len(matches) == 1:
                return matches[0]
        if found:
            names = "; ".join(name_text(row) for row in found[:MOST_NAMES])
            raise ValidationError(self.error_messages["several"], "several", {"names": names})
        raise ValidationError(self.error_messages["none"], "none")

    def ids_matching(self, text):
        """Return the ids of the rows whose name has every word of `text`, as the search finds words in stories."""
        words = words_of(text)[:MOST_WORDS]
        patterns = [re.compile(in_any_letters(word, word_pattern(word)), re.IGNORECASE) for word in words]
        names = {row.pk: name_and_lender(row)[0] for row in self.model.objects.order_by()} if patterns else {}
        return [pk for pk, name in names.items() if all(pattern.search(name) for pattern in patterns)]
