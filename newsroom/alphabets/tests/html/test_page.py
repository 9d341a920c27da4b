"""Which parts of a page are converted, and words that tags split."""

import itertools

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, convert_html, protect
from newsroom.alphabets.tests.html.conversions import latin, stays


def test_an_unknown_alphabet_raises_value_error():
    with pytest.raises(ValueError, match="'kk-Cyrl' is not one of the alphabets kk-Latn, kk-Arab"):
        convert_html("<p>Қазақ</p>", "kk-Cyrl")


@pytest.mark.parametrize(
    "element", "p h1 li td th button label figcaption option summary a b span em time svg text".split()
)
def test_text_is_converted(element):
    assert latin(f"<{element}>Үй</{element}>") == f"<{element}>Üi</{element}>"


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- Үй -->",
        "<!doctype Үй>",
        "<?үй ?>",
        "<![CDATA[Үй]]>",
        "</Үй>",
        "<aүй>",
        "<a үй=үй>",
        "<a title='Үй",
    ],
)
def test_comments_and_other_markup_stay(markup):
    assert latin(f"Үй{markup}") == f"Üi{markup}"
    assert stays(markup)


def test_quotes_stay_and_are_added_to_a_converted_value_without_quotes():
    assert latin("<a title=қ alt='\"қ' aria-label=\"'қ\">") == '<a title="q" alt=\'"q\' aria-label="\'q">'
    assert latin("<a title=қ'\"&lt;/>") == '<a title="q\'&quot;&lt;/">'
    assert latin("<a title=5 href=қ>") == "<a title=5 href=қ>"


def test_the_first_of_two_attributes_with_the_same_name_counts():
    assert latin('<a title="қ" title="қ">') == '<a title="q" title="қ">'
    assert latin('<html lang="kk" lang="ru">қ') == '<html lang="kk-Latn" lang="ru">q'


def test_runs_in_attributes_are_isolated_by_characters():
    assert convert_html('<a title="5-10 сөз">', ARABIC) == '<a title="\u20665-10\u2069 ءسوز">'
    assert convert_html('<a title="#Қазақ сөз">', LATIN) == '<a title="#Қазақ söz">'


@pytest.mark.parametrize(
    ("html", "in_latin", "in_arabic"),
    [
        ('<html lang="kk">', '<html lang="kk-Latn">', '<html dir="rtl" lang="kk-Arab">'),
        ('<html lang="kk" dir="ltr">', '<html lang="kk-Latn" dir="ltr">', '<html lang="kk-Arab" dir="rtl">'),
        ("<html>", '<html lang="kk-Latn">', '<html lang="kk-Arab" dir="rtl">'),
        (
            "<HTML DIR=auto class=x>",
            '<HTML lang="kk-Latn" DIR="ltr" class=x>',
            '<HTML lang="kk-Arab" DIR="rtl" class=x>',
        ),
        ('<html lang="ru" dir="ltr">', '<html lang="ru" dir="ltr">', '<html lang="ru" dir="ltr">'),
        ('<p lang="kk" dir="ltr">', '<p lang="kk-Latn" dir="ltr">', '<p lang="kk-Arab" dir="ltr">'),
        *[
            (
                f'<meta property="og:locale" content="kk{land}">',
                f'<meta property="og:locale" content="kk_Latn{land}">',
                f'<meta property="og:locale" content="kk_Arab{land}">',
            )
            for land in ("", "_KZ")
        ],
        *[
            (meta, meta, meta)
            for meta in ['<meta property="og:locale:alternate" content="kk_KZ">', '<link hreflang="kk">']
        ],
        (
            '<meta http-equiv="content-language" content="kk">',
            '<meta http-equiv="content-language" content="kk-Latn">',
            '<meta http-equiv="content-language" content="kk-Arab">',
        ),
    ],
)
def test_language_direction_and_locale_of_a_page_are_set(html, in_latin, in_arabic):
    assert [convert_html(html, to) for to in ALPHABETS] == [in_latin, in_arabic]


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("<b>Ү</b>й өмір<b>ге</b> өмір<b>лі</b>", "<b>ءۇ</b>ي ومىر<b>گە</b> ءومىر<b>لى</b>"),
        ("т<i>ә</i>р<b>т</b>іп<b>ке</b>", "ت<i>ا</i>ر<b>ت</b>ىپ<b>كە</b>"),
        ("тәр&shy;тіп тәр\u00adтіпке", "ءتار&shy;تىپ تار\u00adتىپكە"),
        ("тәр<!-- к -->тіп <wbr>үш<wbr>ке", "ءتار<!-- к -->تىپ <wbr>ۇش<wbr>كە"),
        ("үй<span></span><b><i>ге</i></b>", "ۇي<span></span><b><i>گە</i></b>"),
        ("үй<p>ге", "ءۇي<p>گە"),
        ("үй<br>ге үй<img>ге", "ءۇي<br>گە ءۇي<img>گە"),
        ('үй<b lang="ru">е</b>ге', 'ءۇي<b lang="ru">е</b>گە'),
        ("үй<code>е</code>лі", "ءۇي<code>е</code>ءلى"),
        ("<td>үй<td>ге", "<td>ءۇي<td>گە"),
        ("тари<b>хи</b><i>й</i>", "تاري<b>ح</b><i>ي</i>"),
        ("5<b>,11 сөз", "5<b>,11 ءسوز"),
        ("сөз <b>ХХ</b>І ғ.", "ءسوز <b>\u2066XX</b>I\u2069 ع."),
    ],
)
def test_a_word_split_by_tags_or_soft_hyphens_is_converted_as_one(html, converted):
    assert convert_html(html, ARABIC) == converted


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("<b>Ю</b>НЕСКО Ю<b>ра", "<b>İU</b>NESKO İu<b>ra"),
        ("б<b>i</b>л<i>i</i>м q<b>қ</b>", "b<b>ı</b>l<i>ı</i>m q<b>q</b>"),
        ("<b>ХХ</b>І, <b>ХІХ</b>", "<b>XX</b>I, <b>XIX</b>"),
        ("и<b>\u0306</b>", "i<b>\u0306</b>"),
    ],
)
def test_capitals_corrections_and_numerals_work_across_tags(html, converted):
    assert latin(html) == converted


@pytest.mark.parametrize("to", ALPHABETS)
@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("#Қазақстан", '<bdi translate="no">#Қазақстан</bdi>'),
        ("#Kazakhstan", '<bdi translate="no">#Kazakhstan</bdi>'),
        ("(#Қазақ&shy;стан)", '(<bdi translate="no">#Қазақ&shy;стан</bdi>)'),
        ("&#35;Қазақ", '<bdi translate="no">&#35;Қазақ</bdi>'),
        ("<b>#Қа</b>зақ", '<b><bdi translate="no">#Қа</bdi></b><bdi translate="no">зақ</bdi>'),
        ("https://aimaq.kz/қ", '<bdi translate="no">https://aimaq.kz/қ</bdi>'),
        ('<a href="/қ">www.қ.kz/қ</a>', '<a href="/қ"><bdi translate="no">www.қ.kz/қ</bdi></a>'),
        ("<title>#Қазақ</title>", "<title>#Қазақ</title>"),
        ("<code>#Қазақ</code>", "<code>#Қазақ</code>"),
    ],
)
def test_hashtags_and_addresses_with_cyrillic_letters_are_marked_as_untranslatable(html, converted, to):
    assert convert_html(html, to) == converted
    assert convert_html(converted, to) == converted


def test_protected_text_stays():
    assert latin(f"<title>{protect('Щи')} – щи</title>") == "<title>Щи – şi</title>"
    assert latin(f'<a title="{protect("Щи")} щи">') == '<a title="Щи şi">'
    assert latin(f"<p>{protect('Щи')} щи") == '<p><bdi translate="no">Щи</bdi> şi'
    assert latin(f'<p lang="ru" title="{protect("Щи")}">{protect("Щи")} щи') == '<p lang="ru" title="Щи">Щи щи'
    assert convert_html(f"<title>{protect('Щи')} – щи</title>", ARABIC) == "<title>\u2068Щи\u2069 – شي</title>"


# Noncharacters, one of the marks that is a control character, and private use.
FOREIGN = [*map(chr, range(0xFDD0, 0xFDF0)), "\x1e", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ue000", "\uf8ff"]
PLACES = [
    "<p>ү {} ү",
    "<p>ү{}ү <b>{}</b>ү {}",
    "<title>{} ү</title>",
    '<input value="{}" placeholder="ү {}">',
    "<p title=ү{}>ү",
    '<script type="application/ld+json">{"a": "ү {}"}</script>',
    "<!-- {} --><code>{}</code>",
]


@pytest.mark.parametrize("to", ALPHABETS)
@pytest.mark.parametrize("place", PLACES)
def test_a_noncharacter_in_a_page_stays_and_means_nothing(place, to):
    for sign in FOREIGN:
        page, plain = place.replace("{}", sign), place.replace("{}", "|")
        converted = convert_html(page, to)
        assert (ascii(sign), converted.count(sign)) == (ascii(sign), page.count(sign))
        assert converted.count("<") == convert_html(plain, to).count("<")
        assert convert_html(converted, to) == converted


@pytest.mark.parametrize("to", ALPHABETS)
def test_marks_that_a_reader_writes_do_not_protect(to):
    for start, end in itertools.product(FOREIGN, repeat=2):
        assert "щ" not in convert_html(f'<p title="{start}щ{end}">{start}щ{end}', to)
    assert convert_html("<p>&#xFDEE;щ&#xFDEF; &#xFDD8;щ", to).count("&#xFD") == 3
