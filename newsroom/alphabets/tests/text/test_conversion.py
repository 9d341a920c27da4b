"""The word list in both alphabets, foreign words, and texts without Cyrillic letters."""

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Spelling, convert, converter
from newsroom.alphabets.tests.text.words import in_both, rows


def test_the_list_has_all_its_words():
    assert len(rows()) == 101


def test_each_word_of_the_list_is_converted():
    assert {word: in_both(word) for word, _, _ in rows()} == {word: (latin, arabic) for word, latin, arabic in rows()}


def test_the_words_of_the_list_are_converted_the_same_in_one_text():
    words, latin, arabic = ("\n".join(column) for column in zip(*rows(), strict=True))
    assert in_both(words) == (latin, arabic)


def test_an_unknown_alphabet_raises_value_error():
    for convert_to in (converter, lambda to: convert("Қазақ", to)):
        with pytest.raises(ValueError, match="'kk' is not one of the alphabets kk-Latn, kk-Arab"):
            convert_to("kk")
    with pytest.raises(ValueError, match=r"'2019' is not one of the Latin alphabets 2021-04, 2018-02"):
        Spelling(latin="2019")
    with pytest.raises(ValueError, match="'qamshy' is not one of the norms of hamza egemen, kazinform"):
        Spelling(hamza="qamshy")


def test_cyrillic_letters_of_other_languages_are_converted():
    assert in_both("Київ, Ґудзь, Ўзбек, Ҳамид, Ђорђе, Љубљана") == (
        "Kiiv, Gudz, Uzbek, Hamid, Jorje, Lublana",
        "كييۆ، گۋدز، ۋزبەك، حاميد، جورجە، لۋبلانا",
    )


@pytest.mark.parametrize(
    ("text", "latin", "arabic"),
    [
        ("Щучинск, Щорс, ЩОРС, борщы", "Şuchinsk, Şors, ŞORS, borşy", "شۋچينسك، شورس، شورس، بورشى"),
        ("училище плащы Ващенко Ащеулов", "uchilişe plaşy Vaşenko Aşeulov", "ۋچيليشە پلاشى ۆاشەنكو اشەۋلوۆ"),
        ("ащы Ащыға АЩЫ көл-ащы", "aşşy Aşşyğa AŞŞY köl-aşşy", "اششى اششىعا اششى كول-اششى"),
        ("тұщы Тұщыбек жартұщы кещелік", "tūşşy Tūşşybek jartūşşy keşşelık", "تۇششى تۇششىبەك جارتۇششى كەششەلىك"),
        ("а\u00adщ\u0301\u00adы", "a\u00adşş\u0301\u00ady", "ا\u00adشش\u0301\u00adى"),
        ("Мирзиёев, Ниёзов, НИЁЗОВ", "Mirziioev, Niiozov, NİİOZOV", "ميرزيوەۆ، نيوزوۆ، نيوزوۆ"),
    ],
)
def test_shcha_is_long_in_native_words_only_and_yo_has_one_glide_after_another(text, latin, arabic):
    assert in_both(text) == (latin, arabic)


def test_kazakh_endings_of_foreign_words_are_converted():
    assert in_both("QR-код Google-дың IT-маман 5-сынып") == (
        "QR-kod Google-dyñ IT-maman 5-synyp",
        "QR-كود Google-دىڭ IT-مامان 5-سىنىپ",
    )


@pytest.mark.parametrize("to", ALPHABETS)
@pytest.mark.parametrize(
    "text", ["", "\n\r\n", "Reuters, COVID-19; why?", "قازاقستان، ءتىل", "Qazaqstan, tılı", "\ufdd4"]
)
def test_a_text_without_cyrillic_letters_stays_as_it_is(text, to):
    assert convert(text, to) == text


@pytest.mark.parametrize("to", ALPHABETS)
def test_a_noncharacter_in_a_text_stays_and_separates_words(to):
    for sign in [*map(chr, range(0xFDD0, 0xFDF0)), "\x1e", "\ufffe", "\uffff", "\U0001fffe", "\ue000"]:
        soft = {LATIN: f"qūl{sign}tıl", ARABIC: f"قۇل{sign}ءتىل"}
        assert convert(f"құл{sign}тіл", to) == soft[to]
