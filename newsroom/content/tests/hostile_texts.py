"""Texts in which something hides, from a collection that isn't part of the site, honest ones, and how to tell them."""

import base64
import json
import unicodedata
import zlib

import pytest
from django.conf import settings

from newsroom.content.visible_text import CONTROL, DIRECTION, MOST_MARKS, UNSEEN

COLLECTION = settings.BASE_DIR.parent / "shared/hostile/own/text/unicode_hostile.jsonl"
needs_hostile_texts = pytest.mark.skipif(
    not COLLECTION.exists(), reason=f"the collection of hostile texts is not here: {COLLECTION}"
)
CONTROLS_OF_LINES = "\u202a\u202b\u202c\u202d\u202e"

HONEST = [
    "Қазақстан Әә Ғғ Ңң Өө Ұұ Үү Һһ Іі",
    "قازاق\u200e Қазақ \u200f123",
    "می\u200cخواهم",
    "مُحَمَّدٌ",
    "الْحَمْدُ لِلَّٰهِ",
    "👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 👍🏽",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Nguye\u0302\u0303n e\u0301",
    "葛\U000e0100城",
    "हिन्दी क्\u200dष",
]


def rows():
    return [json.loads(line) for line in COLLECTION.read_text(encoding="utf-8").splitlines()]


def payload(row):
    """Return the text of a row, without NUL, which Django refuses."""
    if "payload_zlib_b64" not in row:
        return row["payload"].replace("\0", "")
    return zlib.decompress(base64.b64decode(row["payload_zlib_b64"])).decode("utf-8", "surrogatepass").replace("\0", "")


def is_neutral(row, kept, *, is_name):
    """Whether what was kept of a row's text does no harm, and is all of it if the text is honest."""
    if "must survive" in row["note"]:
        typed = payload(row)
        return kept == (DIRECTION.sub("", typed) if is_name else typed)
    if row["class"] in ("invisible", "invisible_tags"):
        return kept == ""
    if is_name and (DIRECTION.search(kept) or (row["class"] == "invisible_name" and UNSEEN.search(kept))):
        return False
    return not (
        any(sign in kept for sign in CONTROLS_OF_LINES)
        or CONTROL.search(kept)
        or any(line.count("\u2069") != sum(map(line.count, "\u2066\u2067\u2068")) for line in kept.split("\n"))
        or longest_stack(kept) > MOST_MARKS
    )


def longest_stack(written):
    longest = stack = 0
    for character in written:
        stack = stack + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, stack)
    return longest
