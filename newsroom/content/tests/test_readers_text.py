"""What hides in readers' texts and names is left out; what honest texts need stays, character by character."""

import base64
import json
import unicodedata
import zlib

import pytest
from django import forms
from django.conf import settings

from newsroom.content.readers_text import ReadersNameField, ReadersTextField
from newsroom.content.visible_text import CONTROL, DIRECTION, MOST_MARKS, UNSEEN

ROWS = settings.BASE_DIR.parent / "shared/hostile/own/text/unicode_hostile.jsonl"
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


def text(typed):
    return ReadersTextField(widget=forms.Textarea, max_length=10**6, required=False).clean(typed)


def name(typed):
    return ReadersNameField(max_length=10**6, required=False).clean(typed)


@pytest.mark.parametrize("written", HONEST)
def test_honest_texts_stay_as_they_are(written):
    assert text(written) == written
    assert name(written) == DIRECTION.sub("", written)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202etxt.exe", "txt.exe"),
        ("a\u2066b", "ab"),
        ("a\u2069b\u2066", "ab"),
        ("a \u2067قا\u2069 b", "a \u2067قا\u2069 b"),
        ("a \u2067قا\n\u2069 b", "a قا\n b"),
        ("\u2067" * 21 + "a" + "\u2069" * 21, "a"),
        ("Ә" + "\u0301" * 50, "Ә" + "\u0301" * 3),
        ("a\U000e0069\U000e0067b", "ab"),
        ("\U0001f3f4\U000e0067\U000e0062", "\U0001f3f4"),
    ],
)
def test_a_text_has_its_own_direction_few_marks_and_no_hidden_letters(typed, kept):
    assert text(typed) == kept


@pytest.mark.parametrize(
    "hidden", "\u200b \u200c \u200d \u2060 \ufeff \u00ad \u034f \u180e \u2063 \u3164 \ufe0f".split()
)
def test_a_name_has_nothing_hidden_between_its_letters(hidden):
    assert name(f"Редак{hidden}ция{hidden}") == "Редакция"
    assert text(f"Редак{hidden}ция") == f"Редак{hidden}ция"  # nobody's name


@pytest.mark.parametrize(
    "typed", "\u200c \u200d \u200e \u00ad \u2800 \u3164 \u202e \ufe0f \u034f \u2062 \u180e \U000e0041 \u0301".split()
)
def test_what_nobody_sees_is_empty(typed):
    assert (text(typed * 20), name(typed * 20)) == ("", "")


def test_limits_count_characters_and_browsers_do_not_count():
    field = ReadersTextField(max_length=10)
    assert field.clean("😀" * 10) == "😀" * 10
    with pytest.raises(forms.ValidationError):
        field.clean("😀" * 11)
    assert (field.widget.attrs.get("maxlength"), field.widget.attrs["data-most"]) == (None, "10")


@pytest.mark.skipif(not ROWS.exists(), reason="The collection of hostile texts is not in the repository.")
def test_the_collection_of_hostile_texts():
    rows = [json.loads(line) for line in ROWS.read_text().splitlines()]
    assert len(rows) > 200
    faults = [(row["class"], row["note"]) for row in rows if not is_neutral(row)]
    assert faults == []


def is_neutral(row):
    typed = payload(row)
    kept, kept_name = text(typed.replace("\0", "")), name(typed.replace("\0", ""))
    if "must survive" in row["note"]:
        return kept == typed
    if row["class"] in ("invisible", "invisible_tags"):
        return kept == kept_name == ""
    if row["class"] == "invisible_name" and UNSEEN.search(kept_name):
        return False
    return not (
        any(sign in kept for sign in CONTROLS_OF_LINES)
        or CONTROL.search(kept)
        or DIRECTION.search(kept_name)
        or any(line.count("\u2069") != sum(map(line.count, "\u2066\u2067\u2068")) for line in kept.split("\n"))
        or longest_stack(kept) > MOST_MARKS
    )


def payload(row):
    if "payload_zlib_b64" not in row:
        return row["payload"]
    return zlib.decompress(base64.b64decode(row["payload_zlib_b64"])).decode("utf-8", "surrogatepass")


def longest_stack(written):
    longest = stack = 0
    for character in written:
        stack = stack + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, stack)
    return longest
