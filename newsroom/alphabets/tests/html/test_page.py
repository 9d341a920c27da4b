"""Which parts of a page are converted: texts, attributes, structured data, languages, words that tags split."""

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, convert_html
from newsroom.alphabets.text.conversion import protect


def latin(html):
    return convert_html(html, LATIN)


def stays(html):
    return [convert_html(html, to) for to in ALPHABETS] == [html, html]


def test_an_unknown_alphabet_raises_value_error():
    with pytest.raises(ValueError, match="'kk-Cyrl' is not one of the alphabets kk-Latn, kk-Arab"):
        convert_html("<p>Қазақ</p>", "kk-Cyrl")


# Texts


@pytest.mark.parametrize(
    "element", "p h1 li td th button label figcaption option summary a b span em time svg text".split()
)
def test_text_is_converted(element):
    assert latin(f"<{element}>Үй</{element}>") == f"<{element}>Üi</{element}>"


@pytest.mark.parametrize(
    "element", "script style code pre kbd samp textarea xmp listing iframe noembed plaintext".split()
)
def test_code_and_form_input_stay(element):
    assert latin(f"<b>Үй</b><{element}>Үй") == f"<b>Üi</b><{element}>Үй"
    assert stays(f'<{element} title="Kazakh Invest"><b>Үй <i title="Үй">үй</i></b></{element}>')


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


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("Ә&nbsp;&laquo;ә&raquo; &amp; &#8212;", "Ä&nbsp;&laquo;ä&raquo; &amp; &#8212;"),
        ("&#1198;&#x439; &#1179;&#1199;й", "Üi qüi"),
        ("а&amp;б &lt;б&gt; а &lt; б", "a&amp;b &lt;b&gt; a &lt; b"),
        ("тәр&shy;тіп &#173;тіл", "tär&shy;tıp &#173;tıl"),
        ("&unknown; &copyүй &notіnн;", "&unknown; &copy;üi &not;ınn;"),
        ("&#1; &#xFDD0; &#99999999; үй", "&#1; &#xFDD0; &#99999999; üi"),
        ("Ү\r\nй\tй", "Ü\r\ni\ti"),
    ],
)
def test_references_stay_as_written_unless_their_letters_are_converted(html, converted):
    assert latin(html) == converted


# Attributes


@pytest.mark.parametrize(
    "tag",
    [
        '<img alt="{}">',
        '<a title="{}">',
        '<nav aria-label="{}">',
        '<div aria-description="{}">',
        '<div ARIA-ROLEDESCRIPTION="{}">',
        '<div aria-valuetext="{}">',
        "<input placeholder='{}'>",
        '<textarea placeholder="{}"></textarea>',
        '<track label="{}">',
        '<optgroup label="{}"><option label="{}">',
        '<th abbr="{}">',
        '<input type="submit" value="{}">',
        '<input value="{}" type=" Reset ">',
        '<input type=button value="{}">',
        '<meta name="description" content="{}">',
        '<meta content="{}" property="og:title">',
        '<meta property="og:description" content="{}">',
        '<meta name="twitter:title" content="{}">',
        '<meta property="og:site_name" content="{}"><meta property="og:image:alt" content="{}">',
        '<a\n\ttitle = "{}"\nhref="/үй">',
        '<svg><a title="{}"/></svg>',
    ],
)
def test_attributes_with_text_for_readers_are_converted(tag):
    assert latin(tag.replace("{}", "«Үй» &amp; ЮНЕСКО")) == tag.replace("{}", "«Üi» &amp; İUNESKO")


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="/қ" id="қ" class="қ" name="қ" data-x="қ" data-title="қ" hreflang="kk" rel="қ" onclick="қ">',
        '<img src="қ.jpg" srcset="қ 2x" sizes="қ" style="content: \'қ\'" itemprop="қ">',
        '<input value="қ"><input type="text" value="қ"><input type="hidden" value="қ"><input type=search value="қ">',
        '<option value="қ"><button value="қ"><li value="қ"><form action="/қ" method="қ">',
        '<meta name="viewport" content="қ"><meta property="og:url" content="/қ"><meta property="og:image" content="қ">',
        '<meta name="қ" content="қ"><meta charset="қ"><meta http-equiv="refresh" content="0; /қ"><meta content="қ">',
        '<div aria-labelledby="қ" aria-controls="қ" role="қ" label="қ" content="қ" datetime="қ" xtitle="қ">',
        "<a қ><a title><a title=>",
        '<a title="Kazakh Invest, 5-10?">',
    ],
)
def test_other_attributes_stay(tag):
    assert latin("қ") == "q"
    assert stays(tag)


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


# Languages


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ('<p lang="ru">Щи <b title="щи">щи</b></p>щи', '<p lang="ru">Щи <b title="щи">щи</b></p>şşi'),
        ('<p LANG=ru title="щи">щи</p>щи', '<p LANG=ru title="щи">щи</p>şşi'),
        ('<p translate="no" title="щи">щи <b>щи</b></p>щи', '<p translate="no" title="щи">щи <b>щи</b></p>şşi'),
        ('<p translate="NO">щи <b translate="yes">щи</b></p>', '<p translate="NO">щи <b translate="yes">şşi</b></p>'),
        ('<p translate="x">щи <b translate>щи</b>', '<p translate="x">şşi <b translate>şşi</b>'),
        ('<p class="a notranslate">щи</p>щи', '<p class="a notranslate">щи</p>şşi'),
        ('<p class="notranslated" lang="">щи</p>', '<p class="notranslated" lang="">щи</p>'),
        ('<p lang="kk">щи', '<p lang="kk-Latn">şşi'),
        ("<p lang=kk-KZ>щи", '<p lang="kk-Latn">şşi'),
        ('<p lang="kk-Cyrl-KZ">щи', '<p lang="kk-Latn">şşi'),
        ('<p lang="kk-Arab">щи', '<p lang="kk-Arab">щи'),
        ('<p lang="kk-Latn">щи', '<p lang="kk-Latn">şşi'),
        ('<p lang="kkx">щи', '<p lang="kkx">щи'),
        ('<p lang="ru">щи <q lang="kk">щи</q> щи</p>', '<p lang="ru">щи <q lang="kk-Latn">şşi</q> щи</p>'),
        ('<p translate="no"><q lang="kk">щи</q></p>', '<p translate="no"><q lang="kk">щи</q></p>'),
        ('<p lang="ru"><code lang="kk">щи</code>', '<p lang="ru"><code lang="kk">щи</code>'),
        ('<img lang="ru" alt="щи">щи', '<img lang="ru" alt="щи">şşi'),
        ('<meta lang="ru" name="description" content="щи">щи', '<meta lang="ru" name="description" content="щи">şşi'),
    ],
)
def test_other_languages_and_untranslatable_elements_stay(html, converted):
    assert latin(html) == converted


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ('<p lang="ru">щи<p>щи', '<p lang="ru">щи<p>şşi'),
        ('<p lang="ru">щи<div>щи</div>', '<p lang="ru">щи<div>şşi</div>'),
        ('<ul><li lang="ru">щи<li>щи</ul>', '<ul><li lang="ru">щи<li>şşi</ul>'),
        ('<li lang="ru">щи<ul><li>щи</ul>щи', '<li lang="ru">щи<ul><li>щи</ul>щи'),
        ('<dl><dt lang="ru">щи<dd>щи</dl>', '<dl><dt lang="ru">щи<dd>şşi</dl>'),
        ('<table><tr><td lang="ru">щи<td>щи</table>', '<table><tr><td lang="ru">щи<td>şşi</table>'),
        ('<table><tr lang="ru"><td>щи<tr><td>щи</table>', '<table><tr lang="ru"><td>щи<tr><td>şşi</table>'),
        ('<table><tbody lang="ru"><tr><td>щи<tbody><tr><td>щи', '<table><tbody lang="ru"><tr><td>щи<tbody><tr><td>şşi'),
        ('<select><option lang="ru">щи<option>щи</select>', '<select><option lang="ru">щи<option>şşi</select>'),
        (
            '<select><optgroup lang="ru"><option>щи<optgroup><option>щи',
            '<select><optgroup lang="ru"><option>щи<optgroup><option>şşi',
        ),
        ('<div lang="ru"><b>щи</div>щи', '<div lang="ru"><b>щи</div>şşi'),
        ('<b><div lang="ru"></b>щи</div>щи', '<b><div lang="ru"></b>щи</div>şşi'),
        ('<div><table><tr><td lang="ru"></div>щи</table>щи', '<div><table><tr><td lang="ru"></div>щи</table>şşi'),
        ('<br lang="ru">щи</br>щи', '<br lang="ru">şşi</br>şşi'),
        ('<p lang="ru">щи</b></i></x>щи', '<p lang="ru">щи</b></i></x>щи'),
        ("<b>" * 150 + '<p lang="ru">щи</p>щи', "<b>" * 150 + '<p lang="ru">щи</p>şşi'),
    ],
)
def test_a_language_ends_where_a_parser_ends_its_element(html, converted):
    assert latin(html) == converted


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


# Words


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
    assert latin(f"<title>{protect('Щи')} – щи</title>") == f"<title>{protect('Щи')} – şşi</title>"
    assert latin(f'<a title="{protect("Щи")} щи">') == f'<a title="{protect("Щи")} şşi">'
    assert latin(f"<p>{protect('Щи')} щи") == '<p><bdi translate="no">Щи</bdi> şşi'


# Structured data


@pytest.mark.parametrize(
    ("data", "converted"),
    [
        ('{"headline": "Үй", "name": "Ә"}', '{"headline": "Üi", "name": "Ä"}'),
        ('{"@graph":[{"keywords":["үй","Wi-Fi"]}]}', '{"@graph":[{"keywords":["üi","Wi-Fi"]}]}'),
        ('{"headline": "\\u04AE\\u0439"}', '{"headline": "\\u00dci"}'),
        ('{"name": "ү\\"<\\n"}', '{"name": "ü\\"\\u003C\\n"}'),
        ('{"name": "ү \\ud800"}', '{"name": "\\u00fc \\ud800"}'),
        ('{"inLanguage": "kk", "x": {"name": "ү"}}', '{"inLanguage": "kk-Latn", "x": {"name": "ü"}}'),
        ('{"inLanguage": "kk-KZ"}', '{"inLanguage": "kk-Latn"}'),
        ('{"name": "ү", "inLanguage": ["kk", "ru"]}', '{"name": "ü", "inLanguage": ["kk", "ru"]}'),
        (
            '{"name": "щ", "inLanguage": "ru", "x": {"name": "щ"}}',
            '{"name": "щ", "inLanguage": "ru", "x": {"name": "щ"}}',
        ),
        (
            '{"inLanguage": "ru", "x": {"inLanguage": "kk", "y": "щ"}}',
            '{"inLanguage": "ru", "x": {"inLanguage": "kk-Latn", "y": "şş"}}',
        ),
        (
            '{"author": {"inLanguage": "ru", "name": "щ"}, "name": "щ"}',
            '{"author": {"inLanguage": "ru", "name": "щ"}, "name": "şş"}',
        ),
        (
            '[{"@value": "щ", "@language": "ru"}, {"@value": "щ"}]',
            '[{"@value": "щ", "@language": "ru"}, {"@value": "şş"}]',
        ),
    ],
)
def test_strings_in_json_ld_are_converted_by_their_language(data, converted):
    script = '<script type="application/ld+json">{}</script>'
    assert latin(script.replace("{}", data)) == script.replace("{}", converted)


@pytest.mark.parametrize(
    "data",
    [
        '{"@context": "қ", "@id": "қ", "@type": "қ", "url": "қ", "sameAs": ["қ"], "image": "қ", "logo": {"url": "қ"}}',
        '{"contentUrl": "қ", "identifier": "қ", "termCode": "қ", "email": "қ", "telephone": "қ"}',
        '{"қ": "x", "x": "https://қ.kz", "y": "/қ", "z": "www.қ.kz", "t": "#Қазақ", "datePublished": "2026-01-29"}',
        '{"name": "#қ \\/ \\u0041", "x": 1.50, "y": [true, null]}',
        '{"name": "қ"',
        "{'name': 'қ'}",
        "[" * 100_000 + '"қ"',
        '{"name": "Kazakh \\u0049nvest <b> \\/"}',
    ],
)
def test_codes_addresses_keys_and_invalid_json_stay(data):
    assert latin("қ") == "q"
    assert stays(f'<script type="application/ld+json">{data}</script>')


def test_other_scripts_and_json_ld_in_other_languages_stay():
    data = '{"name": "Үй"}'
    assert (
        latin(f"<script type=' Application/LD+JSON '>{data}</script>")
        != f"<script type=' Application/LD+JSON '>{data}</script>"
    )
    for tag in ("<script>", '<script type="application/json">', '<script type="application/ld+json" lang="ru">'):
        assert stays(f"{tag}{data}</script>")
