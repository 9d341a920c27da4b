"""Short names for two conversions that many tests of pages use."""

from newsroom.alphabets import ALPHABETS, LATIN, convert_html


def latin(html):
    return convert_html(html, LATIN)


def stays(html):
    return [convert_html(html, to) for to in ALPHABETS] == [html, html]
