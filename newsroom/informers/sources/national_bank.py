"""Official exchange rates of the National Bank of Kazakhstan.

The bank sets its rates at 15:30 for the next business day, in tenge for 1, 10, 100 or 1000 units (`quant`). For a day
without rates, the answer has an `info` element and no items. Two formats are supported: `rates` with one `date`, and
RSS with a `pubDate` in each item.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from defusedxml import DTDForbidden, ElementTree

from newsroom.informers.sources import Answer, RateReading, SourceError, quoted
from newsroom.informers.sources.fetch import fetch

QUANTS = ("1", "10", "100", "1000")
NUMBER = re.compile(r"[0-9]{1,8}(?:[.,][0-9]{1,6})?")
FARTHEST = timedelta(days=14)  # twice the longest holidays; no rate is set further ahead


class NationalBank:
    key = "nationalbank.kz"

    def __init__(self, address, currencies):
        """«{day}» in `address` becomes the requested day, as 24.11.2025. Without it the feed gives current rates."""
        self.address, self.currencies = address, currencies

    def rates(self, day):
        return read(fetch(self.address.replace("{day}", f"{day:%d.%m.%Y}"), "xml"), self.currencies, day)


def read(body, currencies, asked):
    """Make an `Answer` of the XML in `body`. An item that cannot be used becomes a fault; the others are kept."""
    root = parse(body)
    items = list(root.iter("item"))
    if not items and root.find(".//info") is None:
        raise SourceError("neither rates nor a notice that there are none")
    answer = Answer()
    for currency in currencies if items else ():
        try:
            answer.readings.append(reading(currency, items, root, asked))
        except SourceError as error:
            answer.faults.append(f"{currency}: {error}")
    return answer


def parse(body):
    """The root element of `body`.

    A document type declaration is refused, because entities declared there can make a huge document of a small file,
    or read other files.
    """
    try:
        return ElementTree.fromstring(body, forbid_dtd=True)
    except DTDForbidden as error:
        raise SourceError("XML with a document type declaration") from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise SourceError(f"not XML: {error}") from error


def reading(currency, items, root, asked):
    mine = [item for item in items if text(item, "title") == currency]
    if len(mine) != 1:
        raise SourceError("listed more than once" if mine else "not listed")
    value, quant = text(mine[0], "description"), text(mine[0], "quant")
    if not NUMBER.fullmatch(value):
        raise SourceError(f"{quoted(value)} is not a rate")
    if quant not in QUANTS:
        raise SourceError(f"a rate for {quoted(quant)} units")
    tenge = (Decimal(value.replace(",", ".")) / int(quant)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not tenge:
        raise SourceError(f"a rate of {value}")
    return RateReading(currency, tenge, day_of(mine[0], root, asked))


def day_of(item, root, asked):
    written = text(root, "date") or text(item, "pubDate")
    for shape in ("%d.%m.%Y", "%d.%m.%y"):
        try:
            day = datetime.strptime(written, shape).date()
        except ValueError:
            continue
        if day > asked + FARTHEST:
            break
        return day
    raise SourceError(f"{quoted(written)} is not the day of a rate")


def text(element, tag):
    return (element.findtext(tag) or "").strip()
