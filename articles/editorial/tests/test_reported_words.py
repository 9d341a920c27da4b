"""Words that a reader selects lead to the same words of the stored text, from each alphabet."""

from functools import partial

import pytest

from articles.editorial.reported_words import Found, ShownWords
from benchmarks import reported_mistakes
from newsroom.alphabets import convert_html

PARTS = {
    "title": "Қазақстан – елім менің",
    "aaaaaaaa": "<p>Алматыда «Қазақстан» қонақүйі бар, <strong>Қазақ</strong>стан көшесі де бар.</p>",
    "bbbbbbbb": "<ul><li><p>Бір&nbsp;мың</p></li><li><p>Екі мың &amp; одан көп</p></li></ul>",
}
LATIN, ARABIC = (ShownWords(PARTS, partial(convert_html, to=tag)) for tag in ("kk-Latn", "kk-Arab"))
OWN = ShownWords(PARTS)


@pytest.mark.parametrize("code", reported_mistakes.ALPHABETS)
def test_selections_in_the_seed_stories_lead_to_the_right_words(code):
    assert reported_mistakes.measured(code) == (100, 100, [])


@pytest.mark.parametrize(
    ("words", "selected", "before", "found"),
    [
        (OWN, "елім", "", Found("title", "елім", "Қазақстан – ")),
        (OWN, "Қазақстан", "", Found("title", "Қазақстан", "")),
        (LATIN, "Qazaqstan", "Almatyda «", Found("aaaaaaaa", "Қазақстан", "Алматыда «")),
        (LATIN, "azaqst", "bar, Q", Found("aaaaaaaa", "Қазақстан", "Алматыда «Қазақстан» қонақүйі бар, ")),
        (LATIN, "QAZAQ\u00adSTAN» qona", "", Found("aaaaaaaa", "Қазақстан» қонақүйі", "Алматыда «")),
        (LATIN, "«Qazaqstan»", "", Found("aaaaaaaa", "«Қазақстан»", "Алматыда ")),
        (LATIN, "Bır myñ", "", Found("bbbbbbbb", "Бір\u00a0мың", "")),
        (
            LATIN,
            "bar.\nBır",
            "",
            Found("aaaaaaaa", "бар.\nБір", "Алматыда «Қазақстан» қонақүйі бар, Қазақстан көшесі де "),
        ),
        (ARABIC, "قوناق\u200fۇيى", "", Found("aaaaaaaa", "қонақүйі", "Алматыда «Қазақстан» ")),
        (OWN, "&", "", Found("bbbbbbbb", "&", "Бір\u00a0мың\n\nЕкі мың ")),
        (OWN, "мың", "and something else that is not there: екі", Found("bbbbbbbb", "мың", "Бір\u00a0мың\n\nЕкі ")),
        (LATIN, "Astana", "", None),
        (OWN, " \u200f\u00ad ", "", None),
        (ShownWords({}), "Astana", "", None),
    ],
)
def test_words_are_found_where_they_were_selected(words, selected, before, found):
    assert words.find(selected, before) == found
