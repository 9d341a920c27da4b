"""Long texts in forms of the desk that have a limit: the form says it, and it is counted in characters.

A browser's `maxlength` counts units of UTF-16, and cuts what is pasted without a word.
"""

from django.db import models
from django.forms.widgets import Script
from django.utils.functional import lazystr

from newsroom.content.readers_text import Limit, ReadersTextField


class Help:
    """What a field is for, and how long it may be, in the language of the page."""

    def __init__(self, words, most):
        self.words, self.limit = words, Limit(most)

    def __str__(self):
        return f"{self.words} {self.limit}".strip()


class CountedTexts:
    """A part of a ModelAdmin."""

    class Media:
        js = [Script("desk/counted.js", type="module")]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if not isinstance(db_field, models.TextField) or not db_field.max_length or db_field.choices:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        words = lazystr(Help(db_field.help_text, db_field.max_length))
        return super().formfield_for_dbfield(
            db_field, request, **{"form_class": ReadersTextField, "help_text": words} | kwargs
        )
