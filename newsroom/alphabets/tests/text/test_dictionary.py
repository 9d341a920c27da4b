"""Words of the editors' dictionary are converted by it, with endings and in any case. Other words are not affected."""

import re

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Dictionary, Latin, Spelling, Word, convert, convert_html

ISOLATES = re.compile("[\u2066-\u2069]")
CHAIR = Word("төраға", latin="törǧa", arabic="ءتوراعا")
CAPITAL = Word("Нұр-Сұлтан", latin="Nur-Sultan", arabic="نۇر-سۇلتان")
POET = Word("Абай", is_kept=True)
STATE = Word("ҚР", arabic="ق ر")
FIRM = Word("Самсунг", latin="Samsung", arabic="Samsung")
GIFT = Word("сый", latin="syi’", takes_endings=False)
ALL = Dictionary([CHAIR, CAPITAL, POET, STATE, FIRM, GIFT])


def in_both(text, dictionary=ALL):
    return tuple(ISOLATES.sub("", convert(text, to, dictionary=dictionary)) for to in ALPHABETS)


@pytest.mark.parametrize(
    ("text", "latin", "arabic"),
    [
        ("төраға", "törǧa", "ءتوراعا"),
        ("Төраға", "Törǧa", "ءتوراعا"),
        ("ТӨРАҒА", "TÖRǦA", "ءتوراعا"),
        ("төрағасының", "törǧasynyñ", "ءتوراعاسىنىڭ"),
        ("төрағаларымызға", "törǧalarymyzğa", "ءتوراعالارىمىزعا"),
        ("ТӨРАҒАСЫ", "TÖRǦASY", "ءتوراعاسى"),
        ("«төраға»,", "«törǧa»,", "«ءتوراعا»،"),
        ("вице-төраға", "vitse-törǧa", "ۆيتسە-ءتوراعا"),
        ("төр\u00adаға", "törǧa\u00ad", "ءتوراعا\u00ad"),
        ("төрaғa", "törǧa", "ءتوراعا"),
        ("Нұр-Сұлтанда", "Nur-Sultanda", "نۇر-سۇلتاندا"),
        ("НҰР-СҰЛТАН", "NUR-SULTAN", "نۇر-سۇلتان"),
        ("Абай Абайдың АБАЙ", "Абай Абайdyñ АБАЙ", "Абай Абайدىڭ АБАЙ"),
        ("ҚР ҚР-ның", "QR QR-nyñ", "ق ر ق ر-نىڭ"),
        ("Самсунгтің", "Samsungtıñ", "Samsungءتىڭ"),
        ("сый", "syi’", "سىي"),
    ],
)
def test_a_word_gets_its_form_from_the_dictionary(text, latin, arabic):
    assert in_both(text, Dictionary()) != (latin, arabic)
    assert in_both(text) == (latin, arabic)


@pytest.mark.parametrize(
    "text",
    [
        "төрағай төрағашылдар тотөраға төрағ төр аға",
        "нұр-сұлтан",
        "абай Абайлап Қазабай",
        "қр ҚРУ",
        "сыйы сыйлық осый",
        "#төраға @төраға https://a.kz/төраға төраға.қаз",
    ],
)
def test_other_words_are_not_affected(text):
    assert in_both(text) == in_both(text, Dictionary())


def test_a_lower_case_word_matches_in_any_case_unless_one_with_capitals_matches():
    words = Dictionary([Word("ас", latin="as’"), Word("Ас", latin="Ass"), Word("АС", latin="A. S.")])
    assert convert("ас Ас АС астың", LATIN, dictionary=words) == "as’ Ass A. S. as’tyñ"


def test_the_longest_word_wins():
    words = Dictionary([Word("бас", latin="1"), Word("баспасөз", latin="2"), Word("баспасөз қызметі", latin="3")])
    assert convert("бас, баспасөз, баспасөз қызметі, баспа", LATIN, dictionary=words) == "1, 2, 3, baspa"


def test_a_form_is_capitalized_by_the_rules_of_the_alphabet():
    words = Dictionary([Word("ит", latin="iyı")])
    assert convert("Ит ИТ", LATIN, dictionary=words) == "İyı İYI"
    assert convert("Ит ИТ", LATIN, Spelling(latin=Latin.ACUTE_2018), words) == "Iyı IYI"


def test_a_form_in_latin_or_cyrillic_letters_is_isolated_in_arabic_text():
    assert convert("Самсунг пен Абай", ARABIC, dictionary=ALL) == "\u2066Samsung\u2069 پەن \u2068Абай\u2069"
    assert convert_html("Самсунг пен Абай", ARABIC, dictionary=ALL) == (
        '<bdi dir="ltr">Samsung</bdi> پەن <bdi translate="no">Абай</bdi>'
    )
    assert convert_html("Самсунг пен Абай", LATIN, dictionary=ALL) == 'Samsung pen <bdi translate="no">Абай</bdi>'
    assert convert_html('<b title="Абай">a', LATIN, dictionary=ALL) == '<b title="Абай">a'


@pytest.mark.parametrize(
    ("html", "latin"),
    [
        ("<b>төраға</b>", "<b>törǧa</b>"),
        ("сөз <b>төраға</b>", "söz <b>törǧa</b>"),
        ("сөз<b> төраға</b>сы", "söz<b> törǧa</b>sy"),
        ("<b>төр</b>аға", "<b>törǧa</b>"),
        ("<i>Т</i>өр<b>аға</b>сының", "<i>Törǧa</i><b></b>synyñ"),
        ("төраға<b>сы</b>", "törǧa<b>sy</b>"),
        ("т&#1257;р&shy;аға", "törǧa&shy;"),
        ("&#1090;өраға", "törǧa"),
        ("<!-- а -->төраға", "<!-- а -->törǧa"),
        ("<p>төр</p>аға", "<p>tör</p>ağa"),
        ("то<b>төраға</b>", "to<b>törağa</b>"),
        ('<b title="төраға">', '<b title="törǧa">'),
        ("<title>төраға</title>", "<title>törǧa</title>"),
        ('<b lang="ru">төраға</b>', '<b lang="ru">төраға</b>'),
        ("&#1040;бай", '<bdi translate="no">&#1040;бай</bdi>'),
        ("<i>Абай</i>дың", '<i><bdi translate="no">Абай</bdi></i>dyñ'),
        ("А<b>ба</b>й", '<bdi translate="no">А</bdi><b><bdi translate="no">ба</bdi></b><bdi translate="no">й</bdi>'),
    ],
)
def test_a_word_is_found_even_if_tags_or_references_split_it(html, latin):
    converted = convert_html(html, LATIN, dictionary=ALL)
    assert converted == latin
    assert convert_html(converted, LATIN, dictionary=ALL) == latin


@pytest.mark.parametrize("form", ["<b>", "a&b", 'a"b', "a'b", "a\nb", "a\ufdd0", "a>"])
@pytest.mark.parametrize("part", ["cyrillic", "latin", "arabic"])
def test_markup_is_not_allowed_in_a_word_or_form(part, form):
    with pytest.raises(ValueError, match="not allowed in a word or its form"):
        Word(**{"cyrillic": "сөз", part: form})


def test_a_letter_that_only_case_folding_makes_equal_does_not_match():
    words = Dictionary([Word("вс", latin="v’s’")])
    assert convert("вс ВС \u1c80с", LATIN, dictionary=words) == "v’s’ V’S’ \u1c80s"


def test_two_dictionaries_do_not_mix():
    one, other = Dictionary([Word("су", latin="1")]), Dictionary([Word("су", latin="2")])
    forms = [convert("су", LATIN, dictionary=words) for words in (one, other, one, Dictionary())]
    assert forms == ["1", "2", "1", "su"]
