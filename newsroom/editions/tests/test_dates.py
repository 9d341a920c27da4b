"""How each edition writes dates and numbers."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from newsroom import editions
from newsroom.editions import dates

DAY = date(2025, 11, 24)  # a Monday
NB = "\N{NO-BREAK SPACE}"
LATIN = re.compile("[A-Za-z]")
CYRILLIC_CODES = ["kk", "ru", "uz-cyrl"]


def of(code):
    return editions.BY_CODE[code]


def as_written(function, value):
    return {edition.code: function(value, edition) for edition in editions.STORED}


def months(function, code):
    return [function(date(2025, number, 1), of(code)) for number in range(1, 13)]


# A day


def test_a_day_in_every_edition():
    assert as_written(dates.day, DAY) == {
        "kk": f"2025{NB}жылғы 24{NB}қараша",
        "ru": f"24{NB}ноября 2025",
        "en": f"24{NB}November 2025",
        "zh-hans": "2025年11月24日",
        "uz-cyrl": f"24{NB}ноябрь 2025",
    }


def test_lists_have_a_short_form_of_days_in_kazakh():
    short = as_written(dates.short_day, DAY)
    assert short.pop("kk") == f"2025{NB}ж. 24{NB}қараша"
    assert [short] == [{code: text for code, text in as_written(dates.day, DAY).items() if code != "kk"}]


def test_a_day_without_its_year_in_every_edition():
    assert as_written(dates.day_of_year, DAY) == {
        "kk": f"24{NB}қараша",
        "ru": f"24{NB}ноября",
        "en": f"24{NB}November",
        "zh-hans": "11月24日",
        "uz-cyrl": f"24{NB}ноябрь",
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("ru", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        ("en", "January February March April May June July August September October November December"),
        ("uz-cyrl", "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    ],
)
def test_all_twelve_months_within_a_date(code, names):
    assert months(dates.day, code) == [f"1{NB}{name} 2025" for name in names.split()]


def test_all_twelve_months_within_a_kazakh_date():
    names = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    assert months(dates.day, "kk") == [f"2025{NB}жылғы 1{NB}{name}" for name in names.split()]
    assert months(dates.month, "kk") == [f"2025{NB}жылғы {name}" for name in names.split()]


def test_chinese_writes_months_as_numbers():
    assert months(dates.day, "zh-hans") == [f"2025年{number}月1日" for number in range(1, 13)]


@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_derived_editions_write_dates_like_the_edition_they_are_stored_in(code):
    moment = datetime(2026, 1, 26, 5, 33, tzinfo=UTC)

    for function, value in [(dates.day, DAY), (dates.month, DAY), (dates.weekday, DAY), (dates.moment, moment)]:
        assert function(value, of(code)) == function(value, of("kk"))


# A month, a year and a weekday without a day


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("ru", "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь"),
        ("en", "January February March April May June July August September October November December"),
        ("uz-cyrl", "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь"),
    ],
)
def test_all_twelve_months_without_a_day(code, names):
    assert months(dates.month, code) == [f"{name} 2025" for name in names.split()]


def test_a_month_without_a_day_in_chinese():
    assert dates.month(DAY, of("zh-hans")) == "2025年11月"


def test_a_year_in_every_edition():
    assert as_written(dates.year, DAY) == {
        "kk": f"2025{NB}жыл",
        "ru": "2025",
        "en": "2025",
        "zh-hans": "2025年",
        "uz-cyrl": "2025",
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("kk", "Дүйсенбі Сейсенбі Сәрсенбі Бейсенбі Жұма Сенбі Жексенбі"),
        ("ru", "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье"),
        ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        ("zh-hans", "星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
        ("uz-cyrl", "Душанба Сешанба Чоршанба Пайшанба Жума Шанба Якшанба"),
    ],
)
def test_all_seven_days_of_the_week(code, names):
    week = [dates.weekday(date(2025, 11, number), of(code)) for number in range(24, 31)]

    assert week == names.split()


# Letters


@pytest.mark.parametrize("code", CYRILLIC_CODES)
def test_cyrillic_dates_have_no_latin_letters(code):
    english = " ".join([*months(dates.day, "en"), *months(dates.month, "en")])
    assert LATIN.search(english)

    week = [dates.weekday(date(2025, 11, number), of(code)) for number in range(24, 31)]
    written = " ".join([*months(dates.day, code), *months(dates.day_of_year, code), *months(dates.month, code), *week])
    assert LATIN.findall(written) == []


@pytest.mark.parametrize("code", CYRILLIC_CODES)
def test_within_a_date_months_are_lower_case(code):
    assert "".join(months(dates.month, "ru")) != "".join(months(dates.month, "ru")).lower()

    written = "".join(months(dates.day, code))
    assert written == written.lower()


# Times in Almaty


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        (datetime(2023, 1, 26, 4, 33, tzinfo=UTC), "10:33"),
        (datetime(2026, 1, 26, 5, 33, tzinfo=UTC), "10:33"),
        (datetime(2024, 2, 29, 17, 59, tzinfo=UTC), "23:59"),
        (datetime(2024, 3, 1, 4, 0, tzinfo=UTC), "09:00"),
    ],
    ids=str,
)
def test_a_time_has_the_offset_that_was_valid_on_its_day(moment, clock):
    assert dates.clock(moment) == clock


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("kk", "2025\xa0жылғы 24\xa0қараша, дүйсенбі"),
        ("ru", "Понедельник, 24\xa0ноября 2025"),
        ("en", "Monday, 24\xa0November 2025"),
        ("zh-hans", "2025年11月24日 星期一"),
    ],
)
def test_a_day_with_its_weekday(code, written):
    before, after = dates.weekday_around(date(2025, 11, 24), of(code))
    assert before + dates.day(date(2025, 11, 24), of(code)) + after == written


def test_a_moment_in_every_edition():
    assert as_written(dates.moment, datetime(2023, 1, 26, 4, 33, tzinfo=UTC)) == {
        "kk": f"2023{NB}жылғы 26{NB}қаңтар, 10:33",
        "ru": f"26{NB}января 2023, 10:33",
        "en": f"26{NB}January 2023, 10:33",
        "zh-hans": "2023年1月26日 10:33",
        "uz-cyrl": f"26{NB}январь 2023, 10:33",
    }


def test_lists_have_a_short_form_of_moments_in_kazakh():
    moment = datetime(2023, 1, 26, 4, 33, tzinfo=UTC)
    assert dates.short_moment(moment, of("kk")) == f"2023{NB}ж. 26{NB}қаңтар, 10:33"
    assert dates.short_moment(moment, of("ru")) == dates.moment(moment, of("ru"))


def test_an_evening_in_london_is_the_next_day_in_almaty():
    evening = datetime(2025, 12, 31, 19, 30, tzinfo=UTC)

    assert dates.day(evening, of("en")) == f"1{NB}January 2026"
    assert dates.day_of_year(evening, of("en")) == f"1{NB}January"
    assert dates.weekday(evening, of("en")) == "Thursday"


def test_a_date_without_a_time_is_not_converted():
    assert dates.day(date(2025, 12, 31), of("en")) == f"31{NB}December 2025"


# Numbers


@pytest.mark.parametrize(
    ("number", "places", "with_comma", "with_point"),
    [
        (Decimal("462.04"), None, "462,04", "462.04"),
        (Decimal("462.04"), 2, "462,04", "462.04"),
        (Decimal("462.4"), 2, "462,40", "462.40"),
        (Decimal("1234567.5"), 1, f"1{NB}234{NB}567,5", "1,234,567.5"),
        (Decimal("-8"), 0, "−8", "−8"),
        (Decimal("-1234.56"), 2, f"−1{NB}234,56", "−1,234.56"),
        (Decimal(0), 2, "0,00", "0.00"),
        (1234567, 0, f"1{NB}234{NB}567", "1,234,567"),
    ],
)
def test_numbers_in_every_edition(number, places, with_comma, with_point):
    written = {edition.code: dates.decimal(number, edition, places) for edition in editions.STORED}

    assert written == {
        "kk": with_comma,
        "ru": with_comma,
        "en": with_point,
        "zh-hans": with_point,
        "uz-cyrl": with_comma,
    }


@pytest.mark.parametrize(("number", "written"), [(7, "7"), (1500, f"1{NB}500"), (6.74, "6,74")])
def test_a_number_of_any_type_keeps_its_decimal_places(number, written):
    assert dates.decimal(number, of("ru")) == written


def test_a_minus_is_never_a_hyphen():
    assert dates.decimal(Decimal("-10"), of("ru"), 0) == "\N{MINUS SIGN}10"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), {
            "kk": f"2026{NB}жылғы 23–29{NB}қараша", "ru": f"23–29{NB}ноября 2026", "en": f"23–29{NB}November 2026",
            "zh-hans": "2026年11月23日–29日", "uz-cyrl": f"23–29{NB}ноябрь 2026",
        }),
        (date(2026, 11, 30), date(2026, 12, 6), {
            "kk": f"2026{NB}жылғы 30{NB}қараша – 6{NB}желтоқсан", "ru": f"30{NB}ноября – 6{NB}декабря 2026",
            "en": f"30{NB}November – 6{NB}December 2026", "zh-hans": "2026年11月30日–12月6日",
            "uz-cyrl": f"30{NB}ноябрь – 6{NB}декабрь 2026",
        }),
        (date(2026, 12, 28), date(2027, 1, 3), {
            "kk": f"2026{NB}жылғы 28{NB}желтоқсан – 2027{NB}жылғы 3{NB}қаңтар",
            "ru": f"28{NB}декабря 2026 – 3{NB}января 2027", "en": f"28{NB}December 2026 – 3{NB}January 2027",
            "zh-hans": "2026年12月28日 – 2027年1月3日", "uz-cyrl": f"28{NB}декабрь 2026 – 3{NB}январь 2027",
        }),
    ],
)  # fmt: skip
def test_a_week_says_once_what_its_days_have_in_common(first, last, expected):
    assert {edition.code: dates.days(first, last, edition) for edition in editions.STORED} == expected
