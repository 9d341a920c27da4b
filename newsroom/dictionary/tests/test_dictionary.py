"""The editors' dictionary: which words are valid, who may edit it, and how each process gets changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.tests.page_content import parts_of
from newsroom.database.cached_values import CachedValues
from newsroom.dictionary import current
from newsroom.dictionary.models import Word

pytestmark = pytest.mark.django_db
# Marks, punctuation and the lengthening stroke, among the Arabic letters.
SIGNS_IN_ARABIC = [chr(code) for code in (0x640, *range(0x64B, 0x660), *range(0x66A, 0x66E), 0x670, 0x6D4)]


def faults(**fields):
    """{field: messages} of the validation errors of a word."""
    try:
        Word(**{"cyrillic": "төраға", "arabic": "ءتوراعا"} | fields).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


# Valid words


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"cyrillic": "ҚазМұнайГаз", "latin": "KazMunayGas", "arabic": "KazMunayGas"},
        {"cyrillic": "Нұр-Сұлтан", "latin": "Nur-Sultan"},
        {"cyrillic": "баспасөз", "arabic": "باسپا ءسوز"},
        {"cyrillic": "Қасым Жомарт", "latin": "Kassym Jomart", "arabic": ""},
        {"cyrillic": "Щедрый", "arabic": "", "is_kept": True},
    ],
)
def test_a_valid_word_is_accepted(fields):
    assert faults(**fields) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cyrillic", ""),
        ("cyrillic", "  "),
        ("cyrillic", "toraga"),
        ("cyrillic", "төр<b>аға"),
        ("cyrillic", "төраға,"),
        ("cyrillic", "-төраға"),
        ("cyrillic", "төраға\n"),
        ("latin", "төраға"),
        ("latin", "<b>"),
        ("latin", 'tör"aga'),
        ("latin", "tor'aga"),
        ("latin", "tör&aga"),
        ("latin", "توراعا"),
        ("arabic", "төраға"),
        ("arabic", "<توراعا>"),
        ("arabic", "توراعا،"),
        ("latin", "a×b"),
        ("latin", "a÷b"),
        ("latin", "Qazaqstan Respublikasynyñ Prezidenti,"),
        *(("arabic", f"تور{sign}اعا") for sign in SIGNS_IN_ARABIC),
    ],
)
def test_an_invalid_value_is_an_error_of_its_field(field, value):
    assert list(faults(**{field: value})) == [field]


def test_a_word_needs_a_form_or_is_never_converted_but_not_both():
    assert list(faults(arabic="")) == ["__all__"]
    assert list(faults(is_kept=True)) == ["__all__"]


@pytest.mark.parametrize("fields", [{"cyrillic": ""}, {"cyrillic": "сөз", "latin": "", "arabic": ""}])
def test_the_database_rejects_an_incomplete_word(fields):
    assert Word.objects.count() == 0

    with pytest.raises(IntegrityError), transaction.atomic():
        Word.objects.bulk_create([Word(**{"latin": "x"} | fields)])


def test_a_word_can_be_added_only_once():
    Word.objects.create(cyrillic="төраға", arabic="ءتوراعا")

    assert list(faults()) == ["cyrillic"]


def test_a_word_that_no_form_has_checked_is_left_out_and_shown_at_the_desk(client, signed_in):
    Word.objects.bulk_create([Word(cyrillic="сөз", latin="a×b"), Word(cyrillic="шың", latin="shyng")])

    assert [word.cyrillic for word in current.dictionary().words] == ["шың"]
    assert {code: client.get(f"/{code}/").status_code for code in ("kk-latn", "kk-arab")} == {
        "kk-latn": 200,
        "kk-arab": 200,
    }
    page = signed_in("editor").get("/admin/dictionary/word/")
    assert [cell.find(".//img").get("alt") for cell in parts_of(page, "field-is_used")] == ["No", "Yes"]


# Permissions


@pytest.mark.parametrize(
    ("role", "status"),
    [("reporter", 403), ("translator", 403), ("moderator", 403), ("editor", 200), ("chief editor", 200)],
)
def test_only_editors_may_edit_the_dictionary(signed_in, role, status):
    assert signed_in(role).get("/admin/dictionary/word/").status_code == status
    assert signed_in(role).get("/admin/dictionary/word/add/").status_code == status


def test_the_form_shows_the_conversion_by_the_rules(signed_in):
    word = Word.objects.create(cyrillic="төраға", arabic="ءتوراعا")
    page = signed_in("editor").get(f"/admin/dictionary/word/{word.pk}/change/").content.decode()

    assert "törağa" in page
    assert "توراعا" in page.replace("ءتوراعا", "")


# Reading the current words


def test_words_are_read_again_only_after_a_change():
    Word.objects.create(cyrillic="шың", latin="shyng")
    first = CachedValues().get(current.dictionary)
    assert [word.cyrillic for word in first.words] == ["шың"]

    assert CachedValues().get(current.dictionary) is first
    assert queries_of(lambda: CachedValues().get(current.dictionary)) == 1

    Word.objects.create(cyrillic="сең", latin="seng")
    assert len(CachedValues().get(current.dictionary).words) == 2
    Word.objects.get(cyrillic="шың").delete()
    assert [word.cyrillic for word in CachedValues().get(current.dictionary).words] == ["сең"]


def test_the_last_dictionary_is_available_without_a_query():
    known = CachedValues().get(current.dictionary)

    assert queries_of(lambda: current.last_known()) == 0
    assert current.last_known() is known
