"""Patterns of house style: what they match, what they suggest, and which ones are refused."""

import random
import re

import pytest

from newsroom.house_style.finding import Finder
from newsroom.house_style.models import Rule
from newsroom.house_style.patterns import InvalidPatternError, Pattern, suggestion_parts

UNLIMITED = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
# (pattern, suggestion, text, [(what is found, what to write instead)])
CASES = [
    ("порядка # человек", "около # человек", "Порядка 99 человек", [("Порядка 99 человек", "Около 99 человек")]),
    ("мэри* город*", "акимат* город*", "в мэрие города.", [("мэрие города", "акимате города")]),
    ("# тысяч*", "# тыс.", "1 200 тысячам", [("1 200 тысячам", "1 200 тыс.")]),
    ("Нур-Султан*", "Астан*", "нур-султан, Нур-Султана", [("Нур-Султана", "Астана")]),
    ("(г.|город) Алма-Ат*", "Алмат*", "г. Алма-Аты", [("г. Алма-Аты", "Алматы")]),
    ("сегодня … заявил", "", "Сегодня вечером он заявил", [("Сегодня вечером он заявил", "")]),
    ("сегодня … заявил", "", "сегодня и завтра и потом снова заявил", []),
    ("# %", "#\\%", "5 %, 7\N{NO-BREAK SPACE}% и 8%", [("5 %", "5%"), ("7\N{NO-BREAK SPACE}%", "7%")]),
    ("ен", "эн", "ел ен, Ену", [("ен", "эн")]),
    ("президент", "Президент", "президенттің Президент президент", [("президент", "Президент")]),
    ("бел\\*", "бел", "бел* белый", [("бел*", "бел")]),
    ("жол полици*", "полици*", "Жол полициясы", [("Жол полициясы", "Полициясы")]),
    ("« Егемен", "«Егемен", "« Егемен", [("« Егемен", "«Егемен")]),
    ("а.б", "в", "аxб а.б", [("а.б", "в")]),
    ("по (тому|этому) поводу", "об этом", "по этому поводу", [("по этому поводу", "об этом")]),
    ("努尔苏丹市", "阿斯塔纳市", "在努尔苏丹市举行", [("努尔苏丹市", "阿斯塔纳市")]),
]  # fmt: skip


def found(pattern, suggestion, text):
    """[(what is found, what to write instead)]"""
    hits = Finder([Rule(pattern=pattern, suggestion=suggestion)]).hits(text)
    return [(text[hit.start : hit.end], hit.replacement) for hit in hits]


@pytest.mark.parametrize(("pattern", "suggestion", "text", "expected"), CASES)
def test_matches(pattern, suggestion, text, expected):
    assert found(pattern, suggestion, text) == expected


@pytest.mark.parametrize(
    ("pattern", "suggestion"),
    [
        ("", ""), ("*а", ""), ("… да", ""), ("а*", ""), ("(*|да)", ""), ("(а", ""), ("а)", ""), ("а|б", ""),
        ("((а|б)|в)", ""), ("аа*а*а*а*б", ""), ("да # # # нет", ""),
        ("(а|б|в|г|д|е|ё|ж)(а|б|в|г|д|е|ё|ж)", ""), ("слово*", "* *"), ("слово", "#"),
    ],
)  # fmt: skip
def test_refuses(pattern, suggestion):
    with pytest.raises(InvalidPatternError):
        suggestion_parts(suggestion, Pattern(pattern))


def test_no_pattern_repeats_without_a_limit():
    """Whatever is typed is refused, or becomes an expression in which each repetition has a limit."""
    assert [bool(UNLIMITED.search(source)) for source in ("а(?:б)*", "а{2,}", r"а\*б{0,3}")] == [True, True, False]
    chance, signs, accepted = random.Random(5), "аб *#…(|)\\.1", 0
    for _ in range(3000):
        text = "".join(chance.choice(signs) for _ in range(chance.randint(1, 14)))
        try:
            pattern = Pattern(text)
        except InvalidPatternError:
            continue
        accepted += 1
        assert pattern.regex.pattern == pattern.source  # Python can read it
        assert UNLIMITED.search(pattern.source) is None, text
    assert accepted > 200


def test_a_rule_is_tried_only_where_it_can_begin():
    rules = [Rule(pattern=f"слово{number} здесь*", suggestion="") for number in range(1000)]
    finder = Finder(rules)
    text = "слово7 здесь и " * 750
    tried = sum(len(list(finder.rules_at(word))) for word in text.split())
    assert tried == 750
    assert len(finder.hits(text)) == 750
