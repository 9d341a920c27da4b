"""The editors' dictionary has the last word about a word, with its endings, in every case, and about no other."""

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
def test_a_word_has_the_form_that_the_editors_gave_it(text, latin, arabic):
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
def test_no_other_word_has_it(text):
    assert in_both(text) == in_both(text, Dictionary())


def test_a_word_in_small_letters_matches_in_any_case_unless_one_with_capitals_does():
    words = Dictionary([Word("ас", latin="as’"), Word("Ас", latin="Ass"), Word("АС", latin="A. S.")])
    assert convert("ас Ас АС астың", LATIN, dictionary=words) == "as’ Ass A. S. as’tyñ"


def test_the_longest_word_wins():
    words = Dictionary([Word("бас", latin="1"), Word("баспасөз", latin="2"), Word("баспасөз қызметі", latin="3")])
    assert convert("бас, баспасөз, баспасөз қызметі, баспа", LATIN, dictionary=words) == "1, 2, 3, baspa"


def test_capitals_of_a_form_are_those_of_the_chosen_alphabet():
    words = Dictionary([Word("ит", latin="iyı")])
    assert convert("Ит ИТ", LATIN, dictionary=words) == "İyı İYI"
    assert convert("Ит ИТ", LATIN, Spelling(latin=Latin.ACUTE_2018), words) == "Iyı IYI"


def test_what_a_form_has_no_letters_for_is_isolated_in_a_text_from_right_to_left():
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
def test_a_word_is_found_wherever_tags_and_references_cut_it(html, latin):
    converted = convert_html(html, LATIN, dictionary=ALL)
    assert converted == latin
    assert convert_html(converted, LATIN, dictionary=ALL) == latin


@pytest.mark.parametrize("form", ["<b>", "a&b", 'a"b', "a'b", "a\nb", "a\ufdd0", "a>"])
@pytest.mark.parametrize("part", ["cyrillic", "latin", "arabic"])
def test_nothing_of_mark_up_can_be_a_form(part, form):
    with pytest.raises(ValueError, match="is not allowed in a word or its form"):
        Word(**{"cyrillic": "сөз", part: form})


def test_letters_that_only_ignoring_case_makes_equal_are_left_to_the_rules():
    words = Dictionary([Word("вс", latin="v’s’")])
    assert convert("вс ВС \u1c80с", LATIN, dictionary=words) == "v’s’ V’S’ \u1c80s"


def test_two_dictionaries_do_not_mix():
    one, other = Dictionary([Word("су", latin="1")]), Dictionary([Word("су", latin="2")])
    forms = [convert("су", LATIN, dictionary=words) for words in (one, other, one, Dictionary())]
    assert forms == ["1", "2", "1", "su"]
