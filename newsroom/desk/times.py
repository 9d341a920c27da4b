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
    """Takes a time that the clocks showed twice for the first of both.

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
        return timezone.make_aware(datetime.datetime.combine(day, time))


class ComingTimeField(SiteTimeField):
    """Takes a time without a day for the next such time: today, or tomorrow if it has passed."""

    def clean(self, value):
        day, time = value or ("", "")
        return super().clean([next_day_with(self.fields[1].clean(time)), time] if time and not day else value)


def next_day_with(time):
    """Return the day on which the clocks show a time next."""
    now = timezone.localtime()
    return now.date() if time > now.time() else now.date() + datetime.timedelta(days=1)


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
