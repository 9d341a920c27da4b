"""What only looks like another letter is folded into it, and keeps its place."""

import pytest

from articles.comments.words.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("КАЗИНО, Ёлка Йод", "казино, ёлка йод"),
        ("ҚҰМАР ӨЗ ЇЇ", "құмар өз її"),
        ("𝐬𝐩𝐚𝐦 ⓢⓟⓐⓜ ｓｐａｍ ᵃ 🅂🅿🄰🅼 🇸🇵", "spam spam spam a spam sp"),
        ("ᴄøđɓ ҡ ӄ", "codb ҡ к"),
        ("ΚΑΖΙ ΗΝ ρτ Ꭺꮪ OՍ Ӏӏ", "kazi hn pt as ou ii"),
        ("с\u200bп\u00adа\u0301м\ufe0f\u202e", "спам"),
        ("ءدىل ٴبىر", "دىل بىر"),
        ("a\u00a0b\nc\td\u3000e", "a b c d e"),
        ("сп🔥м ★ — №", "сп•м * - n"),
        ("Өте жақсы: Ä Ğ Ş Ñ Ū İ I ı", "өте жақсы: ä ğ ş ñ ū i i ı"),
    ],
)
def test_letters_that_look_alike_become_the_same(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("да спаааам!", "спаааам"),
        ("а ссспам", "ссспам"),
        ("c\u200bп\u200b\u200bа\u0301м", "c\u200bп\u200b\u200bа\u0301м"),
        ("сп\u200bа\u200bа\u200bа\u200bам", "сп\u200bа\u200bа\u200bа\u200bам"),
    ],
)
def test_each_letter_keeps_its_place(text, word):
    folded = fold(text)
    start = min(at for at, letter in enumerate(folded.text) if letter in "сc")
    end = folded.text.index("м") + 1
    found = text[slice(*folded.span(start, end))]
    assert found == word


def test_a_run_of_letters_is_shortened_but_not_one_of_digits():
    assert fold("ааааа 1000000 !!!").text == "аа 1000000 !!!"
