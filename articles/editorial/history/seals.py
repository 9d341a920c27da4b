"""The seal of a row of a story's history: a keyed hash of the row and of the seal before it.

Who can only write to the database can't make one, because the keys are not in it. A seal is "1:0a1b2c3d:…": the number
of the format, the name of the key, the hash. Nothing here depends on a database or on a model: what is sealed once must
be checked in the same way for ever.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings

INTEGER, TEXT, TIME, JSON = "integer", "text", "time", "json"
_row = {"id": INTEGER, "article_id": INTEGER, "place": INTEGER, "language": TEXT}
_person = {"by_id": INTEGER, "by_name": TEXT, "at": TIME}
REVISIONS, ACTS, HEADS = "articles_revision", "articles_storyact", "articles_historyhead"
FORMATS = {
    1: {
        REVISIONS: _row | _person | {
            "number": INTEGER, "title": TEXT, "lead": TEXT, "slug": TEXT, "source_name": TEXT, "blocks": JSON,
            "note": TEXT,
        },
        ACTS: _row | _person | {
            "act": TEXT, "origin": TEXT, "target": TEXT, "reason": TEXT, "details": JSON,
        },
        HEADS: {
            "story": INTEGER, "number": INTEGER, "rows": INTEGER, "last": TEXT, "known": INTEGER, "deleted_at": TIME,
            "deleted_by": TEXT,
        },
    },
}  # fmt: skip
"""{number: {table: {column: kind}}}. A new column needs a new format; formats that were used stay as they are."""
NEWEST = max(FORMATS)
FIRST = ""
"""What stands for the seal before the first row of a story, and before a head."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class UnknownSealError(ValueError):
    """A seal of an unknown format, or made by a key that the settings don't have."""


def seal_of(table, values, previous=FIRST):
    """Return the seal of a row, {column: value}."""
    return sealed(table, values, previous, NEWEST, all_keys()[0])


def matches(seal, table, values, previous=FIRST):
    """Whether a row has this seal. UnknownSealError if that can't be told."""
    return hmac.compare_digest(seal.encode(), sealed_like(seal, table, values, previous).encode())


def is_known(seal):
    """Whether the format is known, and the key."""
    number, key = [*seal.split(":"), "", ""][:2]
    return number in map(str, FORMATS) and key in map(name_of, all_keys())


def sealed_like(seal, table, values, previous):
    """Return the seal that the row must have if it is one of the same format, by the same key, as `seal`."""
    if not is_known(seal):
        raise UnknownSealError(seal)
    number, name = seal.split(":")[:2]
    key = next(key for key in all_keys() if name_of(key) == name)
    return sealed(table, values, previous, int(number), key)


def sealed(table, values, previous, number, key):
    message = b"".join(map(netstring, parts_of(table, values, previous, number)))
    return f"{number}:{name_of(key)}:{hmac.new(key, message, hashlib.sha256).hexdigest()}"


def parts_of(table, values, previous, number):
    """Return the parts of what is hashed. None of them can be taken for another: each is preceded by its length."""
    yield from (str(number), table, previous)
    for column, kind in FORMATS[number][table].items():
        yield column
        yield "null" if values[column] is None else f"{kind} {CANONICAL[kind](values[column])}"


def netstring(part):
    text = part.encode()
    return b"%d:%b," % (len(text), text)


def canonical_json(value):
    """Return one text for equal values: PostgreSQL does not keep the order of keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def canonical_time(moment):
    """Return microseconds since 1970 in UTC."""
    return str((moment - EPOCH) // timedelta(microseconds=1))


CANONICAL = {INTEGER: lambda value: str(int(value)), TEXT: str, TIME: canonical_time, JSON: canonical_json}


def all_keys():
    """Return the keys, the one that seals new rows first."""
    return [derived(key) for key in settings.HISTORY_KEYS]


@cache
def derived(secret):
    return hashlib.sha256(b"history of stories\0" + secret.encode()).digest()


@cache
def name_of(key):
    """Return what tells a key from others, and tells nothing else about it."""
    return hmac.new(key, b"name", hashlib.sha256).hexdigest()[:8]
