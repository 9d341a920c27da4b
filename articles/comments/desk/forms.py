"""What the page of the queue sends."""

import re

from django import forms

from articles.comments.models import Comment, RejectionReason, State
from newsroom.content.readers_text import ReadersTextField

TICKET = re.compile(r"\A([0-9]{1,18}):([a-z]{1,10})\Z")
MOST_AT_ONCE = 100


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        field_classes = {"text": ReadersTextField}


def tickets_in(posted):
    """Return {id: state in which the page showed it} of the ticked comments, else of the one on the screen."""
    sent = posted.getlist("ticked") or posted.getlist("comment")
    found = [TICKET.match(ticket) for ticket in sent[:MOST_AT_ONCE]]
    return {int(one[1]): one[2] for one in found if one and one[2] in State.values}


def act_in(posted):
    """Return the name of the act and its reason, such as («reject», «insult»)."""
    name, _blank, reason = posted.get("act", "").partition(" ")
    return name, reason if reason in RejectionReason.values else ""
