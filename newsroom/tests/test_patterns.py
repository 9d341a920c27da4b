"""The work of our regular expressions grows with the length of a text and no faster: no text can occupy a process.

Those of `newsroom.alphabets` have tests of their own (`test_linear.py`). Those of `stylesheet` read only our own files.
"""

import re
from importlib import import_module
from re import _constants as sre
from re import _parser

import pytest
from django.apps import apps
from django.core.validators import RegexValidator, URLValidator

from newsroom import alphabets
from newsroom.alphabets.tests.steps import CountedPattern, TooManySteps
from newsroom.tests.source_files import files

ELSEWHERE = ["newsroom/alphabets/", "newsroom/serving/stylesheet.py"]
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
LENGTH, TIMES = 20, 4
LIMIT = 8
"""Four times the length takes four times the steps if they are linear, sixteen times if they are quadratic."""


def patterns():
    """{where it is: compiled pattern}"""
    found = {f"alphabets.FORMS {to}": form for to, form in alphabets.FORMS.items()}
    found["alphabets.CYRILLIC_WORDS"] = alphabets.CYRILLIC_WORDS
    for path in files("articles") | files(
        "newsroom", without=["newsroom/alphabets/", "newsroom/serving/stylesheet.py"]
    ):
        name = path.removesuffix(".py").replace("/", ".")
        for own, value in vars(import_module(name)).items():
            found |= {f"{name}.{own}{key}": one for key, one in parts_of(value) if is_pattern(one)}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            for validator in getattr(field, "validators", []):
                if isinstance(validator, RegexValidator) and not isinstance(validator, URLValidator):
                    found[f"{field}: {validator.message}"] = validator.regex
    return found


def parts_of(value):
    """Yield (index or key, part) of a list, tuple or dict; the value itself without an index if it is none."""
    if isinstance(value, dict):
        yield from ((f"[{key!r}]", one) for key, one in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"[{index}]", one) for index, one in enumerate(value))
    else:
        yield "", value


def is_pattern(value):
    return isinstance(value, re.Pattern) and isinstance(value.pattern, str)


# Texts that make a pattern work hard


def hard_texts(pattern):
    """[(start, repeated, end)]: what leads to a repetition, what it repeats, and an end that does not match."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return [(start, unit, end) for start, unit in repetitions(list(tree), "") for end in ("", "\0")]


def repetitions(parts, start):
    for operator, argument in parts:
        if operator in REPEATS:
            *_, inner = argument
            yield from ((start, unit) for unit in units(list(inner)))
        for inner in below(operator, argument):
            yield from repetitions(list(inner), start)
        start += example([(operator, argument)])


def below(operator, argument):
    """The sequences within a part of a pattern."""
    if operator in REPEATS:
        return [argument[2]]
    if operator is sre.SUBPATTERN:
        return [argument[3]]
    if operator is sre.BRANCH:
        return argument[1]
    if operator in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    return [argument] if operator is sre.ATOMIC_GROUP else []


def units(parts):
    """Different short texts that a repetition could repeat."""
    yield example(parts)
    for operator, argument in parts:
        if operator is sre.IN:
            yield from members(argument)
        for inner in below(operator, argument):
            yield from units(list(inner))


def example(parts):
    """A text that matches, but for look-aheads."""
    return "".join(example_of(operator, argument) for operator, argument in parts)


def example_of(operator, argument):
    if operator is sre.LITERAL:
        return chr(argument)
    if operator in (sre.ANY, sre.NOT_LITERAL):
        return next(sign for sign in "xy" if sign != argument and ord(sign) != argument)
    if operator is sre.IN:
        return members(argument)[0]
    if operator in REPEATS:
        return example(argument[2]) * max(argument[0], 1)
    if (operator is sre.ASSERT and argument[0] > 0) or operator is sre.ASSERT_NOT:
        return ""
    inner = below(operator, argument)
    return example(inner[0]) if inner else ""


def members(choice):
    """Some characters of a set."""
    parts = [part for part in choice if part[0] is not sre.NEGATE]
    inside = [sign for part in parts for sign in signs_of(*part)]
    return inside if len(parts) == len(choice) else [sign for sign in "x \n1<ә" if sign not in inside]


def signs_of(operator, argument):
    if operator is sre.LITERAL:
        return [chr(argument)]
    if operator is sre.RANGE:
        return [chr(argument[0])]
    return {sre.CATEGORY_SPACE: [" ", "\n"], sre.CATEGORY_DIGIT: ["1"], sre.CATEGORY_WORD: ["x", "1"]}.get(
        argument, ["-"]
    )


def growth(counted, start, unit, end):
    """How many times as many steps a text of four times the length takes. None if it takes too many."""
    steps, count = [], max(LENGTH // len(unit), 1)
    for repeated in (count, TIMES * count):
        counted.steps = 0
        try:
            counted.search(start + unit * repeated + end)
        except TooManySteps:
            return None
        steps.append(counted.steps)
    return steps[1] / max(steps[0], 1)


def too_fast(pattern):
    """The texts for which the steps of a pattern grow faster than the text."""
    counted, texts = CountedPattern(pattern), {text for text in hard_texts(pattern) if text[1]}
    return sorted(text for text in texts if (grown := growth(counted, *text)) is None or grown > LIMIT)


def test_every_pattern_takes_linear_time():
    found = patterns()
    assert {"articles.story_text.SPEAKER", "newsroom.content.clean_html._TAG", "alphabets.FORMS kk-Latn"} <= {*found}

    assert {where: texts for where, pattern in found.items() if (texts := too_fast(pattern))} == {}


@pytest.mark.parametrize(
    "pattern", [r"[a-z]+(?:[ .]*[a-z]+)*\.?\Z", "<p>(?: |&nbsp;)*-(?: |&nbsp;)*(.+)</p>\\Z", "x*x*b"]
)
def test_a_pattern_that_takes_longer_is_noticed(pattern):
    assert too_fast(re.compile(pattern))
