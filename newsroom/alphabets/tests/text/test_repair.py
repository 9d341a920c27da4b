"""Look-alike letters and Roman numerals are corrected before the conversion."""

import pytest

from newsroom.alphabets import ALPHABETS, LATIN, convert
from newsroom.alphabets.tests.text.words import shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("бiлiм", "білім"),
        ("БIЛIМ", "БІЛІМ"),
        ("Kазақ", "Казақ"),
        ("қaзaқ", "қазақ"),
        ("қəзір", "қәзір"),
        ("Əлем", "Әлем"),
        ("сɵз", "сөз"),
        ("Ɵзен", "Өзен"),
        ("сөйлеyшi", "сөйлеуші"),
        ("Yкімет", "Үкімет"),
        ("Yкiмет", "Үкімет"),
        ("Yниверситет", "Университет"),
        ("ки\u0306ім", "кйім"),
        ("Iле", "Іле"),
        ("е\u0308лка", "ёлка"),
        ("бi\u00adлiм", "бі\u00adлім"),
        ("hәм", "һәм"),
        ("26 °С", "26 °C"),
    ],
)
def test_look_alike_letters_in_a_word_are_corrected(typed, meant):
    assert [convert(typed, to) for to in ALPHABETS] == [convert(meant, to) for to in ALPHABETS]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("ХХІ ғасыр", "XXI ğasyr"),
        ("XІX ғасыр", "XIX ğasyr"),
        ("ХІV-ХV ғасыр", "XIV-XV ğasyr"),
        ("ІІ Абылай", "II Abylai"),
        ("ХХХХ", "HHHH"),
        ("І тоқсан", "I toqsan"),
        ("ХХІнші", "HHInşı"),
    ],
)
def test_roman_numerals_typed_in_cyrillic_become_latin(typed, number):
    assert shown(typed, LATIN) == number
