"""Look-alike letters and Roman numerals are corrected before the conversion."""

import pytest

from newsroom.alphabets import ALPHABETS, LATIN, convert, convert_html
from newsroom.alphabets.tests.text.words import in_both, shown


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
        ("ІТ саласы, ІТ-маман, «ІТ», IТ мен ІT", "IT саласы, IT-маман, «IT», IT мен IT"),
        ("ІР-мекенжай, ІВМ, ІСТ, ІКЕА, ІАТА, ІСАО, ІМЕІ", "IP-мекенжай, IBM, ICT, IKEA, IATA, ICAO, IMEI"),
        ("ВВС телеарнасы, ВВС News, АВС тілшісі", "BBC телеарнасы, BBC News, ABC тілшісі"),
        ("26 °С", "26 °C"),
        ("20⁰С, 20° С, 20 ° С-қа, 20°\u00a0С еді, –5…–10° С.", "20⁰C, 20° C, 20 ° C-қа, 20°\u00a0C еді, –5…–10° C."),
        ("+5С, -5 С, –5…–10С, +20…+25\u00a0С-қа", "+5C, -5 C, –5…–10C, +20…+25\u00a0C-қа"),
        ("минус 5 С, Плюс 5-7С, 20 С°, 20С°", "минус 5 C, Плюс 5-7C, 20 C°, 20C°"),
        ("А4, А4-ке, А320neo, А-320", "A4, A4-ке, A320neo, A-320"),
        ("В2, В12, В057, С1, М4, М36, Е40, Е621, Х5", "B2, B12, B057, C1, M4, M36, E40, E621, X5"),
        ("Н5N1, Н5Н8, РМ2,5, РМ10, СО2, СО₂, Н2О", "H5N1, H5N8, PM2,5, PM10, CO2, CO₂, H2O"),
        ("С дәрумені, А, В12 және Д дәрумендері", "C дәрумені, A, B12 және D дәрумендері"),
        ("В-52, В-737, С-130, А-4 қағазы, А-3 форматы", "B-52, B-737, C-130, A-4 қағазы, A-3 форматы"),
        ("рН 7, рН-ы, рH, pН, О2, О₂, СН4, Н₂, Н2SО4", "pH 7, pH-ы, pH, pH, O2, O₂, CH4, H₂, H2SO4"),
        ("В тобының дәрумендері, гепатит С.", "B тобының дәрумендері, гепатит C."),
        ("С вирустық гепатиті", "C вирустық гепатиті"),
    ],
)
def test_look_alike_letters_in_a_word_are_corrected(typed, meant):
    assert [convert(typed, to) for to in ALPHABETS] == [convert(meant, to) for to in ALPHABETS]


@pytest.mark.parametrize(
    ("typed", "latin"),
    [
        ("45° С. е., 45°С.Е., 50° Солтүстік", "45° S. e., 45°S.E., 50° Soltüstık"),
        (
            "5С сыныбы, 5 С, Ту-5С, 2-5 С, +5 С-300, +5 Сәуле, – 5 С",
            "5S synyby, 5 S, Tu-5S, 2-5 S, +5 S-300, +5 Säule, – 5 S",
        ),
        ("В-1, С-17а, С-300, СН-4, Н2, рНқ, арН, В-521", "V-1, S-17a, S-300, SN-4, N2, rNq, arN, V-521"),
        ("ІРІ, АІР, ір, Ір, ІРР, ІР5", "IRI, AIR, ır, Ir, IRR, IR5"),
        ("ВВС РФ, ҚВВС телеарнасы, АТР, ММА, НР, ОК, РС", "VVS RF, QVVS telearnasy, ATR, MMA, NR, OK, RS"),
        ("С-300, С300, Х55, Х-55, 12В, А1Ә, ҚВ4, В 4", "S-300, S300, H55, H-55, 12V, A1Ä, QV4, V 4"),
        ("Сәуле дәрумені, ВС дәрумені, гепатит В. Петров", "Säule därumenı, VS därumenı, gepatit V. Petrov"),
    ],
)
def test_a_cyrillic_letter_that_can_be_meant_stays_cyrillic(typed, latin):
    assert shown(typed, LATIN) == latin


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
        ("ХҮІІ мен ХУІІІ, ХҮ, ІУ; Ху ХУ", "XVII men XVIII, XV, IV; Hu HU"),
    ],
)
def test_roman_numerals_typed_in_cyrillic_become_latin(typed, number):
    assert shown(typed, LATIN) == number


@pytest.mark.parametrize(
    ("typed", "latin", "arabic"),
    [
        ("Х ғасыр", "X ğasyr", "X عاسىر"),
        ("Х–ХІІ, Х-ХІІ, Х – ХІІ ғасырлар", "X–XII, X-XII, X – XII ğasyrlar", "X–XII، X-XII، X – XII عاسىرلار"),
        ("І–ІІІ топ", "I–III top", "I–III توپ"),
        ("І топ, (І топ), «І топ»", "I top, (I top), «I top»", "I توپ، (I توپ)، «I توپ»"),
        ("І, ІІ, Х сынып", "I, II, X synyp", "I، II، X سىنىپ"),
        ("Пётр І мен «Пётр І»", "Piotr I men «Piotr I»", "پيوتر I مەن «پيوتر I»"),
        ("Х-ғасыр Х Ә. Марғұлан оқулары", "X-ğasyr X Ä. Marğūlan oqulary", "X-عاسىر X ءا. مارعۇلان وقۋلارى"),
        ("І. Есенберлин, Х. Досов", "I. Esenberlin, H. Dosov", "ءى. ەسەنبەرلين، ح. دوسوۆ"),
        ("Досов Х. А.Х. Досов", "Dosov H. A.H. Dosov", "دوسوۆ ح. ا.ح. دوسوۆ"),
        ("«Х» әрпі, І дыбысы", "«H» ärpı, I dybysy", "«ح» ءارپى، ءى دىبىسى"),
        ("Ф, Х, Һ, Ы, І, Ь", "F, H, H, Y, I, ", "ف، ح، ھ، ى، ءى، "),
        ("Х А Б А Р, А–Х, әл-Х", "H A B A R, A–H, äl-H", "ح ا ب ا ر، ا–ح، ءال-ح"),
        ("Х", "H", "ح"),
        ("І/ІІ, І/ІІ/ІІІ, Х/І", "I/II, I/II/III, X/I", "I/II, I/II/III, X/I"),
        ("Бірінші (І), оныншы (Х) орын", "Bırınşı (I), onynşy (X) oryn", "ءبىرىنشى (I)، ونىنشى (X) ورىن"),
        ("«І» және «ІІ», “І”; «Х»", "«I» jäne «II», “I”; «H»", "«I» جانە «II»، “I”؛ «ح»"),
        ("«Ы» мен «І», «І» дыбысы", "«Y» men «I», «I» dybysy", "«ى» مەن «ءى»، «ءى» دىبىسى"),
        ("Х/Ф, Ф/Х, (Х)", "H/F, F/H, (H)", "ح/ف، ف/ح، (ح)"),
    ],
)
def test_a_single_letter_is_a_numeral_if_the_characters_beside_it_say_so(typed, latin, arabic):
    assert in_both(typed) == (latin, arabic)


def test_numerals_and_codes_are_corrected_beside_tags_and_references():
    html = "<p><b>Х</b> ғасыр, <b>А</b>4, &#1040;4, 20°<i> С</i>, Т<b>В2</b>, І<b>Р</b>, А<b>ІР</b>"
    latin = "<p><b>X</b> ğasyr, <b>A</b>4, A4, 20°<i> C</i>, T<b>V2</b>, I<b>P</b>, A<b>IR</b>"
    assert convert_html(html, LATIN) == latin
