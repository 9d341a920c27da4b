"""A word has one key, in every alphabet and from every keyboard. Different words have different keys, if possible."""

import csv
import random
from pathlib import Path

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, NORMS_OF_HAMZA, Latin, Spelling, convert
from newsroom.alphabets.folding import coarse_key, fine_key

WORDS = Path(__file__).parent / "text/words.tsv"

# In the spelling of decree 637 of 2018, as used on qz.inform.kz.
LATIN_OF_2018 = """
    жаңа=jańa ғылым=ǵylym үкімет=úkimet мәжіліс=májilis шешім=sheshim сұрақ=suraq су=sý қиын=qıyn ауыл=aýyl әкім=ákim
    өнер=óner ащы=ashshy чемпион=chempıon түйін=túıin тіл=til басшы=basshy аяқ=aıaq бюро=bıýro самолёт=samolıot
    Ислам=Islam ұлттық=ulttyq шүу=shúý Конституция=Konstıtýtsııa концерт=kontsert миллион=mıllıon жиһаз=jıhaz
"""
LATIN_OF_2017 = """
    жаңа=jan'a ғылым=g'ylym үкімет=u'kimet шешім=s'es'im су=sy' қиын=qi'yn әкім=a'kim өнер=o'ner чемпион=c'empi'on
    ауыл=ay’yl оқу=oqyʼ Конституция=Konsti'ty'tsi'i'a
"""
RUSSIAN_KEYBOARD = """
    Қазақстан=Казакстан ғылым=гылым жаңа=жана өнер=онер ұлттық=улттык үкімет=укимет әкім=аким білім=билим жиһаз=жихаз
    түйіндеген=туйиндеген көші-қон=коши-кон іс-шара=ис-шара Шәкәрім=Шакарим
"""
WITHOUT_MARKS = """
    şeşım=sesim ğylym=gylym jaña=jana öner=oner ūlttyq=ulttyq ükımet=ukimet äkım=akim İslam=Islam aşşy=assy
    Şäkärım=Shakarim tıl=til qiyn=qiyn jariia=jariia biık=biik köşı-qon=koshi-qon
"""
NEVER_THE_SAME = """
    қол=көл құл=күл сұр=су ғана=қана таң=тан ас=аш ит=іт бас=баш сый=сы айы=ай сану=саны асхана=ашана кіші=кіс тіс=тиіс
    жатса=жаса ач=аш бұ=бу ауа=ава
"""


INVISIBLE = "\u00ad\u0640\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def pairs(listed):
    return [pair.split("=") for pair in listed.split()]


def differing(key, spellings):
    """The groups of spellings that do not all have the same key."""
    return [spelling for spelling in spellings if len({key(written) for written in spelling}) > 1]


def three_scripts():
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["word"], row["latn_2021"], row["arab"]) for row in rows]


@pytest.mark.parametrize("key", [fine_key, coarse_key])
def test_every_word_of_the_list_has_one_key_in_three_scripts(key):
    words = three_scripts()
    assert len(words) == 101
    assert differing(key, words) == []


@pytest.mark.parametrize("key", [fine_key, coarse_key])
def test_a_sentence_has_one_key_in_three_scripts(key):
    cyrillic = "«Көші-қон» туралы заңның 12-бабы, 3-тармағы қалай өзгерді?"
    latin = "“Köşı-qon” turaly zañnyñ 12-baby, 3-tarmağy qalai özgerdı?"
    arabic = "«كوشى-قون» تۋرالى زاڭنىڭ ۱۲-بابى، ٣-تارماعى قالاي وزگەردى؟"
    assert differing(key, [(cyrillic, latin, arabic)]) == []


def converted(spelling):
    return [(word, *(convert(word, to, spelling) for to in ALPHABETS)) for word, *_ in three_scripts()]


def test_a_converted_word_has_the_key_of_the_original():
    assert differing(fine_key, converted(Spelling())) == []
    for spelling in Spelling(latin=Latin.ACUTE_2018), Spelling(yo="ö"):
        assert differing(fine_key, converted(spelling)) != []
        assert differing(coarse_key, converted(spelling)) == []


def test_a_word_has_one_key_in_both_norms_of_hamza():
    words = "бірақ төрағасы Тоқаев Тоқаевқа Назарбаева Мүсәев қазір Майевский".split()
    written = [(word, *(convert(word, ARABIC, Spelling(hamza=norm)) for norm in NORMS_OF_HAMZA)) for word in words]
    assert len({form for _, *forms in written for form in forms}) > len(words)
    assert differing(fine_key, written) == []
    assert differing(coarse_key, written) == []


def test_shcha_and_yo_have_one_key_in_three_alphabets():
    words = "Щучинск Щорс ЩОРС борщ ащы Ащыға тұщы кещелік Мирзиёев Ниёзов".split()
    for spelling in Spelling(), Spelling(latin=Latin.ACUTE_2018):
        written = [(word, *(convert(word, to, spelling) for to in ALPHABETS)) for word in words]
        assert differing(coarse_key, written) == []
    assert differing(fine_key, [(word, *(convert(word, to) for to in ALPHABETS)) for word in words]) == []
    assert fine_key("ащы борщ") == "aşşy borş"


def test_the_fine_key_is_readable_latin():
    assert fine_key("Көші-қон туралы ЗАҢ, 2026 ж.") == "koşy qon turaly zañ 2026 j"
    assert fine_key("Щербаков, цирк, июнь, самолёт, съезд") == "şerbakov tsirk iun samoliot sezd"


@pytest.mark.parametrize("listed", [LATIN_OF_2018, LATIN_OF_2017, RUSSIAN_KEYBOARD, WITHOUT_MARKS])
def test_the_coarse_key_is_the_same_where_the_fine_keys_differ(listed):
    assert differing(fine_key, pairs(listed)) != []
    assert differing(coarse_key, pairs(listed)) == []


def test_the_fine_key_knows_the_letters_of_january_2021():
    assert differing(fine_key, pairs("ғылым=ǧylym жаңа=jaŋa қызметкерлерінің=qyzmetkerlerınıŋ")) == []


def test_different_words_have_different_fine_keys():
    words = pairs(NEVER_THE_SAME)
    assert differing(fine_key, words) == words


def test_words_that_arabic_script_does_not_distinguish_have_one_fine_key():
    joined = "ал=әл он=өн ұшын=үшін тыс=тіс сый=сыи хат=һат эфир=ефир яр=иар ащы=ашшы цирк=тсирк туш=тушь жария=жарийа"
    assert differing(fine_key, pairs(joined)) == []


def test_the_fine_key_reads_sh_as_two_letters():
    assert fine_key("sheshim") == "sheshim"
    assert fine_key("схема") == fine_key("shema") == "shema"
    assert coarse_key("sheshim") == coarse_key("шешім") == "sesim"
    assert coarse_key("схема") == coarse_key("shema") == coarse_key("сема") == "sema"


def test_the_coarse_key_ignores_the_glide_that_arabic_writes_for_a_soft_sign():
    vietnam = ("Вьетнам", "Vetnam", "ۆيەتنام")
    assert [fine_key(written) for written in vietnam] == ["vetnam", "vetnam", "vietnam"]
    assert differing(coarse_key, [vietnam, ("батальон", "batalon", "باتاليون"), ("توقاەۆ", "توقايەۆ")]) == []


def test_a_capital_has_the_key_of_its_lower_case_letter():
    assert [fine_key(letter) for letter in ("İ", "i", "i̇", "I", "ı", "И", "и", "І", "і")] == list("iiiyyiiyy")
    assert differing(fine_key, pairs("ІШКІ=IŞKI ішкі=ışkı ИСЛАМ=İSLAM ислам=islam ҰЛТ=ŪLT ӘҢГІМЕ=ÄÑGIME")) == []
    assert {coarse_key(letter) for letter in ("İ", "i", "i̇", "I", "ı", "Y", "y", "Ы", "І", "Й")} == {"i"}


def test_a_foreign_word_with_a_capital_i_has_one_coarse_key():
    assert (fine_key("Instagram"), fine_key("instagram")) == ("ynstagram", "instagram")
    assert coarse_key("Instagram") == coarse_key("INSTAGRAM") == coarse_key("instagram") == "instagram"


def test_roman_numerals_have_one_key_in_latin_and_cyrillic_letters():
    assert differing(fine_key, pairs("ХХІ=XXI ХVІІІ=XVIII ХҮІІІ=XVIII ІІ=II ІV=IV")) == []
    assert differing(fine_key, [("Х ғасыр", "X ğasyr"), ("С дәрумені", "C därumenı"), ("20 °С", "20 °C")]) == []
    assert differing(fine_key, pairs("А4=A4 В12=B12 С1=C1 Н5N1=H5N1 РМ10=PM10")) == []
    assert len({fine_key(number) for number in ("I", "II", "III", "VI", "VII", "XI")}) == 6


def test_words_of_other_languages_are_only_simplified():
    assert fine_key("Breaking News: Café Müller & Straße №5") == "breaking news cafe mūller strasse 5"
    assert fine_key("«Российская газета»") == "rossiskaia gazeta"
    assert fine_key("日本 Ελλάδα ﬁn ５Ｇ") == "日本 ελλαδα fin 5g"


@pytest.mark.parametrize("key", [fine_key, coarse_key])
def test_invisible_characters_are_ignored(key):
    for mark in INVISIBLE:
        assert (mark, key(f"{mark}ءبى{mark}رلىك{mark}")) == (mark, key("бірлік"))
        assert (mark, key(f"{mark}Қа{mark}зақ{mark}")) == (mark, key("Қазақ"))


def test_hamza_is_ignored():
    assert {fine_key(hamza + "تىل") for hamza in ("", "\u0621", "\u0674", "\u0621\u200c")} == {fine_key("тіл")}
    assert fine_key("\u0675ل \u0676ز ت\u0677ن ت\u0678ل") == fine_key("әл өз түн тіл")
    assert fine_key("ء«تىل ۇلكەن»") == fine_key("«тіл үлкен»")


def test_letters_of_other_arabic_keyboards_have_the_keys_of_kazakh_letters():
    assert differing(fine_key, pairs("ел=ەل ерке=ەرکە ерке=ه\u200cركه тілі=ءتىلی үй=ءۇي иесі=یەسى жиһаз=جیهاز")) == []
    assert differing(fine_key, pairs("екі=ةكئ жаңа=جاثا үшін=ءذشئن оқу=وقؤ завод=زاأود")) == []
    assert fine_key("ﺑﺎﺳﭙﺎ") == fine_key("баспа")


def test_digits_are_ascii():
    assert fine_key("2026 ٢٠٢٦ ۲۰۲۶ ２０２６") == "2026 2026 2026 2026"


def test_punctuation_and_white_space_become_one_space():
    assert fine_key("  көші-қон,\n\tіс–шара\u00a0(5,11%)…  ") == "koşy qon ys şara 5 11"
    assert fine_key("كوشى-قون، ءىس–شارا (۵٫۱۱٪)") == "koşy qon ys şara 5 11"
    assert fine_key(" «…» ") == coarse_key("") == ""


def test_an_apostrophe_is_part_of_its_word():
    assert differing(fine_key, pairs("объект=об'ект объект=об’ект альбом=al'bom Озбекистон=Oʻzbekiston")) == []
    assert coarse_key("‘Almaty’ today") == coarse_key("Almaty today") == "almati todai"


def test_decomposed_letters_have_the_keys_of_composed_ones():
    assert fine_key("и\u0306ог е\u0308лка бюлле\u0301тень") == fine_key("йог ёлка бюллетень") == "iog iolka biulleten"
    assert fine_key("a\u0308 g\u0306 n\u0303 s\u0327 u\u0304 I\u0307") == "a ğ ñ ş ū i"
    assert coarse_key("g\u0301ylym sy\u0301") == coarse_key("ғылым су")


def test_latin_look_alikes_in_cyrillic_words_count_as_cyrillic():
    typed = "білім=бiлiм іс=iс ІШКІ=IШКI саяси=cаяcи Халық=Xалық әке=əке өмір=ɵмip сұрау=сұрay"
    assert differing(fine_key, pairs(typed)) == []


def test_latin_words_beside_cyrillic_ones_stay_latin():
    assert fine_key("QR-код, IP-мекенжай, COVIDтен, Spotifyда") == "qr kod yp mekenjai covydten spotifyda"
    assert fine_key("ákіmderіne tipіn") == "akymderyne tipyn"


@pytest.mark.parametrize("key", [fine_key, coarse_key])
def test_the_key_of_a_key_is_itself(key):
    chance = random.Random(2021)
    letters = "аәіийыуұүшщцчсһёюяЪьI aAäiİıIyýuūsSşhcxpBH'ʼ-’\u200c\u0301\u0308ءهیيىەۋۇشاٸأ٣ѣ"
    nonsense = ["".join(chance.choices(letters, k=40)) for _ in range(5000)]
    texts = nonsense + [written for word in three_scripts() for written in word]
    assert [key(key(text)) for text in texts] == [key(text) for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize("key", [fine_key, coarse_key])
def test_folding_any_unicode_character_again_changes_nothing(key):
    every = "".join(f"i{chr(code)}б {chr(code)}s{chr(code)} " for code in range(0x20000))
    assert key(key(every)) == key(every)


def test_the_coarse_key_can_be_computed_from_the_fine_key():
    texts = [written for word in three_scripts() for written in word]
    assert [coarse_key(fine_key(text)) for text in texts] == [coarse_key(text) for text in texts]
