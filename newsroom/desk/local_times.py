"""Times as the text of one control, as in "2026-11-28T14:05": in the time zone of the site, without seconds.

So a time can be a value in a draft, which is merged and compared like any other text.
"""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from newsroom.desk.times import moment_at, validate_year

FORMAT = "%Y-%m-%dT%H:%M"


def text_of(moment):
    """Return the text of a time; "" of None."""
    return timezone.localtime(moment).strftime(FORMAT) if moment else ""


def moment_of(text, stored=None):
    """Return the time that is meant; None of "". `stored` is meant if it is shown like this.

    Of an hour that the clocks show twice, it is else the first that is still ahead (`times.py`).
    """
    if not text:
        return None
    return stored if text == text_of(stored) else moment_at(datetime.datetime.strptime(text, FORMAT))


class LocalTimeField(forms.CharField):
    widget = forms.TextInput(attrs={"type": "datetime-local"})

    def clean(self, value):
        text = super().clean(value)[: len("2026-11-28T14:05")]  # some browsers add seconds
        try:
            moment = moment_of(text)
        except (ValueError, OverflowError) as error:
            raise ValidationError(forms.DateTimeField.default_error_messages["invalid"]) from error
        if moment:
            validate_year(moment)
        return text
