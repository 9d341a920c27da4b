"""Converting words: the list of words, the choices of a spelling, capitals, corrections, and what never changes."""

import csv
import re
from pathlib import Path

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Latin, Spelling, convert, converter

WORDS = Path(__file__).with_name("words.tsv")
ISOLATES = re.compile("[\u2066-\u2069]")
UNSETTLED = """
    төраға төрағасы цирк Цирк концерт чемпион матч ащы борщ ёлка самолёт актёр Вьетнам компьютер объект Тоқаевқа
""".split()
PATRONYMICS = "Момышұлы Абайқызы МОМЫШҰЛЫ бүлінбесін ұлы қызы Ұлы Оңғарсынқызының аққызыл".split()


def rows():
    with WORDS.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["word"], row["latn_2021"], row["arab"]) for row in read]


def shown(text, to, spelling=Spelling()):  # noqa: B008 - it is immutable
    """The converted text without isolate characters."""
    return ISOLATES.sub("", convert(text, to, spelling))


def in_both(text):
    return shown(text, LATIN), shown(text, ARABIC)


def changed(to, **choice):
    """{word: its form} of the words that have another form because of a choice."""
    words = [*(word for word, _, _ in rows()), *UNSETTLED, *PATRONYMICS]
    chosen = {word: (shown(word, to), shown(word, to, Spelling(**choice))) for word in words}
    return {word: new for word, (usual, new) in chosen.items() if new != usual}


# The list


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


# Choices


@pytest.mark.parametrize(
    ("choice", "latin"),
    [
        ({"tse": "s"}, {"цирк": "sirk", "Цирк": "Sirk", "концерт": "konsert"}),
        ({"che": "ş"}, {"чемпион": "şempion", "матч": "matş", "Янушкевич": "İanuşkeviş"}),
        ({"shcha": "ş"}, {"ащы": "aşy", "борщ": "borş"}),
        ({"yo": "ö"}, {"ёлка": "ölka", "самолёт": "samolöt", "актёр": "aktör"}),
        ({"soft_sign_glides": True}, {}),
        ({"surname_glides": True}, {}),
        ({"splits_patronymics": True}, {}),
    ],
)
def test_a_choice_for_latin_letters_changes_only_the_words_it_is_about(choice, latin):
    assert changed(LATIN, **choice) == latin


@pytest.mark.parametrize(
    ("choice", "arabic"),
    [
        ({"tse": "s", "che": "ş", "shcha": "ş", "yo": "ö", "latin": Latin.ACUTE_2018}, {}),
        ({"soft_sign_glides": True}, {"Вьетнам": "ۆيەتنام"}),
        ({"surname_glides": True}, {"Тоқаев": "توقايەۆ", "Тоқаевқа": "توقايەۆقا"}),
        (
            {"splits_patronymics": True},
            {
                "Момышұлы": "مومىش ۇلى",
                "МОМЫШҰЛЫ": "مومىش ۇلى",
                "Абайқызы": "اباي قىزى",
                "Оңғарсынқызының": "وڭعارسىن قىزىنىڭ",
            },
        ),
    ],
)
def test_a_choice_for_arabic_letters_changes_only_the_words_it_is_about(choice, arabic):
    assert changed(ARABIC, **choice) == arabic


def test_a_patronymic_with_a_soft_hyphen_is_split():
    splits = Spelling(splits_patronymics=True)
    assert shown("Момыш\u00adұлы", ARABIC, splits) == "مومىش\u00ad ۇلى"
    assert shown("«Момышұлы»-Ұлы", ARABIC, splits) == "«مومىش ۇلى»-ۇلى"


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("әліпби", "álipbı"),
        ("ғұлама", "ǵulama"),
        ("Өзбекстан", "Ózbekstan"),
        ("жаңа", "jańa"),
        ("су", "sý"),
        ("түйін", "túıin"),
        ("Ислам", "Islam"),
        ("Ілияс", "Ilııas"),
        ("шешім", "sheshim"),
        ("чемпион", "chempıon"),
        ("ащы", "ashshy"),
        ("Шымкент", "Shymkent"),
        ("ШЫМКЕНТ", "SHYMKENT"),
        ("Щучинск", "Shshýchınsk"),
        ("ЮНЕСКО", "IÝNESKO"),
        ("Юра", "Iýra"),
        ("Конституция", "Konstıtýtsııa"),
        ("самолёт", "samolıot"),
    ],
)
def test_the_latin_alphabet_of_2018_can_be_chosen(word, latin):
    assert shown(word, LATIN, Spelling(latin=Latin.ACUTE_2018)) == latin


def test_choices_for_loan_letters_do_not_affect_the_alphabet_of_2018():
    chosen = Spelling(latin=Latin.ACUTE_2018, tse="s", che="ş", shcha="ş", yo="ö")
    assert shown("цирк чех борщ ёлка", LATIN, chosen) == "tsırk cheh borshsh ıolka"


# Capitals


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Юра", "İura"),
        ("ЮНЕСКО", "İUNESKO"),
        ("юнеско", "iunesko"),
        ("Я", "İa"),
        ("Ц", "Ts"),
        ("ЦИРК", "TSİRK"),
        ("Цирк", "Tsirk"),
        ("БАЮ", "BAİU"),
        ("А.Ю.Яков", "A.İu.İakov"),
        ("Я, А", "İa, A"),
        ("ЩИ", "ŞŞİ"),
        ("Щи", "Şşi"),
        ("Ё", "İo"),
        ("И І и і", "İ I i ı"),
        ("ІШКІ ИСЛАМ", "IŞKI İSLAM"),
        ("ЖИ-ЫН", "Jİ-YN"),
        ("ҚЫЗЫЛ Ь", "QYZYL "),
        ("СЪЕЗД", "SEZD"),
        ("ҚЮ\u00adӘ", "QİU\u00adÄ"),
        ("Ю\u00adН", "İU\u00adN"),
        ("Ю\u0301НЕСКО", "İU\u0301NESKO"),
    ],
)
def test_capitals_follow_the_kazakh_rules(word, latin):
    assert shown(word, LATIN) == latin


def test_cyrillic_letters_of_other_languages_are_converted():
    assert in_both("Київ, Ґудзь, Ўзбек, Ҳамид, Ђорђе, Љубљана") == (
        "Kiiv, Gudz, Uzbek, Hamid, Jorje, Lublana",
        "كييۆ، گۋدز، ۋزبەك، حاميد، جورجە، لۋبلانا",
    )


# Arabic letters


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


# Corrections


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


# Tokens that stay

UNCONVERTED = """
    Kazakh Invest KAZINFORM COVID-19 5G №5 Wi-Fi ñandú Ελλάδα 北京 👩‍👩‍👧 café QR
    https://aimaq.kz/жаңалық?а=б,в;г http://қазақстан.қаз www.қазақ.kz WWW.ҚАЗАҚ.KZ aimaq.kz/қоғам пошта.қаз қызмет.рф
    desk@aimaq.kz пошта@аймақ.қаз mailto:пошта@аймақ.қаз @aimaq_kz @Аймақ ftp://а.kz tel:+77272500000
    #Қазақстан #жаңа_жыл2026 ＃Қазақ #Қазақстан#Алматы #Kazakhstan
    2026 5,11 5,11% 1,000,000 2026-01-29 29.01.2026 07:00-08:30 +7(727)250-00-00 $100 1/2 3×4 -5 ±3 5;6 :) - … « »
"""
# The words before and after the token. (Isolates are removed before comparing.)
IN_A_SENTENCE = {LATIN: ("Mynau", "ğoi."), ARABIC: ("مىناۋ", "عوي.")}


@pytest.mark.parametrize("to", ALPHABETS)
def test_a_token_that_is_not_kazakh_stays_as_it_is(to):
    before, after = IN_A_SENTENCE[to]
    tokens = UNCONVERTED.split()
    assert [shown(token, to) for token in tokens] == tokens
    sentences = [shown(f"Мынау {token} ғой.", to) for token in tokens]
    assert sentences == [f"{before} {token} {after}" for token in tokens]


@pytest.mark.parametrize("to", ALPHABETS)
def test_the_sentence_around_an_address_is_converted(to):
    expected = {LATIN: "(oqy: https://a.kz/қ), @қ; #қ! a@b.kz?", ARABIC: "(وقى: https://a.kz/қ)، @қ؛ #қ! a@b.kz؟"}
    assert shown("(оқы: https://a.kz/қ), @қ; #қ! a@b.kz?", to) == expected[to]


def test_a_word_that_only_looks_like_an_address_is_converted():
    assert shown("және/немесе т.б./т.с.с. 1/қ #1 # қ а@ @ б", LATIN) == "jäne/nemese t.b./t.s.s. 1/q #1 # q a@ @ b"


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
