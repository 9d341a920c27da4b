"""A query becomes different words without the punctuation around them, and each word a regular expression."""

import re

import pytest

from newsroom.content.clean_html import ALLOWLIST, BLOCKS
from newsroom.content.word_patterns import WITHIN_WORDS_IN_HTML, word_pattern, words_of


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"Amanat", партия.', ["Amanat", "партия"]),
        ("«Қазақ» елі…", ["Қазақ", "елі"]),
        ("Акимы акимы, АКИМЫ!", ["Акимы"]),
        ("C++ AT&T's №5 -5 –7 72% C# и/или", ["C++", "AT&T's", "№5", "-5", "–7", "72%", "C#", "и/или"]),
        (
            "*Абай* _Жолы_ #Астана ~нет~ • да/ —Ия— көші-қон- іс–",
            ["Абай", "Жолы", "Астана", "нет", "•", "да", "Ия", "көші-қон", "іс"],
        ),
        ("« – »", ["«", "–", "»"]),
        (
            "„Абай‟ ″Ел″ ＂Той＂ ‚бай‘ ·ру· Amanat™ ⟨тау⟩",
            ["Абай", "Ел", "Той", "бай", "ру", "Amanat", "тау"],
        ),
        ("за\u0301мок окно\u0301 \u0301", ["замок", "окно", "\u0301"]),
        ("\u200b \u00ad", []),
        ("и\u0306од", ["йод"]),
    ],
)
def test_words_lose_the_punctuation_around_them(query, words):
    assert words_of(query) == words


@pytest.mark.parametrize(
    ("word", "texts"),
    [
        ("don't", "don't don’t donʼt"),
        ("ёж", "ёж еж е\u0308ж"),
        ("еж", "ёж еж е\u0308ж"),
        ("йод", "йод и\u0306од"),
        ("замок", "замок за\u0301мок замо\u0301к за\u00adмок"),
        ("и-и", "и-и и–и и‑и"),
        ("a.b", "a.b"),
    ],
)
def test_a_word_matches_each_way_to_print_it(word, texts):
    assert [text for text in texts.split() if not re.fullmatch(word_pattern(word), text)] == []
    assert re.fullmatch(word_pattern(word), "a_b") is None


def test_a_word_matches_its_entities_in_html():
    assert re.fullmatch(word_pattern("R&D<", in_html=True), "R&amp;D&lt;")


def test_all_tags_within_lines_are_within_words_and_no_others():
    tags = {*ALLOWLIST["tags"]}
    within = {tag for tag in tags if re.fullmatch(WITHIN_WORDS_IN_HTML, f"<{tag}>")}
    assert within == tags - BLOCKS - {"br", "li", "tbody", "td", "th", "thead", "tr"}
