"""Times as short as they can be: «09:00», and the day only if it is not today. The zone stands elsewhere near."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from newsroom import editions
from newsroom.desk.colleagues import hours_from_utc
from newsroom.editions import dates


def when(moment):
    """09:00 · tomorrow, 09:00 · 30 November, 09:00 · 2099-11-24, 09:00."""
    edition, at = editions.active(), timezone.localtime(moment)
    day = short_day(at.date(), edition)
    return f"{day}{dates.before_clock(edition)}{dates.clock(at)}" if day else dates.clock(at)


def short_day(day, edition):
    today = timezone.localdate()
    if day in (today, today + datetime.timedelta(days=1)):
        return "" if day == today else _("tomorrow")
    return dates.day_of_year(day, edition) if day.year == today.year else date_format(day, "SHORT_DATE_FORMAT")


def words_of_days():
    """Return what a script needs to write a time as `when` does."""
    edition = editions.active()
    days = [dates.day_of_year(datetime.date(2028, month, 28), edition) for month in range(1, 13)]
    return {
        "tomorrow": _("tomorrow"),
        "months": [day.replace("28", "{day}") for day in days],
        "comma": dates.before_clock(edition),
        "format": get_format("DATE_INPUT_FORMATS")[0],
    }


def second_now():
    """14:05:11, when something was saved."""
    return f"{timezone.localtime():%H:%M:%S}"


def with_zone(moment):
    """09:00 (UTC+5): `when`, where nothing else near says the zone."""
    return f"{when(moment)} ({hours_from_utc(moment)})"
