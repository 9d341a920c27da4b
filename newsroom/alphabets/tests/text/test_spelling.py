"""Each choice of a spelling changes only the words that it is about."""

import pytest

from newsroom.alphabets import ARABIC, LATIN, Hamza, Latin, Spelling
from newsroom.alphabets.tests.text.words import rows, shown

UNSETTLED = """
    төраға төрағасы цирк Цирк концерт чемпион матч ащы борщ ёлка самолёт актёр Вьетнам компьютер объект Тоқаевқа
""".split()
PATRONYMICS = "Момышұлы Абайқызы МОМЫШҰЛЫ бүлінбесін ұлы қызы Ұлы Оңғарсынқызының аққызыл".split()


def changed(to, **choice):
    """{word: its form} of the words that have another form because of a choice."""
    words = [*(word for word, _, _ in rows()), *UNSETTLED, *PATRONYMICS]
    chosen = {word: (shown(word, to), shown(word, to, Spelling(**choice))) for word in words}
    return {word: new for word, (usual, new) in chosen.items() if new != usual}


@pytest.mark.parametrize(
    ("choice", "latin"),
    [
        ({"tse": "s"}, {"цирк": "sirk", "Цирк": "Sirk", "концерт": "konsert"}),
        ({"che": "ş"}, {"чемпион": "şempion", "матч": "matş", "Янушкевич": "İanuşkeviş"}),
        ({"shcha": "şş"}, {"борщ": "borşş"}),
        ({"yo": "ö"}, {"ёлка": "ölka", "самолёт": "samolöt", "актёр": "aktör"}),
        ({"soft_sign_glides": True}, {}),
        ({"hamza": Hamza.KAZINFORM}, {}),
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
        (
            {"hamza": Hamza.KAZINFORM},
            {
                "Тоқаев": "توقايەۆ",
                "Тоқаевқа": "توقايەۆقا",
                "төраға": "ءتوراعا",
                "төрағасы": "ءتوراعاسى",
                "мұғалім": "ءمۇعالىم",
                "қадір": "ءقادىر",
                "қаріп": "ءقارىپ",
            },
        ),
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
        ("Щучинск", "Shýchınsk"),
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
    assert shown("цирк чех борщ ёлка", LATIN, chosen) == "tsırk cheh borsh ıolka"
