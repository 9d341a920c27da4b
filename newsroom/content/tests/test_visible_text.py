"""Text that nobody can see counts as missing. Invisible characters are allowed between visible ones."""

import unicodedata

import pytest
from django import forms

from newsroom.content.visible_text import NameField, VisibleTextField, is_visible

# Everything that Unicode calls a blank, a control, a format character, a mark, a surrogate or a private character, and
# what only looks like nothing: fillers of Hangul, braille without dots, tags, variation selectors, noncharacters.
UNSEEN = (
    "\u115f \u1160 \u3164 \uffa0 \u2800 \u200d \u200c \u00ad \u034f \ufe0f "
    "\U000e0020 \U000e0100 \x1b \x85 \ufdd0 \U0001d159 \ufffc"
)
SEEN = ["Ә", "ش", "习", "7", "–", "?", "👍", "\U0001fae8", "가", "⠁", "€", "ﷺ"]


def test_unicode_decides_what_is_visible():
    unseen = {
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in "Zs Zl Zp Cc Cf Co Mn Me".split()
    }
    assert len(unseen) > 130_000
    assert [character for character in [*unseen, *UNSEEN] if is_visible(character)] == []
    assert [character for character in SEEN if not is_visible(character)] == []
    assert not is_visible(UNSEEN)
    assert is_visible(f"{UNSEEN}Ә")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e007f",
        "пе\u00adре",
        "é",
        "e\u0301",
    ],
)
def test_invisible_characters_stay_within_visible_text(text):
    assert VisibleTextField().clean(f" {text} ") == text


def test_control_characters_are_removed_and_line_breaks_are_alike():
    typed = "A\x1b[31m\x07B\r\nC\rD\u2028E\x0bF\tG\ufdd0"
    assert VisibleTextField(widget=forms.Textarea).clean(typed) == "A[31mB\nC\nD\nE\nF\tG"
    assert VisibleTextField().clean(typed) == "A[31mB C D E F G"


def test_invisible_text_counts_as_missing():
    for character in UNSEEN.split():
        with pytest.raises(forms.ValidationError):
            VisibleTextField().clean(character * 3)
    assert VisibleTextField(required=False).clean("\u3164") == ""
    assert VisibleTextField(required=False, empty_value=None).clean("\u3164") is None
    with pytest.raises(forms.ValidationError):
        VisibleTextField().clean("a\0")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\u202eАдмин", "Админ"),
        ("А\u200eд\u200fм\u061cи\u2066н\u2069", "Админ"),
        ("\u202e", None),
        ("А" + "\u0301" * 15 + "а\u0301", "А" + "\u0301" * 3 + "а\u0301"),
        ("А" + "\u0301\u0301\u200d" * 3, "А" + "\u0301\u0301\u200d\u0301\u200d\u200d"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Nguye\u0302\u0303n", "Nguye\u0302\u0303n"),
    ],
)
def test_a_name_has_no_direction_controls_and_few_marks(typed, name):
    assert VisibleTextField(required=False).clean(f" {typed}а") == f"{typed}а"  # other texts keep them
    assert NameField(required=False, empty_value=None).clean(typed) == name


def test_direction_controls_are_those_of_unicode():
    by_class = "LRE RLE LRO RLO PDF LRI RLI FSI PDI".split()
    controls = {chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in by_class}
    assert NameField(required=False).clean("".join(controls | set("\u061c\u200e\u200f"))) == ""
    assert NameField().clean(f"а{''.join(controls)}б") == "аб"
