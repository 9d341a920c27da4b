"""Which elements and attributes are converted, and where a language ends."""

import pytest

from newsroom.alphabets.tests.html.conversions import latin, stays


@pytest.mark.parametrize(
    "element", "script style code pre kbd samp textarea xmp listing iframe noembed plaintext".split()
)
def test_code_and_form_input_stay(element):
    assert latin(f"<b>Үй</b><{element}>Үй") == f"<b>Üi</b><{element}>Үй"
    assert stays(f'<{element} title="Kazakh Invest"><b>Үй <i title="Үй">үй</i></b></{element}>')


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


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ('<p lang="ru">Щи <b title="щи">щи</b></p>щи', '<p lang="ru">Щи <b title="щи">щи</b></p>şi'),
        ('<p LANG=ru title="щи">щи</p>щи', '<p LANG=ru title="щи">щи</p>şi'),
        ('<p translate="no" title="щи">щи <b>щи</b></p>щи', '<p translate="no" title="щи">щи <b>щи</b></p>şi'),
        ('<p translate="NO">щи <b translate="yes">щи</b></p>', '<p translate="NO">щи <b translate="yes">şi</b></p>'),
        ('<p translate="x">щи <b translate>щи</b>', '<p translate="x">şi <b translate>şi</b>'),
        ('<p class="a notranslate">щи</p>щи', '<p class="a notranslate">щи</p>şi'),
        ('<p class="notranslated" lang="">щи</p>', '<p class="notranslated" lang="">щи</p>'),
        ('<p lang="kk">щи', '<p lang="kk-Latn">şi'),
        ("<p lang=kk-KZ>щи", '<p lang="kk-Latn">şi'),
        ('<p lang="kk-Cyrl-KZ">щи', '<p lang="kk-Latn">şi'),
        ('<p lang="kk-Arab">щи', '<p lang="kk-Arab">щи'),
        ('<p lang="kk-Latn">щи', '<p lang="kk-Latn">şi'),
        ('<p lang="kkx">щи', '<p lang="kkx">щи'),
        ('<p lang="ru">щи <q lang="kk">щи</q> щи</p>', '<p lang="ru">щи <q lang="kk-Latn">şi</q> щи</p>'),
        ('<p translate="no"><q lang="kk">щи</q></p>', '<p translate="no"><q lang="kk">щи</q></p>'),
        ('<p lang="ru"><code lang="kk">щи</code>', '<p lang="ru"><code lang="kk">щи</code>'),
        ('<img lang="ru" alt="щи">щи', '<img lang="ru" alt="щи">şi'),
        ('<meta lang="ru" name="description" content="щи">щи', '<meta lang="ru" name="description" content="щи">şi'),
    ],
)
def test_other_languages_and_untranslatable_elements_stay(html, converted):
    assert latin(html) == converted


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ('<p lang="ru">щи<p>щи', '<p lang="ru">щи<p>şi'),
        ('<p lang="ru">щи<div>щи</div>', '<p lang="ru">щи<div>şi</div>'),
        ('<ul><li lang="ru">щи<li>щи</ul>', '<ul><li lang="ru">щи<li>şi</ul>'),
        ('<li lang="ru">щи<ul><li>щи</ul>щи', '<li lang="ru">щи<ul><li>щи</ul>щи'),
        ('<dl><dt lang="ru">щи<dd>щи</dl>', '<dl><dt lang="ru">щи<dd>şi</dl>'),
        ('<table><tr><td lang="ru">щи<td>щи</table>', '<table><tr><td lang="ru">щи<td>şi</table>'),
        ('<table><tr lang="ru"><td>щи<tr><td>щи</table>', '<table><tr lang="ru"><td>щи<tr><td>şi</table>'),
        ('<table><tbody lang="ru"><tr><td>щи<tbody><tr><td>щи', '<table><tbody lang="ru"><tr><td>щи<tbody><tr><td>şi'),
        ('<select><option lang="ru">щи<option>щи</select>', '<select><option lang="ru">щи<option>şi</select>'),
        (
            '<select><optgroup lang="ru"><option>щи<optgroup><option>щи',
            '<select><optgroup lang="ru"><option>щи<optgroup><option>şi',
        ),
        ('<div lang="ru"><b>щи</div>щи', '<div lang="ru"><b>щи</div>şi'),
        ('<b><div lang="ru"></b>щи</div>щи', '<b><div lang="ru"></b>щи</div>şi'),
        ('<div><table><tr><td lang="ru"></div>щи</table>щи', '<div><table><tr><td lang="ru"></div>щи</table>şi'),
        ('<br lang="ru">щи</br>щи', '<br lang="ru">şi</br>şi'),
        ('<p lang="ru">щи</b></i></x>щи', '<p lang="ru">щи</b></i></x>щи'),
        ("<b>" * 150 + '<p lang="ru">щи</p>щи', "<b>" * 150 + '<p lang="ru">щи</p>şi'),
    ],
)
def test_a_language_ends_where_a_parser_ends_its_element(html, converted):
    assert latin(html) == converted
