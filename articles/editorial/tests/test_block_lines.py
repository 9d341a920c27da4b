import random

import pytest

from articles.editorial.block_lines import blocks_with, lines_of, with_lines, without_text
from newsroom.content.clean_html import only_allowed

LIST = "<ul><li><p>один</p></li><li><p>два <em>три</em></p></li></ul>"
TABLE = '<table><tbody><tr><th>а</th><td colspan="2"><p>б</p></td></tr><tr><td></td><td>в</td></tr></tbody></table>'
LINK = '<a href="https://example.kz/">тут</a>'


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>a &amp; <strong>b</strong></p>", ["a & b"]),
        ("<h2>a<br>b</h2>", ["a\nb"]),
        ("<p></p>", [""]),
        ("<p>a&nbsp;b</p>", ["a\N{NO-BREAK SPACE}b"]),
        (LIST, ["один", "два три"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["a", "b"]),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", ["a", "b"]),
        (TABLE, ["а", "б", "", "в"]),
        ("<hr>", []),
    ],
)
def test_the_texts_of_a_block(html, lines):
    assert lines_of(html) == lines
    assert with_lines(html, lines) == html
    assert lines_of(without_text(html)) == [""] * len(lines)
    assert lines_of(with_lines(without_text(html), lines)) == lines


@pytest.mark.parametrize(
    ("html", "lines", "after"),
    [
        ("<p>a</p>", ["b < c & d"], "<p>b &lt; c &amp; d</p>"),
        ("<p>a</p>", ["a\r\nb"], "<p>a<br>b</p>"),
        ("<p>a</p>", [""], "<p></p>"),
        ("<p><strong>Иван</strong> пришёл</p>", ["Пётр пришёл"], "<p><strong>Пётр</strong> пришёл</p>"),
        ("<p><strong>Иван</strong> пришёл</p>", ["пришёл"], "<p>пришёл</p>"),
        (f"<p>{LINK}</p>", ["тут, и там"], f"<p>{LINK}, и там</p>"),
        (f"<p>Смотри {LINK} сейчас.</p>", ["Вот что: смотри тут завтра."], f"<p>Вот что: смотри {LINK} завтра.</p>"),
        ("<p>сло<em>во</em> и дело</p>", ["слово или дело"], "<p>сло<em>во</em> или дело</p>"),
        (LIST, ["один", "два четыре"], LIST.replace("три", "четыре")),
    ],
)
def test_words_that_stay_keep_their_formatting(html, lines, after):
    assert with_lines(html, lines) == after


@pytest.mark.parametrize(
    ("html", "text", "after"),
    [
        ("<h2>а <em>б</em></h2>", "б", ["<h2><em>б</em></h2>"]),
        (f"<p>{LINK} а</p>", "тут\n\n <б>\r\n\r\nв\nг\n", [f"<p>{LINK}</p>", "<p>&lt;б&gt;</p>", "<p>в<br>г</p>"]),
        (LIST, "раз\r\nдва три", [LIST.replace("один", "раз")]),
        (LIST, "один", ["<p>один</p>"]),
        (TABLE, "а\nб\n\nг", [TABLE.replace("в", "г")]),
        ("<hr>", "а", ["<p>а</p>"]),
    ],
)
def test_a_block_with_another_text(html, text, after):
    assert blocks_with(html, text) == after


def random_line(chance):
    words = [chance.choice(["а", "б", "в", "г-д", "<", "&", "漢字", "«", "1,5"]) for _ in range(chance.randrange(9))]
    return "".join(word + chance.choice(["", " ", "  ", "\n", "\N{NO-BREAK SPACE}"]) for word in words).strip()


def random_html(chance):
    marks = ["<strong>", "<em>", "<sub>", '<a href="https://a.kz/">', "</strong>", "</em>", "</a>"]
    texts = ["слово ", "а", "&lt;", " б", "<br>", "&nbsp;"]
    return only_allowed(f"<p>{''.join(chance.choice(marks + texts) for _ in range(chance.randrange(12)))}</p>")


def test_any_new_text_is_what_the_block_says_then():
    for seed in range(300):
        chance = random.Random(seed)
        html, text = random_html(chance), random_line(chance)

        after = with_lines(html, [text])

        assert lines_of(after) == [text]
        assert only_allowed(after).replace("&nbsp;", "\N{NO-BREAK SPACE}") == after  # it is well formed
