"""The form in which readers write comments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.comments.models import Comment
from newsroom.content.clean_html import BLANKS


class VisibleText(forms.CharField):
    def to_python(self, value):
        """Normalize line breaks, and treat text without visible characters as empty.

        A browser sends two characters for a line break but counts one for `maxlength`.
        """
        text = super().to_python(value).replace("\r\n", "\n")
        return text if text.strip(BLANKS) else ""


class CommentForm(forms.ModelForm):
    use_required_attribute = False  # else the browser shows its own messages, in its own language

    class Meta:
        model = Comment
        fields = ["text", "name"]
        field_classes = {"text": VisibleText, "name": VisibleText}
        labels = {"text": _("Your comment"), "name": _("Your name")}
        widgets = {
            "text": forms.Textarea({"rows": 5, "dir": "auto"}),
            "name": forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        }
        error_messages = {
            "text": {"required": _("Please enter your comment!")},
            "name": {"required": _("please enter your name here")},
        }
