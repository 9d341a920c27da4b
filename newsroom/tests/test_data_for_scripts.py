"""Data that a page gives to its scripts cannot leave their element, and is as short as its letters."""

import json

import pytest

from newsroom.templatetags.site import as_json


@pytest.mark.parametrize("text", ["</script><b>", "<!--", "&lt;", "Слово", '"\\', "\u2028\u2029"])
def test_data_for_a_script_stays_within_its_element(text):
    start, end = '<script id="a&amp;b" type="application/json">', "</script>"
    html = as_json({"text": text}, "a&b")
    inside = html.removeprefix(start).removesuffix(end)
    assert html == start + inside + end
    assert json.loads(inside) == {"text": text}
    assert {*"<>&\u2028\u2029"} & {*inside} == set()


def test_letters_are_not_escaped():
    assert "Слово" in as_json("Слово", "x")
