"""The form in which readers write comments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.comments.models import Comment
from articles.comments.people.ways import is_identity_required
from articles.comments.replies import wishes
from newsroom.content.readers_text import ReadersNameField, ReadersTextField


class CommentForm(forms.ModelForm):
    use_required_attribute = False  # else the browser shows its own messages, in its own language
    warning = None
    """The id of a warning that the writer has to acknowledge."""

    class Meta:
        model = Comment
        fields = ["text", "name"]
        field_classes = {"text": ReadersTextField, "name": ReadersNameField}
        labels = {"text": _("Your comment"), "name": _("Your name")}
        widgets = {
            "text": forms.Textarea({"rows": 5, "dir": "auto"}),
            "name": forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        }
        error_messages = {
            "text": {"required": _("Please enter your comment!")},
            "name": {"required": _("Please enter your name here")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if is_identity_required():
            del self.fields["name"]  # it is the nickname of whoever has signed in
        if wishes.are_offered():
            self.fields[wishes.FIELD] = forms.BooleanField(
                label=_("Write to me when somebody answers. One click stops it."), required=False
            )
