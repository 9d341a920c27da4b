"""A word in Latin or Arabic letters finds its Cyrillic spellings."""

import re

import pytest

from newsroom.alphabets import ALPHABETS, Latin, Spelling, convert
from newsroom.alphabets.cyrillic_pattern import cyrillic_pattern
from newsroom.alphabets.tests.test_folding import three_scripts

# Others are found as they are written: 5,11%, Kaspi.
LISTED = [row for row in three_scripts() if re.fullmatch("[\u0400-\u04ff-]+", row[0])]
MORE = "көші-қон цирк Ресейдің объектісі альбомы июнь ия миллион самолёт Вьетнам щётка бюджет Тоқаев батальон"
WORDS = [row[0] for row in LISTED] + MORE.split()


def found_in(written, text, latin=Latin.APRIL_2021):
    pattern = cyrillic_pattern(written, latin)
    return bool(pattern and re.search(f"^{pattern}$", text, re.IGNORECASE))


SPELLINGS = {
    "default": Spelling(),
    "glides": Spelling(soft_sign_glides=True, hamza="kazinform"),
    "2018": Spelling(latin=Latin.ACUTE_2018),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_converted_word_finds_itself(alphabet, spelling):
    written = {word: convert(word, alphabet, spelling) for word in WORDS}
    assert len([word for word, one in written.items() if one != word]) > 100

    assert [(word, one) for word, one in written.items() if not found_in(one, word, spelling.latin)] == []


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_words_find_themselves_in_capitals_and_in_small_letters_of_any_program(spelling):
    words = [*WORDS, *"Ішкі ІІМ билік Бейсенбі министрлігі Азия Ёлкин Издание тиісті Юрий Іс-шара Асхат схема".split()]
    written = [(word, convert(word, "kk-Latn", spelling)) for word in words]
    assert [
        (word, case(one))
        for word, one in written
        for case in (str.upper, str.lower)
        if one != word and not found_in(case(one), word, spelling.latin)
    ] == []


@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("word", ["ащы", "тұщы", "кещеңгі", "Щорс", "ашшы"])
def test_both_kinds_of_shcha_are_found(alphabet, word):
    assert found_in(convert(word, alphabet), word)


def test_every_listed_word_finds_itself():
    assert len(LISTED) > 90
    assert [row for row in LISTED if not all(found_in(one, row[0]) for one in row[1:])] == []


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("köl", "қол қөлі кел"),
        ("qala", "қалалы кала"),
        ("sany", "саны́ сана"),
        ("ıs", "ит иіс"),
        ("tsirk", "сирк тирк"),
        ("biik", "бек"),
    ],
)
def test_other_words_are_not_found(written, others):
    assert [other for other in others.split() if found_in(written, other)] == []


@pytest.mark.parametrize("word", ["Қазақстан", "бiлiм", "", "…", "习近平", "cwq", "Ελλάδα", "\u0301"])
def test_words_without_another_spelling_have_no_pattern(word):
    assert cyrillic_pattern(word) == ""


def test_every_pattern_can_be_read():
    for code in range(0x700):
        re.compile(cyrillic_pattern(f"a{chr(code)}b"))
