"""Dates and numbers as each edition writes them.

Written out here because Django's catalogues give «24 Қараша» in Kazakh, «Yanvar» in Uzbek Cyrillic and «24 十一月»
in Chinese. Every function takes the edition it writes for. A derived edition writes like the one it is stored in.
"""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
    "uz-cyrl": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
}
# Only Russian declines: a month without a day is in the nominative.
MONTHS_ALONE = MONTHS | {"ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"}
WEEKDAYS = {
    "kk": "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "zh-hans": "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "uz-cyrl": "душанба сешанба чоршанба пайшанба жума шанба якшанба",
}
DECIMAL_MARKS = {"en": (".", ","), "zh-hans": (".", ",")}  # the others: comma, no-break space


def day(value, edition):
    """2025 жылғы 24 қараша · 24 ноября 2025 · 24 November 2025 · 2025年11月24日: in sentences and headings.

    Takes a date or an aware datetime.
    """
    return with_year(value, edition, "жылғы ")


def short_day(value, edition):
    """2025 ж. 24 қараша: in lists. Only Kazakh has a shorter form."""
    return with_year(value, edition, "ж. ")


def with_year(value, edition, kazakh):
    value = in_almaty(value)
    if edition.stored_in == "zh-hans":
        return f"{value.year}年{value.month}月{value.day}日"
    if edition.stored_in == "kk":
        return f"{value.year}\N{NO-BREAK SPACE}{kazakh}{day_of_year(value, edition)}"
    return f"{day_of_year(value, edition)} {value.year}"


def day_of_year(value, edition):
    """`day` without the year, for days of the current one."""
    value = in_almaty(value)
    if edition.stored_in == "zh-hans":
        return f"{value.month}月{value.day}日"
    return f"{value.day}\N{NO-BREAK SPACE}{MONTHS[edition.stored_in].split()[value.month - 1]}"


def days(first, last, edition):
    """`day`, from one to another: 23–29 ноября 2026 · 2026 жылғы 23–29 қараша · 2026年11月23日–29日.

    What both have in common is written once: 30 ноября – 6 декабря 2026, 28 декабря 2026 – 3 января 2027.
    """
    if first.year != last.year:
        return f"{day(first, edition)} – {day(last, edition)}"
    if edition.stored_in == "zh-hans":
        end = f"{last.day}日" if first.month == last.month else day_of_year(last, edition)
        return f"{day(first, edition)}–{end}"
    ends = day_of_year(last, edition)
    both = f"{first.day}–{ends}" if first.month == last.month else f"{day_of_year(first, edition)} – {ends}"
    return day(last, edition).replace(ends, both)


def moment(value, edition):
    """`day` with the time: 24 ноября 2025, 10:33 · 2025年11月24日 10:33. Takes an aware datetime."""
    return f"{day(value, edition)}{before_clock(edition)}{clock(value)}"


def short_moment(value, edition):
    """`short_day` with the time."""
    return f"{short_day(value, edition)}{before_clock(edition)}{clock(value)}"


def before_clock(edition):
    return " " if edition.stored_in == "zh-hans" else ", "


def clock(value):
    return f"{timezone.localtime(value):%H:%M}"


def weekday(value, edition):
    name = WEEKDAYS[edition.stored_in].split()[in_almaty(value).weekday()]
    return name[0].upper() + name[1:]


def weekday_around(value, edition):
    """The weekday as text before a day and after it: («Понедельник, », "") · ("", ", дүйсенбі") · ("", " 星期一")."""
    name = weekday(value, edition)
    after = {"zh-hans": f" {name}", "kk": f", {name.lower()}"}.get(edition.stored_in)
    return ("", after) if after else (f"{name}, ", "")


def month(value, edition):
    """2025 жылғы қараша · Ноябрь 2025 · November 2025 · 2025年11月."""
    if edition.stored_in == "zh-hans":
        return f"{value.year}年{value.month}月"
    name = MONTHS_ALONE[edition.stored_in].split()[value.month - 1]
    if edition.stored_in == "kk":
        return f"{value.year}\N{NO-BREAK SPACE}жылғы {name}"
    return f"{name[0].upper()}{name[1:]} {value.year}"


def year(value, edition):
    """2025 жыл · 2025 · 2025年."""
    after = {"zh-hans": "年", "kk": "\N{NO-BREAK SPACE}жыл"}.get(edition.stored_in, "")
    return f"{value.year}{after}"


def decimal(value, edition, places=None):
    """462,04 · 462.04, with thousands separators and a true minus sign."""
    point, thousands = DECIMAL_MARKS.get(edition.stored_in, (",", "\N{NO-BREAK SPACE}"))
    text = f"{Decimal(str(value)):,f}" if places is None else f"{value:,.{places}f}"
    return text.translate({ord(","): thousands, ord("."): point, ord("-"): "\N{MINUS SIGN}"})


def in_almaty(value):
    return timezone.localtime(value) if isinstance(value, datetime) else value
