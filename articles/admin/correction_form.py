"""The form of a correction that readers have already."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import drafts, silence
from articles.editorial.telling import Telling


class CorrectionForm(forms.ModelForm):
    """It takes no time at which readers could not have had it, and no news on a day that keeps the story back."""

    def clean(self):
        found = super().clean()
        if self.changed_data and found.get("kind") and found.get("text"):
            article, telling = self.instance.article, Telling(found["text"], found["kind"], is_material=True)
            silence.refuse_update(article, drafts.shared_draft_of(article), telling, timezone.now())
        if "corrected_at" in self.changed_data and found.get("corrected_at"):
            self.refuse_impossible(found["corrected_at"])
        return found

    def refuse_impossible(self, at):
        first = self.instance.article.first_published_at
        if at > timezone.now() or (first and at < first):
            message = _("Choose a time between the publication of the story and now.")
            raise ValidationError({"corrected_at": message})
