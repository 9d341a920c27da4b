"""The form of a place that a story gets in a list of its own: the editor's choice, the popular stories."""

from django import forms
from django.utils import timezone

from articles.editorial import drafts, silence


class PlacedForm(forms.ModelForm):
    """A day of silence that keeps a story back refuses a new place of it, and a higher one."""

    def clean(self):
        found = super().clean()
        article = found.get("article") or self.listed_article()
        if article and self.rises(found):
            silence.refuse_at(article, drafts.shared_draft_of(article), timezone.now())
        return found

    def listed_article(self):
        """Return the story of a row that is there already. In lists, only its position can be changed."""
        return self.instance.article if self.instance.article_id else None

    def rises(self, found):
        """Whether the story would be more prominent. `instance` has what is stored."""
        if self.instance.pk is None or "article" in self.changed_data:
            return True
        return found.get("position", self.instance.position) < self.instance.position
