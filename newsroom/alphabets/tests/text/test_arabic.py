"""Hamza, glides and punctuation in Arabic letters."""

import pytest

from newsroom.alphabets import ARABIC, NORMS_OF_HAMZA, Hamza, Spelling, convert_html
from newsroom.alphabets.tests.text.words import rows, shown

# Each word in Cyrillic, in Egemen's norm and in Kazinform's.
IN_TWO_NORMS = """
    бірақ=بىراق=ءبىراق бірқатар=بىرقاتار=ءبىرقاتار әрқайсысы=ارقايسىسى=ءارقايسىسى түпнұсқа=تۇپنۇسقا=ءتۇپنۇسقا
    қауіпсіз=قاۋىپسىز=ءقاۋىپسىز бірыңғай=بىرىڭعاي=ءبىرىڭعاي мұғалім=مۇعالىم=ءمۇعالىم қадір=قادىر=ءقادىر
    Әбілқайыр=ابىلقايىر=ءابىلقايىر Сәдуақас=سادۋاقاس=ءسادۋاقاس ҚАУІП=قاۋىپ=ءقاۋىپ
    төраға=توراعا=ءتوراعا төрағасының=توراعاسىنىڭ=ءتوراعاسىنىڭ Төрағаның=توراعانىڭ=ءتوراعانىڭ ТӨРАҒА=توراعا=ءتوراعا
    бас-төраға=باس-توراعا=باس-ءتوراعا тө­раға=تو­راعا=ءتو­راعا
    Тоқаев=توقاەۆ=توقايەۆ Тоқаевқа=توقاەۆقا=توقايەۆقا Назарбаева=نازارباەۆا=نازاربايەۆا ТОҚАЕВ=توقاەۆ=توقايەۆ
    Мүсәев=مۇساەۆ=مۇسايەۆ
"""
# Words that are the same in both.
IN_BOTH_NORMS = """
    қазір=قازىر Қазірдің=قازىردىڭ ҚАЗІР=قازىر қа­зір=قا­زىر қазіргі=قازىرگى
    тіл=ءتىل тәртіпсіз=ءتارتىپسىز бірлік=بىرلىك қауіпсіздік=قاۋىپسىزدىك премьер-министрі=پرەمەر-ءمينيسترى құл=قۇل
"""


def in_norm(norm, text):
    return shown(text, ARABIC, Spelling(hamza=norm))


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


def test_a_word_with_qaf_or_ghain_and_a_surname_follow_the_chosen_norm():
    words = [word.split("=") for word in IN_TWO_NORMS.split()]
    words += [[word, form, form] for word, form in (word.split("=") for word in IN_BOTH_NORMS.split())]
    assert [[word, *(in_norm(norm, word) for norm in NORMS_OF_HAMZA)] for word, _, _ in words] == words
    for norm, forms in zip(NORMS_OF_HAMZA, zip(*(forms for _, *forms in words), strict=True), strict=True):
        assert in_norm(norm, " ".join(word for word, _, _ in words)) == " ".join(forms)


def test_the_norm_counts_the_letters_of_a_word_that_tags_split():
    html = "<p>бір<b>ақ</b> <i>Тоқа</i>ев <b>қа</b>зір</p>"
    assert convert_html(html, ARABIC) == "<p>بىر<b>اق</b> <i>توقا</i>ەۆ <b>قا</b>زىر</p>"
    agency = Spelling(hamza=Hamza.KAZINFORM)
    assert convert_html(html, ARABIC, agency) == "<p>ءبىر<b>اق</b> <i>توقا</i>يەۆ <b>قا</b>زىر</p>"


def test_no_word_of_one_norm_follows_the_other():
    words = [*(word for word, *_ in rows()), *(word.split("=")[0] for word in IN_TWO_NORMS.split())]
    mixed = [part for word in words for part in word.lower().split("-") if {*part} & {*"қғ"} and {*part} & {*"әөүі"}]
    mixed = [part for part in mixed if not {*part} & {*"еэкг"} and part != "қазір"]
    assert len(mixed) > 15
    assert [part for part in mixed if "ء" in in_norm(Hamza.EGEMEN, part)] == []
    assert [part for part in mixed if not in_norm(Hamza.KAZINFORM, part).startswith("ء")] == []


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
