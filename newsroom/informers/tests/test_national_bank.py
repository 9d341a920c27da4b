"""The feed of the National Bank, well-formed and not."""

from datetime import date
from decimal import Decimal

import pytest

from newsroom.informers.models import Currency
from newsroom.informers.sources import SourceError
from newsroom.informers.sources.national_bank import NationalBank, read
from newsroom.informers.tests.answering import says
from newsroom.informers.tests.feeds import ITEM, NO_RATES, RATES, feed

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


def usd(description="521.17", quant="1", title="USD"):
    """Read a feed with one item. Return the value or the fault."""
    answer = read(feed(SUNDAY, {title: (description, quant)}), ["USD"], SUNDAY)
    assert len(answer.readings) + len(answer.faults) == 1
    return answer.readings[0].value if answer.readings else answer.faults[0]


def refusal(body):
    with pytest.raises(SourceError) as refused:
        read(body, Currency.values, SUNDAY)
    return str(refused.value)


# Feeds in good order


def test_each_of_our_currencies_is_read_with_its_day():
    answer = read(feed(SUNDAY), Currency.values, SUNDAY)

    assert answer.faults == []
    assert [tuple(reading) for reading in answer.readings] == [
        ("USD", Decimal("521.17"), SUNDAY),
        ("EUR", Decimal("604.33"), SUNDAY),
        ("RUB", Decimal("6.42"), SUNDAY),
        ("CNY", Decimal("73.20"), SUNDAY),
    ]


def test_the_requested_day_is_put_into_the_address(start):
    server = start(lambda path: says(feed(SUNDAY)))
    answer = NationalBank(f"{server.address}/rss/get_rates.cfm?fdate={{day}}", ["USD"]).rates(SUNDAY)

    assert [reading.currency for reading in answer.readings] == ["USD"]
    assert [path for path, _headers in server.requests] == ["/rss/get_rates.cfm?fdate=22.11.2026"]


@pytest.mark.parametrize(
    ("description", "quant", "tenge"),
    [
        ("521.17", "1", "521.17"),
        ("64.2", "10", "6.42"),
        ("642.49", "100", "6.42"),
        ("6425", "1000", "6.43"),
        ("521,17", "1", "521.17"),
        ("521", "1", "521.00"),
        (" 521.17\n", " 1 ", "521.17"),
    ],
)
def test_a_rate_is_converted_to_one_unit(description, quant, tenge):
    assert usd(description, quant) == Decimal(tenge)


def test_a_rate_has_the_day_that_the_bank_gives_even_a_later_one():
    (reading,) = read(feed(MONDAY), ["USD"], SUNDAY).readings

    assert reading.valid_on == MONDAY


def test_a_day_without_rates_is_not_an_error():
    answer = read(NO_RATES, Currency.values, SUNDAY)

    assert (answer.readings, answer.faults) == ([], [])


@pytest.mark.parametrize("day", ["22.11.2026", "22.11.26"])
def test_the_rss_format_has_a_day_in_each_item(day):
    item = ITEM.format(title="USD", description="521.17", quant="1").replace(
        "</item>", f"<pubDate>{day}</pubDate></item>"
    )
    answer = read(f'<rss version="2.0"><channel><title>Rates</title>{item}</channel></rss>'.encode(), ["USD"], SUNDAY)

    assert [tuple(reading) for reading in answer.readings] == [("USD", Decimal("521.17"), SUNDAY)]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_the_declared_encoding_is_used(encoding):
    body = feed(SUNDAY).decode().replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)

    assert len(read(body, Currency.values, SUNDAY).readings) == 4


# Items that cannot be used


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("0", "a rate of 0"),
        ("0.0", "a rate of 0.0"),
        ("0.004", "a rate of 0.004"),
        ("-521.17", "'-521.17' is not a rate"),
        ("", "'' is not a rate"),
        ("нет", r"'\u043d\u0435\u0442' is not a rate"),
        ("NaN", "'NaN' is not a rate"),
        ("Infinity", "'Infinity' is not a rate"),
        ("5e2", "'5e2' is not a rate"),
        ("5_2", "'5_2' is not a rate"),
        ("521.17.3", "'521.17.3' is not a rate"),
        ("1 521.17", "'1 521.17' is not a rate"),
        ("٥٢١", r"'\u0665\u0662\u0661' is not a rate"),
        ("9" * 300, f"'{'9' * 59}\\u2026' is not a rate"),
    ],
)
def test_a_value_that_is_not_a_rate_is_a_fault(description, reason):
    assert usd(description) == f"USD: {reason}"


@pytest.mark.parametrize("quant", ["", "0", "-1", "2", "1.0", "01", "10000000", "one"])
def test_an_unknown_quantity_is_a_fault(quant):
    assert usd(quant=quant) == f"USD: a rate for {quant!r} units"


def test_a_missing_quantity_does_not_mean_one():
    body = feed(SUNDAY).replace(b"<quant>1</quant>", b"")

    assert read(body, ["USD"], SUNDAY).faults == ["USD: a rate for '' units"]


def test_one_bad_item_does_not_affect_the_others():
    answer = read(feed(SUNDAY, RATES | {"EUR": ("0.0", "1")}), Currency.values, SUNDAY)

    assert [reading.currency for reading in answer.readings] == ["USD", "RUB", "CNY"]
    assert answer.faults == ["EUR: a rate of 0.0"]


def test_a_currency_that_is_missing_or_listed_twice_is_a_fault():
    body = feed(SUNDAY, {"EUR": ("604.33", "1")})
    twice = body.replace(b"</rates>", ITEM.format(title="EUR", description="1.00", quant="1").encode() + b"</rates>")

    assert usd(title="USDT") == "USD: not listed"
    assert read(body, ["EUR"], SUNDAY).faults == []
    assert read(twice, ["EUR"], SUNDAY).faults == ["EUR: listed more than once"]


@pytest.mark.parametrize(
    "day", ["", "2026-11-22", "31.02.2026", "07.12.2026", "22.11.3026", "22.11.2026 15:30", "tomorrow", "0"]
)
def test_an_impossible_day_is_a_fault(day):
    body = feed(SUNDAY).replace(b"22.11.2026", day.encode())

    assert read(body, ["USD"], SUNDAY).faults == [f"USD: {day!r} is not the day of a rate"]


# Answers that cannot be used

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rates [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rates><date>&i;</date></rates>"
)
EXTERNAL_ENTITY = '<!DOCTYPE rates [<!ENTITY x SYSTEM "file:///etc/passwd">]><rates><info>&x;</info></rates>'


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        EXTERNAL_ENTITY,
        '<!DOCTYPE rates SYSTEM "http://127.0.0.1/rates.dtd"><rates><info/></rates>',
        "<!DOCTYPE rates><rates/>",
    ],
    ids=["bomb", "file", "address", "empty"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_declaration_is_refused(body, encoding):
    assert refusal(body.encode(encoding)) == "XML with a document type declaration"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff rubbish",
        b"<html><p>Come back <b>later</p></html>",
        b'{"rates": []}',
        feed(SUNDAY)[:300],
        feed(SUNDAY) + b"<rates/>",
        feed(SUNDAY).replace(b"utf-8", b"utf-99"),
        feed(SUNDAY).replace(b"</date>", b"&unknown;</date>"),
        feed(SUNDAY).replace(b"</date>", b"\xff</date>"),
        b"<a>" * 100_000,
    ],
)
def test_an_answer_that_is_not_xml_is_refused(body):
    assert refusal(body).startswith("not XML: ")


@pytest.mark.parametrize("body", [b"<rates/>", b"<rates><date>22.11.2026</date></rates>", b"<html><p>Later</p></html>"])
def test_an_answer_with_neither_rates_nor_a_notice_is_refused(body):
    assert refusal(body) == "neither rates nor a notice that there are none"


def test_deeply_nested_xml_is_handled():
    deep = b"<rates>" * 50_000 + b"<info/>" + b"</rates>" * 50_000

    assert read(deep, Currency.values, SUNDAY).readings == []
