"""What hides in readers' texts and names is left out; what honest texts need stays, character by character."""

import pytest
from django import forms

from newsroom.content.readers_text import ReadersNameField, ReadersTextField
from newsroom.content.tests.hostile_texts import HONEST, is_neutral, needs_hostile_texts, payload, rows
from newsroom.content.visible_text import DIRECTION


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


@needs_hostile_texts
def test_the_collection_of_hostile_texts():
    collection = rows()
    assert len(collection) > 200
    fields = ((text, False), (name, True))
    faults = [
        (row["class"], row["note"], is_name)
        for row in collection
        for clean, is_name in fields
        if not is_neutral(row, clean(payload(row)), is_name=is_name)
    ]
    assert faults == []
