"""Hamza, glides and punctuation in Arabic letters."""

import pytest

from newsroom.alphabets import ARABIC
from newsroom.alphabets.tests.text.words import shown


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("үй үйге үйдегі үйлі", "ءۇي ۇيگە ۇيدەگى ءۇيلى"),
        ("іс-шара мән-маңыз тәлім-тәрбие", "ءىس-شارا ءمان-ماڭىز ءتالىم-تاربيە"),
        ("бір—бірі бір/екі", "ءبىر—ءبىرى ءبىر/ەكى"),
        ("«тіл» (өз)", "«ءتىل» (ءوز)"),
        ("ҚҰЛ ӨЗ ІС", "قۇل ءوز ءىس"),
        ("тәр\u00adтіп т\u0301іл", "ءتار\u00adتىپ ءت\u0301ىل"),
        ("\u00adтіл", "\u00adءتىل"),
        ("тарихи тарихий жию йюль қияй", "تاريحي تاريحي جيۋ يۋل قياي"),
    ],
)
def test_hamza_and_glides_depend_on_the_word_as_written(text, arabic):
    assert shown(text, ARABIC) == arabic


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("бір, екі; ия?", "ءبىر، ەكى؛ يا؟"),
        ("5,11 және 1,000,000 мен 2;3", "5,11 جانە 1,000,000 مەن 2;3"),
        ("1, 2 бар", "1، 2 بار"),
        ("жыл,5", "جىل،5"),
        ("5,жыл", "5،جىل"),
        ("«Kazakh, Invest» деді", "«Kazakh، Invest» دەدى"),
        ("Бар,\nKazakh, Invest; why?\nжоқ,", "بار،\nKazakh, Invest; why?\nجوق،"),
        ("5,\u00ad11 жыл", "5,\u00ad11 جىل"),
        ("№ 5: «жыл» (100 %) – бар…", "№ 5: «جىل» (100 %) – بار…"),
    ],
)
def test_punctuation_is_arabic_except_in_numbers_and_in_lines_without_kazakh(text, arabic):
    assert shown(text, ARABIC) == arabic
