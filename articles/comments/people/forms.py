"""The forms with which readers sign in to comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.content.readers_text import ReadersNameField


class ContactForm(forms.Form):
    use_required_attribute = False  # else the browser shows its own messages, in its own language
    story = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, way, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.way = way
        kind = forms.TextInput({name: value for name, value in way.widget.items() if name != "type"})
        kind.input_type = way.widget["type"]
        self.fields["contact"] = forms.CharField(label=way.label, max_length=254, widget=kind)

    def clean_contact(self):
        return self.way.normalise(self.cleaned_data["contact"])


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        label=_("The code of six digits"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


class JoinForm(forms.Form):
    use_required_attribute = False
    proof = forms.CharField(max_length=100, widget=forms.HiddenInput)
    nickname = ReadersNameField(
        label=_("The name under which you comment"),
        max_length=60,
        error_messages={"required": _("Please enter your name here")},
        widget=forms.TextInput({"autocomplete": "nickname", "dir": "auto"}),
    )
    agrees = forms.BooleanField(
        label=_("I agree to the rules and to the storage of these data."),
        error_messages={"required": _("Without your agreement you cannot comment.")},
    )
