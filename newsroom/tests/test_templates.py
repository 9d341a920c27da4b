"""Rules about templates: safe HTML, inline code, the length of lines, includes."""

import re

import pytest

from newsroom.tests.source_files import TEMPLATES, templates

LONGEST_LINE = 120
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
BARE_INCLUDE = re.compile(r"""\{%\s*include\s+(?!"[^"]+"\s+(?:with\s[^%]+\s)?only\s*%\})[^%]*%\}""")


def long_lines(source):
    """The numbers of the lines that are too long."""
    return [number for number, line in enumerate(source.split("\n"), start=1) if len(line) > LONGEST_LINE]


def test_no_template_disables_autoescaping():
    loose = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    assert loose.search("{{ body | safe }}")

    assert [path.name for path in TEMPLATES if loose.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        "<style>",
        '<p style="x">',
        '<p onclick="x">',
        '<a href="javascript:x">',
        '<script nonce="x">',
    ],
)
def test_the_scanner_finds_inline_code(html):
    assert INLINE.search(html)
    assert not INLINE.search('<script src="x.js" defer></script><link rel="stylesheet"><p class="on style">one = two')


def test_no_template_has_inline_code_or_style():
    sources = templates()
    assert len(sources) > 50

    assert {name: found for name, source in sources.items() if (found := INLINE.findall(source))} == {}


def test_no_line_of_a_template_is_too_long():
    assert long_lines("a" * LONGEST_LINE + "\n" + "a" * (LONGEST_LINE + 1)) == [2]

    assert {name: lines for name, source in templates().items() if (lines := long_lines(source))} == {}


@pytest.mark.parametrize(
    "tag", ['{% include "a.html" %}', '{% include "a.html" with b=c %}', "{% include name only %}"]
)
def test_the_scanner_finds_bare_includes(tag):
    assert BARE_INCLUDE.search(tag)
    assert not BARE_INCLUDE.search('{% include "a.html" only %}{% include "a.html" with b=c d="e" only %}')


def test_every_include_uses_only():
    sources = templates()
    assert sum(source.count("{% include") for source in sources.values()) > 50

    assert {name: found for name, source in sources.items() if (found := BARE_INCLUDE.findall(source))} == {}
