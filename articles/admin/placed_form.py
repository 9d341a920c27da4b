"""The form of a place that a story gets in a list of its own: the editor's choice, the popular stories."""

from django import forms
from django.utils import timezone

from articles.editorial import drafts, silence


class PlacedForm(forms.ModelForm):
    """A day of silence that keeps a story back refuses a new place of it."""

    def clean(self):
        found = super().clean()
        article = found.get("article")
        if article and "article" in self.changed_data:
            silence.refuse_at(article, drafts.shared_draft_of(article), timezone.now())
        return found
