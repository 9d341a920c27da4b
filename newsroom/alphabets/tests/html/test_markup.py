"""HTML is split into the same tokens as in a browser, and joined again it is the same, byte for byte."""

import pytest

from benchmarks.alphabets_bytes import Identity
from benchmarks.alphabets_pages import pages_from
from conftest import import_or_fail
from newsroom.alphabets.html.markup import Kind, attributes, tokens
from newsroom.alphabets.html.page import rewrite
from newsroom.alphabets.tests.html.documents import make_document

DOCUMENTS, CHUNK = 10_000, 500
OTHER_CHUNKS = [pytest.param(first, marks=pytest.mark.slow) for first in range(CHUNK, DOCUMENTS, CHUNK)]
CHUNKS = pytest.mark.parametrize("first", [0, *OTHER_CHUNKS])


def joined(html):
    return "".join(token + blank for _, token, _, blank, _ in tokens(html))


def cut(html):
    """'kind:token|…', each kind by its first letter, with the names of tags."""
    return "|".join(f"{kind.name[0]}{name and f'({name})'}:{token}" for kind, token, name, *_ in tokens(html))


# Tokens


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("a < b & c > d", "T:a < b & c > d"),
        ("<p>a</p>", "S(p):<p>|T:a|E(p):</p>"),
        ("<P\n>a</P\t>", "S(p):<P\n>|T:a|E(p):</P\t>"),
        ("<br/>a<br / >", "S(br):<br/>|T:a|S(br):<br / >"),
        ('<a title="a > b" href=>c', 'S(a):<a title="a > b" href=>|T:c'),
        ("<a title='a > b'>c", "S(a):<a title='a > b'>|T:c"),
        ("<a title=a'b\">c", "S(a):<a title=a'b\">|T:c"),
        ('<a b"c>d', 'S(a):<a b"c>|T:d'),
        ('<a "b>c">d', 'S(a):<a "b>|T:c">d'),
        ("<a =b=c>d", "S(a):<a =b=c>|T:d"),
        ('<a b="c"d>e', 'S(a):<a b="c"d>|T:e'),
        ("<қ>a</қ>b", "T:<қ>a|O:</қ>|T:b"),
        ("<aқ/b>c", "S(aқ):<aқ/b>|T:c"),
        ("< p>a</ p>b</>c", "T:< p>a|O:</ p>|T:b|O:</>|T:c"),
        ("<!-- a > b -->c", "O:<!-- a > b -->|T:c"),
        ("<!-->a<!--->b<!-- --!>c<!-- -- >d-->e", "O:<!-->|T:a|O:<!--->|T:b|O:<!-- --!>|T:c|O:<!-- -- >d-->|T:e"),
        ("<!--->-->a", "O:<!--->|T:-->a"),
        ("<!doctype html>a<!x>b<?xml ?>c", "O:<!doctype html>|T:a|O:<!x>|T:b|O:<?xml ?>|T:c"),
        ("<![CDATA[a>b]]>c", "O:<![CDATA[a>|T:b]]>c"),
        ("<svg><![CDATA[a>b]]>c</svg>", "S(svg):<svg>|O:<![CDATA[a>b]]>|T:c|E(svg):</svg>"),
        ("<script>a</b><!-- </script>c", "S(script):<script>|R(script):a</b><!-- |E(script):</script>|T:c"),
        (
            "<script><!-- <script> </script> --></script>a",
            "S(script):<script>|R(script):<!-- <script> </script> -->|E(script):</script>|T:a",
        ),
        ("<style>a<b></STYLE >c", "S(style):<style>|R(style):a<b>|E(style):</STYLE >|T:c"),
        ("<style></ſtyle></style>", "S(style):<style>|R(style):</ſtyle>|E(style):</style>"),
        ("<title>a<b>&lt;</tıtle></title>c", "S(title):<title>|T(title):a<b>&lt;</tıtle>|E(title):</title>|T:c"),
        ("<textarea><p></textarea>a", "S(textarea):<textarea>|T(textarea):<p>|E(textarea):</textarea>|T:a"),
        ("<iframe><p></iframe>a", "S(iframe):<iframe>|R(iframe):<p>|E(iframe):</iframe>|T:a"),
        ("<plaintext></plaintext>a", "S(plaintext):<plaintext>|R(plaintext):</plaintext>a"),
        (
            "<svg><style>a<b></b></style></svg><style><b></style>",
            "S(svg):<svg>|S(style):<style>|T:a|S(b):<b>|E(b):</b>|E(style):</style>|E(svg):</svg>"
            "|S(style):<style>|R(style):<b>|E(style):</style>",
        ),
        ("<svg/><title><b></title>", "S(svg):<svg/>|S(title):<title>|T(title):<b>|E(title):</title>"),
        ("<svg a=b/><title><b></title>", "S(svg):<svg a=b/>|S(title):<title>|S(b):<b>|E(title):</title>"),
        ("a<b", "T:a|O:<b"),
        ('a<b c="d>', 'T:a|O:<b c="d>'),
        ("a</b", "T:a|O:</b"),
        ("a<", "T:a<"),
        ("a</", "T:a|O:</"),
        ("a<!--b", "T:a|O:<!--b"),
    ],
)
def test_html_is_split_as_browsers_do(html, expected):
    assert cut(html) == expected
    assert joined(html) == html


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<a>", {}),
        ("<a b>", {"b": None}),
        ("<a b=>", {"b": None}),
        ("<a b=''>", {"b": ("", "'")}),
        ('<a b="c" B="d">', {"b": ("c", '"')}),
        ("<a\nb = c/d>", {"b": ("c/d", "")}),
        ("<a/b/c=d/>", {"b": None, "c": ("d/", "")}),
        ("<a b=\"c\"d='e'>", {"b": ("c", '"'), "d": ("e", "'")}),
        ("<a қ=ә ҚЫ>", {"қ": ("ә", ""), "қы": None}),
        ('<a =b="c">', {"=b": ("c", '"')}),
    ],
)
def test_attributes_are_found_with_their_positions_and_quotes(tag, expected):
    found = {name: place and (tag[place[0] : place[1]], place[2]) for name, place in attributes(tag).items()}
    assert found == expected


@CHUNKS
def test_tags_are_those_that_html5lib_finds(first):
    html5lib = import_or_fail("html5lib")  # reads markup as a browser does
    # In today's standard any element is allowed in select. html5lib follows older rules.
    documents = [make_document(number) for number in range(first, first + CHUNK, 5)]
    compared = [document.html for document in documents if document.is_sound or "<select" not in document.html]
    assert len(compared) > CHUNK / 10
    assert [html for html in compared if our_tags(html) != tags_by_parser(html5lib, html)] == []


def our_tags(html):
    lines = html.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    tags = [(kind, token, name) for kind, token, name, *_ in tokens(lines) if name and kind in (Kind.START, Kind.END)]
    return [(name, set(attributes(token)) if kind is Kind.START else None) for kind, token, name in tags]


def tags_by_parser(html5lib, html):
    """[(name, names of its attributes or None for an end tag)] as the tokenizer of html5lib emits them."""
    tags = []

    class Noting(html5lib.HTMLParser):
        def mainLoop(self):
            hand_on, tokenizer = self.tokenizer.emitCurrentToken, self.tokenizer

            def note():
                token = tokenizer.currentToken
                hand_on()
                is_start = token["type"] == html5lib.constants.tokenTypes["StartTag"]
                tags.append((token["name"].lower(), {name.lower() for name in token["data"]} if is_start else None))

            tokenizer.emitCurrentToken = note
            super().mainLoop()

    Noting().parse(html)
    return tags


# Joined again


@pytest.mark.parametrize(
    "html",
    [
        "<p title=қазақ>a <қазақ &лт; &ampқазақ &notін; &copyқ &#1179 &#xFDD0; &#99999999999; & &; &#; &#x; <</p>",
        "<title></тitle></title><b title='&қ &lt;қ'>&қ</b>",
        '<script type="application/ld+json">{"inLanguage": "kk", "name": "қ\\/\\u0436\\ud800", "a": 1e5}</script>',
        '<html lang=kk dir="ltr"><meta property="og:locale" content="kk_KZ">',
        "\ufeff<!doctype html>\r\n<p>\0\ufdd0\ufdd4қ\ufdd5\x1e\u2028\ufffe\ud800</p\0>",
        "&#" + "9" * 5000 + ";қ&#x" + "f" * 5000 + ";",
    ],
)
def test_html_that_is_not_changed_stays_byte_for_byte(html):
    assert joined(html) == html
    assert rewrite(html, Identity()) == html


@CHUNKS
def test_documents_that_are_not_changed_stay_byte_for_byte(first):
    documents = [make_document(number).html for number in range(first, first + CHUNK)]
    assert sum("<" in html for html in documents) > CHUNK / 2
    assert [html for html in documents if joined(html) != html] == []
    assert [html for html in documents if rewrite(html, Identity()) != html] == []


@pytest.mark.slow
@pytest.mark.one_database
def test_pages_that_are_not_changed_stay_byte_for_byte(seeds, client):
    pages = pages_from(client, below="/kk/")
    for address in (
        "/ru/",
        "/en/",
        "/zh-hans/",
        "/uz-cyrl/",
        "/kk-arab/",
        "/kk-latn/",
        "/kk/no-such-page/",
        "/kk/search/?q=қ",
    ):
        pages[address] = client.get(address).content.decode()
    assert len(pages) > 50
    assert sorted(address for address, page in pages.items() if "</html>" not in page) == []
    assert [address for address, page in pages.items() if joined(page) != page] == []
    assert [address for address, page in pages.items() if rewrite(page, Identity()) != page] == []
