from django import forms
from django.utils.translation import gettext_lazy as _

from articles.comments.models import Comment
from newsroom.content.clean_html import BLANKS


class Words(forms.CharField):
    def to_python(self, value):
        """A browser sends two characters for a line break, and counts one. What nobody can see is nothing."""
        text = super().to_python(value).replace("\r\n", "\n")
        return text if text.strip(BLANKS) else ""


class CommentForm(forms.ModelForm):
    """No `required` in the page: the browser would answer in its own language before ours could."""

    use_required_attribute = False

    class Meta:
        model = Comment
        fields = ["text", "name"]
        field_classes = {"text": Words, "name": Words}
        labels = {"text": _("Your comment"), "name": _("Your name")}
        widgets = {
            "text": forms.Textarea({"rows": 5, "dir": "auto"}),
            "name": forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        }
        error_messages = {
            "text": {"required": _("Please enter your comment!")},
            "name": {"required": _("please enter your name here")},
        }
