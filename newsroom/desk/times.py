"""The form field for all times at the desk, which are times in the time zone of the site."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Outside of them, databases and time zones can fail: the year 1 begins before the calendar in UTC."""


class SiteTimeField(forms.SplitDateTimeField):
    """Takes a time that the clocks show twice for the first of both that is still ahead.

    A time that comes back as it was shown keeps its stored value: its seconds, which the form doesn't show, and which
    of the two times it was.
    """

    stored = None

    def get_bound_field(self, form, field_name):
        self.stored = form.initial.get(field_name)
        return super().get_bound_field(form, field_name)

    def has_changed(self, initial, data):
        """Compare minutes, because these are shown."""
        if isinstance(initial, datetime.datetime):
            initial = initial.replace(second=0, microsecond=0)
        return super().has_changed(initial, data)

    def clean(self, value):
        is_as_shown = isinstance(self.stored, datetime.datetime) and not self.has_changed(self.stored, value)
        return self.stored if is_as_shown else super().clean(value)

    def compress(self, data_list):
        if not data_list or not all(data_list):
            return super().compress(data_list)  # None, or an error
        day, time = data_list
        validate_year(day)
        return moment_at(datetime.datetime.combine(day, time))


class ComingTimeField(SiteTimeField):
    """Takes a time without a day for the next such time: today, or tomorrow if it has passed."""

    def clean(self, value):
        day, time = value or ("", "")
        if day or not time:
            return super().clean(value)
        day = next_day_with(self.fields[1].clean(time))
        return forms.SplitDateTimeField.clean(self, [day, time])  # the stored time may be over, though it is shown so


def moment_at(shown):
    """Return when the clocks show a time. Of an hour that they show twice, it is the first that is still ahead.

    If both are over, it is the first.
    """
    first, second = (timezone.make_aware(shown.replace(fold=fold)) for fold in (0, 1))
    now = timezone.now()
    return second if first <= now < second else first


def next_day_with(time):
    """Return the day on which the clocks show a time next."""
    today = timezone.localdate()
    is_ahead = moment_at(datetime.datetime.combine(today, time)) > timezone.now()
    return today if is_ahead else today + datetime.timedelta(days=1)


class SiteTimes:
    """Mixin for classes of the admin, inlines too: all their times have this field."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateTimeField):
            kwargs.setdefault("form_class", SiteTimeField)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, SiteTimeField):
            name_parts(field.widget)
        return field


def name_parts(widget):
    """Name both fields for screen readers. Django prints these words beside them, without labels."""
    for part, name in zip(widget.widgets, (_("Date"), _("Time")), strict=True):
        part.attrs["aria-label"] = name


def validate_year(day):
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Enter a valid date."), code="invalid_date")
