"""Values that attackers and broken programs send instead of those that the site expects."""

from itertools import cycle, islice
from urllib.parse import quote_from_bytes

BROKEN_ESCAPE = b"%zz%"
HARD = [
    b"a\0b",
    b"\xed\xa0\x80\xff",  # a lone surrogate, and a byte that UTF-8 doesn't have
    b"9" * 23,
    b"9" * 5_000,  # Python refuses to convert such a number
    b"-1",
    b"0001-01-01",
    b"9999-12-31",
    "ш".encode() * 3_000,
    BROKEN_ESCAPE,
    b"a\r\nb: c",
    "\ufdd0\ufdd8\N{RIGHT-TO-LEFT OVERRIDE}\U0001f468\u200d\U0001f33e".encode(),
    b"http://[",
    "\N{SUPERSCRIPT TWO}".encode(),  # a digit to `isdigit`, but not to `int`
    b"1e999",
    b"[]'\"<",
    b"",
]


def escaped(value):
    """Return a value as part of a URL or of a form's data."""
    return value.decode() if value == BROKEN_ESCAPE else quote_from_bytes(value, safe="")


def in_turn(places):
    """Yield (place, value) so that each place gets a value and each value a place: the places are of one kind."""
    places = list(places)
    return islice(zip(cycle(places), cycle(HARD), strict=False), max(len(places), len(HARD)) if places else 0)
