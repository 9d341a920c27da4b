"""Path converters for days, months and years. A URL with a date that does not exist matches nothing."""

import datetime


class Day:
    regex = "[0-9]{4}/[0-9]{2}/[0-9]{2}"
    form = "%Y/%m/%d"

    def to_python(self, text):
        return datetime.datetime.strptime(text, self.form).date()

    def to_url(self, date):
        return f"{date.year:04}/{date.month:02}/{date.day:02}"


class Month(Day):
    regex = "[0-9]{4}/[0-9]{2}"
    form = "%Y/%m"

    def to_url(self, date):
        return f"{date.year:04}/{date.month:02}"


class Year(Day):
    regex = "[0-9]{4}"
    form = "%Y"

    def to_url(self, date):
        return f"{date.year:04}"
