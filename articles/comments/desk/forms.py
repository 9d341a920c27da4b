"""What the page of the queue sends."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.comments.models import Comment, RejectionReason, State
from newsroom.content.readers_text import ReadersTextField

TICKET = re.compile(r"\A([0-9]{1,18}):([a-z]{1,10})\Z")
ID = re.compile(r"\A[0-9]{1,18}\Z")
MOST_AT_ONCE = 100
ABOUT_ONE = ("answer", "pin", "unpin")


class AnswerForm(forms.ModelForm):
    use_required_attribute = False  # else the browser would not send other acts of the same form

    class Meta:
        model = Comment
        fields = ["text"]
        labels = {"text": _("Answer of the editors; below your own stories, yours. It is public at once.")}
        field_classes = {"text": ReadersTextField}
        widgets = {"text": forms.Textarea({"rows": 4, "dir": "auto", "id": "answer-text"})}


BLANK = "data-blank"
"""Has what stands in a field of the queue before somebody has chosen something; without it, nothing is chosen."""
TICKED = {BLANK: "on"}
REASONS = [("", _("Choose a reason")), *RejectionReason.choices]
"""No reason is chosen beforehand: the writer would read one that nobody has meant."""


class BanForm(forms.Form):
    """Sent with an act: its fields have the prefix "ban"."""

    use_required_attribute = False  # else the browser would not send other acts of the same form

    TERMS = [("24", _("for one day")), ("168", _("for a week")), ("720", _("for 30 days")), ("", _("for good"))]
    hours = forms.TypedChoiceField(
        label=_("Ban"),
        choices=TERMS,
        coerce=int,
        empty_value=None,
        required=False,
        initial="24",
        widget=forms.Select({BLANK: "24"}),
    )
    reason = forms.ChoiceField(label=_("Why? The writer sees the reason."), choices=REASONS)
    hides = forms.BooleanField(
        label=_("Hide all comments of this writer"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(TICKED),
    )

    def __init__(self, posted=None):
        super().__init__(posted, prefix="ban")


class WarnForm(forms.Form):
    use_required_attribute = False
    reason = forms.ChoiceField(label=_("Why? The writer sees the reason."), choices=REASONS)
    text = ReadersTextField(
        label=_("Words to the writer"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    rejects = forms.BooleanField(
        label=_("Reject the comment, too"), required=False, initial=True, widget=forms.CheckboxInput(TICKED)
    )

    def __init__(self, posted=None):
        super().__init__(posted, prefix="warn")


class NoteForm(forms.Form):
    use_required_attribute = False
    text = ReadersTextField(label=_("Note"), max_length=1000, widget=forms.Textarea({"rows": 3, "dir": "auto"}))
    look_on = forms.DateField(
        label=_("Look again on"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def tickets_in(posted):
    """Return {id: state in which the page showed it} of the ticked comments, else of the one on the screen.

    An answer and a pin are always about the one on the screen.
    """
    ticked = posted.getlist("ticked") if act_in(posted)[0] not in ABOUT_ONE else []
    sent = ticked or posted.getlist("comment")
    found = [TICKET.match(ticket) for ticket in sent[:MOST_AT_ONCE]]
    return {int(one[1]): one[2] for one in found if one and one[2] in State.values}


def ids_in(posted, name):
    """Return the set of ids of comments that a field names."""
    return {int(sent) for sent in posted.getlist(name)[:MOST_AT_ONCE] if ID.match(sent)}


def act_in(posted):
    """Return the name of the act and its reason, such as («reject», «insult»)."""
    name, _blank, reason = posted.get("act", "").partition(" ")
    return name, reason if reason in RejectionReason.values else ""
